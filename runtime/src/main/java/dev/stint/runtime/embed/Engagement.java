package dev.stint.runtime.embed;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.report.Report;
import dev.stint.engine.study.Command;
import dev.stint.runtime.caller.CallerExecutor;
import dev.stint.runtime.caller.CallerInbox;
import dev.stint.runtime.caller.Placer;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.file.Release;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.loop.Observer;
import dev.stint.runtime.loop.StudyLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One run of an embedded study: from its journal, through the same loop as any other, to its end or its pause. */
final class Engagement implements Placer, Observer {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final InstantSource clock = InstantSource.system();
    private final CallerInbox inbox = new CallerInbox(PATIENCE, clock);
    private final Map<Integer, Member> members = new ConcurrentHashMap<>();
    private final Journal journal;
    private final Hall hall;
    private final Observer watch;
    private final CallerExecutor executor;
    private final CompletableFuture<Report> ended = new CompletableFuture<>();
    private volatile History history;

    /** @param history of the study as the journal has it */
    Engagement(Journal journal, History history, Hall hall, Observer watch) {
        this.journal = journal;
        this.history = history;
        this.hall = hall;
        this.watch = watch;
        this.executor = new CallerExecutor(history, inbox, this, clock);
    }

    /** Begins, on a thread of its own: an interrupt of the caller's must not reach the journal. */
    Engagement begin(int slots) {
        Thread.ofPlatform().name("stint-study").daemon().start(() -> run(slots));
        return this;
    }

    private void run(int slots) {
        RuntimeException fault = null;
        try (journal) {
            history = StudyLoop.of(journal, inbox, executor, clock, this, history)
                    .run(Release.provenance(history.spec()), slots);
        } catch (RuntimeException failed) {
            fault = failed;
        } finally {
            executor.close();
            hall.closed();
            end(fault);
        }
    }

    private void end(@Nullable RuntimeException fault) {
        if (fault == null) {
            ended.complete(Report.of(history));
        } else {
            ended.completeExceptionally(fault);
        }
        inbox.settle();
    }

    void pause() {
        inbox.accept(new Command.Pause(clock.millis(), "the program asked for it"));
    }

    boolean over() {
        return ended.isDone();
    }

    /** Waits for the end or the pause of the study; interrupting the thread pauses it. */
    Report await() {
        boolean interrupted = false;
        while (!ended.isDone()) {
            try {
                ended.get();
            } catch (InterruptedException wish) {
                interrupted = true;
                pause();
            } catch (ExecutionException fault) {
                break; // thrown below
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result();
    }

    private Report result() {
        try {
            return ended.join();
        } catch (CompletionException fault) {
            throw fault.getCause() instanceof RuntimeException known ? known : fault;
        }
    }

    /** What is known, everything said so far included; waits until that is recorded. */
    Report soFar() {
        CompletableFuture<Report> answer = new CompletableFuture<>();
        inbox.afterwards(() -> answer.complete(Report.of(history)));
        if (ended.isDone()) {
            inbox.settle();
        }
        return answer.join();
    }

    @Override
    public void place(Assignment order) {
        Member member = new Member(order, executor, () -> members.remove(order.attempt()));
        members.put(order.attempt(), member);
        hall.enter(member);
    }

    @Override
    public void stop(Assignment order) {
        Member member = members.get(order.attempt());
        if (member != null) {
            member.stop();
        }
    }

    @Override
    public void appended(List<Entry> entries, History next) {
        history = next;
        watch.appended(entries, next);
    }

    @Override
    public void idle(History same) {
        watch.idle(same);
    }
}
