package dev.stint.cli.doctor;

import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Study;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.executor.LocalExecutor;
import dev.stint.runtime.executor.Slots;
import dev.stint.runtime.loop.Inbox;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the doctor's runs take place, one after another: the executor of every study, in a scratch folder. */
final class Stage implements AutoCloseable {

    /**
     * A run to make.
     *
     * @param from told to go on there
     * @param upTo told to train up to here
     * @param full the length over which schedules are computed
     */
    record Order(RunId run, Task task, Config config, long from, long upTo, long full, Watching.Patience patience) {}

    private final StudySpec spec;
    private final Inbox inbox;
    private final Function<Slots, LocalExecutor> executors;
    private final Slots slots;
    private @Nullable LocalExecutor executor;
    private int attempts;

    /**
     * A stage on which nothing has run.
     *
     * @param inbox the sink of the executors
     * @param executors opens one in the scratch folder
     */
    Stage(StudySpec spec, Inbox inbox, Slots slots, Function<Slots, LocalExecutor> executors) {
        this.spec = spec;
        this.inbox = inbox;
        this.slots = slots;
        this.executors = executors;
    }

    /**
     * Runs one attempt to its end.
     *
     * @param beforeStop called before it is asked to leave, if it is
     */
    Seen run(Order order, Runnable beforeStop) {
        attempts++;
        RunId run = order.run();
        Assignment asked = new Assignment(
                attempts,
                run,
                order.config(),
                order.task(),
                Study.trainingSeed(spec, run.replicate()),
                order.from(),
                order.upTo(),
                order.full());
        Watching watching = new Watching(asked, order.patience());
        LocalExecutor open = open();
        open.start(asked);
        while (!watching.over()) {
            for (Command command : inbox.take()) {
                if (command instanceof Command.Started) {
                    open.go(asked.attempt());
                    watching.gone();
                }
                watching.take(command);
            }
            if (watching.enough()) {
                beforeStop.run();
                open.stop(asked.attempt());
            }
        }
        return watching.seen(open.keeps(run));
    }

    private LocalExecutor open() {
        LocalExecutor open = executor == null ? executors.apply(slots) : executor;
        executor = open;
        return open;
    }

    /** Ends all processes, so that nothing but checkpoints can be remembered. */
    void forget() {
        if (executor != null) {
            executor.close();
            executor = null;
            List<Command> _ = inbox.drain();
        }
    }

    @Override
    public void close() {
        forget();
    }
}
