package dev.stint.runtime.embed;

import dev.stint.engine.history.End;
import dev.stint.engine.history.Task;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Does jobs with a trainer, each on a thread of its own. */
final class Crew implements Hall {

    private final Trainer trainer;
    private final Map<Member, Thread> working = new ConcurrentHashMap<>();

    Crew(Trainer trainer) {
        this.trainer = trainer;
    }

    @Override
    public void enter(Member member) {
        Thread thread = Thread.ofPlatform()
                .name("stint-job-" + member.job().key())
                .daemon()
                .unstarted(() -> work(member));
        working.put(member, thread);
        thread.start();
    }

    private void work(Member member) {
        try {
            train(member);
            member.end(End.DONE, "");
        } catch (NotOffered declined) {
            member.end(End.UNSUPPORTED, "");
        } catch (InterruptedException left) {
            member.end(End.DONE, "");
        } catch (OutOfMemoryError large) {
            member.end(End.OOM, text(large));
        } catch (Throwable fault) { // whatever a training throws is its own failure, and the study goes on
            member.end(End.USER, text(fault));
        } finally {
            working.remove(member);
        }
    }

    private void train(Member member) throws Exception {
        Job job = member.job();
        switch (job.task()) {
            case Task.Full ignored -> trainer.train(job, member);
            case Task.Proxy ignored -> trainer.train(job, member);
            case Task.LrRange range -> trainer.sweep(job, range, member);
            case Task.Evaluate evaluate -> trainer.evaluate(job, evaluate.split(), member);
        }
    }

    /** {@code IllegalStateException: no data (Loader.java:12)}. */
    private static String text(Throwable fault) {
        @Nullable StackTraceElement place = fault.getStackTrace().length == 0 ? null : fault.getStackTrace()[0];
        return fault.getClass().getSimpleName()
                + (fault.getMessage() == null ? "" : ": " + fault.getMessage())
                + (place == null ? "" : " (" + place.getFileName() + ":" + place.getLineNumber() + ")");
    }

    /** Jobs that did not end when they were asked to are interrupted; nobody waits for them. */
    @Override
    public void closed() {
        working.values().forEach(Thread::interrupt);
    }
}
