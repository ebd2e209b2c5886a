package dev.stint.runtime.executor;

import dev.stint.engine.history.End;
import dev.stint.engine.study.Command;
import dev.stint.runtime.trial.AssignmentLine;
import dev.stint.runtime.trial.Mode;
import dev.stint.runtime.trial.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process that takes assignment after assignment. */
final class Worker {

    private static final String REMEDY =
            "With workers: warm, the command must print {\"ready\": true} (to STINT_REPORT, or on stdout behind"
                    + " \"STINT \") and then read assignments from stdin. Teach it to, or remove workers: warm from the"
                    + " study file.";

    private final int number;
    private final Group group;
    private final Outputs outputs;
    private final List<String> devices;
    private final Site site;
    private final long startNanos = System.nanoTime();
    private boolean ready;
    private boolean heard;
    private boolean dismissed;
    private @Nullable Course course;
    private String line = "";
    private @Nullable Word verdict;
    private @Nullable Departure departure;
    private @Nullable Integer exit;
    private long exitNanos;

    Worker(int number, Group group, List<String> devices, Site site) {
        this.number = number;
        this.group = group;
        this.outputs = new Outputs(site.parser(), site.layout().worker(number), Outputs.Offsets.START);
        this.devices = devices;
        this.site = site;
    }

    int number() {
        return number;
    }

    Group group() {
        return group;
    }

    /** Whether it holds more than {@code limits.memory}: that is not to be held against the next assignment. */
    boolean tooLarge() {
        Long most = site.spec().limits().memoryBytes();
        return most != null && group.memory() > most;
    }

    List<String> devices() {
        return devices;
    }

    boolean idle() {
        return ready && course == null && exit == null && !dismissed;
    }

    boolean runs(int attempt) {
        return course != null && course.attempt() == attempt;
    }

    /** Takes an assignment; it is told as started once the worker is ready. */
    void assign(Course next, String assignment) {
        course = next;
        line = assignment;
        heard = false;
        if (ready) {
            begin(next);
        }
    }

    private void begin(Course next) {
        outputs.catchUp(Mode.TRAIN, ignored -> {});
        Outputs.Offsets from = outputs.offsets();
        if (!keepOffsets(next.folder(), from)) {
            course = null;
            String what =
                    "attempt " + next.attempt() + " could not be started: " + next.folder() + " cannot be written";
            site.teller().tell(new Command.Pause(site.teller().now(), what));
            return;
        }
        next.listenFrom(from);
        outputs.copyTo(next.folder());
        next.started(group, devices, number, from.report());
    }

