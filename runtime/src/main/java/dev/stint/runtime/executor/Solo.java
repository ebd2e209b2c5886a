package dev.stint.runtime.executor;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An attempt with a process of its own. */
final class Solo {

    private final Course course;
    private final Group group;
    private final Outputs outputs;
    private final double grace;
    private @Nullable Departure departure;
    private @Nullable Integer exit;
    private long exitNanos;

    Solo(Course course, Group group, Site site) {
        this.course = course;
        this.group = group;
        this.outputs = new Outputs(site.parser(), course.folder(), Outputs.Offsets.START);
        this.grace = site.grace();
    }

    Group group() {
        return group;
    }

    void go() {
        course.go();
        try {
            group.go();
            group.closeInput();
        } catch (IOException gone) {
            return; // its exit is on its way
        }
    }

    void leave(Departure.Reason reason) {
        if (departure == null && exit == null) {
            departure = new Departure(reason, grace);
            group.terminate();
        }
    }

    void exited(int code, long nanos) {
        exit = code;
        exitNanos = nanos;
    }

    /** Ends all of it at once. */
    void broken(String what) {
        try {
            group.kill();
        } finally {
            course.broken(what);
        }
    }

    /** Reads, meters, kills what is overdue. Tells whether all is over and its end told. */
    boolean tick() {
        outputs.poll(course.mode(), course::hear);
        course.readEvents();
        if (exit == null) {
            Departure.Reason exceeded = course.meter(group, outputs.offsets());
            if (exceeded != null) {
                leave(exceeded);
            }
            if (departure != null) {
                departure.killIfOverdue(group);
            }
            return false;
        }
        return quiet() && finish(exit);
    }

    /** Whether the group is gone. Children may use the grace period too: one of them may write the checkpoint. */
    private boolean quiet() {
        if (departure != null && !departure.overdue() && group.lives()) {
            exitNanos = System.nanoTime();
            return false;
        }
        return group.cleared();
    }

    private boolean finish(int code) {
        outputs.drain(course.mode(), course::hear);
        course.readAllEvents();
        course.exited(code, departure == null ? null : departure.reason(), course.secondsAt(exitNanos));
        return true;
    }
}
