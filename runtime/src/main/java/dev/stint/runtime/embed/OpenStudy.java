package dev.stint.runtime.embed;

import dev.stint.engine.history.End;
import dev.stint.engine.report.Report;
import dev.stint.runtime.trial.Mode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A study that is asked for jobs and told what came of them, by one thread or several.
 *
 * <p>What was said is recorded a moment later; {@link #result} and {@link #close} wait for that.
 */
public final class OpenStudy implements AutoCloseable {

    private record Held(Member member, Thread by) {}

    private final int slots;
    private final Set<Mode> modes;
    private final Deque<Member> waiting = new ArrayDeque<>();
    private final Map<String, Held> held = new LinkedHashMap<>();
    private @Nullable Engagement engagement;
    private boolean closed;

    OpenStudy(int slots, Set<Mode> besidesTraining) {
        this.slots = slots;
        this.modes = besidesTraining;
    }

    void follow(Engagement begun) {
        synchronized (this) {
            engagement = begun;
        }
    }

    Hall hall() {
        return new Hall() {
            @Override
            public void enter(Member member) {
                received(member);
            }

            @Override
            public void closed() {
                ended();
            }
        };
    }

    private void received(Member member) {
        Mode mode = Mode.of(member.job().task());
        if (mode != Mode.TRAIN && !modes.contains(mode)) {
            member.end(End.UNSUPPORTED, "");
            return;
        }
        synchronized (this) {
            waiting.add(member);
            notifyAll();
        }
    }

    private synchronized void ended() {
        closed = true;
        waiting.clear();
        notifyAll();
    }

    /**
     * The next job; waits while the study has none to give. Null once it is over or paused.
     *
     * @throws IllegalStateException if this thread holds all jobs that may be open: nobody would ever be given one
     */
    public synchronized @Nullable Job ask() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            long mine = held.values().stream()
                    .filter(h -> h.by() == Thread.currentThread())
                    .count();
            if (mine >= slots) {
                throw new IllegalStateException(
                        "this thread holds " + mine + " open jobs, as many as there are slots: tell one first");
            }
            wait();
        }
        Member member = waiting.poll();
        if (member == null) {
            return null;
        }
        held.put(member.job().key(), new Held(member, Thread.currentThread()));
        return member.job();
    }

    /** Takes what there is to report of a job. */
    public synchronized Reporter report(Job job) {
        return member(job);
    }

    /** The job is done. */
    public void tell(Job job) {
        tell(job, End.DONE, "");
    }

    /** The job failed; {@code why} in words. */
    public void tell(Job job, End end, String why) {
        Member member;
        synchronized (this) {
            member = member(job);
            held.remove(job.key());
        }
        member.end(end, why);
    }

    private Member member(Job job) {
        Held holding = held.get(job.key());
        if (holding == null || !holding.member().job().equals(job)) {
            throw new IllegalArgumentException("job " + job.key() + " is not open; open are " + held.keySet());
        }
        return holding.member();
    }

    /** What was found so far, with everything said before; final once {@link #ask} gave null and the lifecycle says that it is over. */
    public Report result() {
        return engagement().soFar();
    }

    /** Pauses the study unless it is over, and waits until all is recorded. */
    @Override
    public void close() {
        Engagement now = engagement();
        if (!now.over()) {
            now.pause();
        }
        now.await();
    }

    private synchronized Engagement engagement() {
        if (engagement == null) {
            throw new IllegalStateException("the study has not begun");
        }
        return engagement;
    }
}