    /** Without them a later recovery could not tell whose lines on stdout are whose. */
    private static boolean keepOffsets(Path folder, Outputs.Offsets from) {
        try {
            Files.writeString(folder.resolve(Layout.OFFSETS), from.stdout() + " " + from.stderr());
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    void go() {
        if (course != null && ready && !course.gone()) {
            course.go();
            send(line);
        }
    }

    void leave(Departure.Reason reason) {
        Course current = course;
        if (current == null || departure != null) {
            return;
        }
        if (current.gone()) {
            departure = new Departure(reason, site.grace());
            send(AssignmentLine.stop());
            return;
        }
        if (!ready) {
            current.started(group, devices, number, 0);
        }
        finish(current, End.STOPPED, "");
    }

    /** Ends the worker once it has no assignment. */
    void dismiss() {
        dismissed = true;
        leave(Departure.Reason.STOP);
    }

    void exited(int code, long nanos) {
        exit = code;
        exitNanos = nanos;
    }

    /** Ends the worker at once, and its assignment. */
    void broken(String what) {
        Course current = course;
        course = null;
        dismissed = true;
        try {
            group.kill();
        } finally {
            if (current != null) {
                current.broken(what);
            }
        }
    }

    /** Reads, meters, kills what is overdue. Tells whether the worker is gone. */
    boolean tick() {
        outputs.poll(mode(), this::hear);
        if (course != null && course.gone()) {
            course.readEvents();
        }
        settle();
        if (exit != null) {
            return group.cleared() && died(exit);
        }
        if (course != null) {
            meter(course);
        } else if (dismissed && departure == null) {
            departure = new Departure(Departure.Reason.STOP, site.grace());
            group.closeInput();
            group.terminate();
        }
        if (departure != null) {
            departure.killIfOverdue(group);
        }
        return false;
    }

    private Mode mode() {
        return course == null ? Mode.TRAIN : course.mode();
    }

    private void meter(Course current) {
        Departure.Reason exceeded = current.meter(group, outputs.offsets());
        if (exceeded != null) {
            leave(exceeded);
        }
        Double most = site.spec().limits().seconds();
        if (!ready && most != null && (System.nanoTime() - startNanos) / 1e9 > most) {
            refuse(current, "The worker did not say that it is ready within limits.time: " + most + " seconds.");
        }
    }

    private void hear(Word word) {
        Course current = course;
        if (word instanceof Word.Ready) {
            becomeReady();
        } else if (current != null && current.gone() && verdict == null) {
            heard = true;
            switch (word) {
                case Word.Done ignored -> verdict = word;
                case Word.Failed ignored -> verdict = word;
                case Word.Unsupported ignored -> verdict = word;
                case Word.Said ignored -> current.hear(word);
                case Word.Ignored ignored -> current.hear(word);
                case Word.Ready ignored -> {}
            }
        } else if (current != null && !ready && word instanceof Word.Said) {
            refuse(current, "The command printed metrics without waiting for an assignment.");
        }
    }

    private void becomeReady() {
        if (ready) {
            return;
        }
        ready = true;
        site.teller()
                .tell(new Command.WorkerReady(site.teller().now(), number, (System.nanoTime() - startNanos) / 1e9));
        if (course != null) {
            begin(course);
        }
    }

    /** Ends the assignment once the worker said how it went: lines before that may still wait in another file. */
    private void settle() {
        Word how = verdict;
        Course current = course;
        if (how == null || current == null) {
            return;
        }
        outputs.catchUp(current.mode(), current::hear);
        current.readAllEvents();
        boolean left = departure != null;
        switch (how) {
            case Word.Failed(String text) ->
                finish(
                        current,
                        left ? leftEnd(false) : End.USER,
                        text.isEmpty() ? "the worker says that it failed" : text);
            case Word.Unsupported ignored -> finish(current, End.UNSUPPORTED, "");
            case Word.Done ignored -> finish(current, done(current), "");
            case Word.Ready ignored -> {}
            case Word.Said ignored -> {}
            case Word.Ignored ignored -> {}
        }
    }

    private End done(Course current) {
        boolean complete = current.reached() && (current.mode() == Mode.TRAIN || departure == null);
        return departure != null ? leftEnd(complete) : complete ? End.DONE : End.EARLY;
    }

    private End leftEnd(boolean complete) {
        return departure == null ? End.STOPPED : Exit.left(departure.reason(), complete);
    }

    private void finish(Course current, End end, String what) {
        outputs.copyTo(null);
        course = null;
        verdict = null;
        departure = null;
        current.ended(end, current.seconds(), what);
    }

    private void refuse(Course current, String what) {
        course = null;
        dismissed = true;
        departure = new Departure(Departure.Reason.STOP, 0);
        current.notStarted(what + " " + REMEDY);
    }

    private boolean died(int code) {
        outputs.drain(mode(), this::hear);
        settle();
        Course current = course;
        course = null;
        if (current != null && current.gone()) {
            current.readAllEvents();
        }
        if (current != null && !ready) {
            String said = LastWords.of(site.layout().worker(number), site.parser());
            current.notStarted("The worker ended with " + Exit.words(code) + " before it was ready. " + REMEDY
                    + (said.isEmpty() ? "" : "\n" + said));
        } else if (current != null && (!current.gone() || (code == 0 && !heard))) {
            current.ended(End.INFRASTRUCTURE, current.seconds(), "the worker ended before it took the assignment");
        } else if (current != null) {
            current.exited(code, departure == null ? null : departure.reason(), current.secondsAt(exitNanos));
        }
        return true;
    }

    private void send(String text) {
        try {
            group.send(text);
        } catch (IOException gone) {
            return; // its exit is on its way
        }
    }
}
