package dev.stint.runtime.embed;

import dev.stint.engine.history.End;
import dev.stint.engine.history.RunId;
import dev.stint.engine.study.Command;
import dev.stint.runtime.caller.CallerExecutor;
import dev.stint.runtime.caller.Said;
import dev.stint.runtime.caller.Wrong;
import dev.stint.runtime.executor.Assignment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** One job with what may still be said of it. */
final class Member implements Reporter {

    private final Assignment order;
    private final CallerExecutor executor;
    private final Runnable forget;
    private volatile boolean stopped;
    private volatile boolean over;

    /** @param forget called when the job is over */
    Member(Assignment order, CallerExecutor executor, Runnable forget) {
        this.order = order;
        this.executor = executor;
        this.forget = forget;
    }

    Job job() {
        return Job.of(order);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public boolean stopped() {
        return stopped || Thread.currentThread().isInterrupted();
    }

    @Override
    public boolean step(long step, Map<String, Double> metrics) {
        say(Said.step(step, ordered(metrics)));
        return !stopped();
    }

    @Override
    public void cost(double amount) {
        say(new Said(null, amount, null, ""));
    }

    @Override
    public void rate(double lr, double loss) {
        say(new Said(new Command.Line.Lr(lr, loss), null, null, ""));
    }

    @Override
    public void split(Map<String, Double> metrics) {
        say(new Said(new Command.Line.Values(ordered(metrics)), null, null, ""));
    }

    /** The end of the job; nothing happens where it is over already. */
    void end(End end, String why) {
        if (!over) {
            over = true;
            executor.hear(run(), Said.over(end, why));
            forget.run();
        }
    }

    private void say(Said said) {
        if (over) {
            throw new IllegalStateException("job " + job().key() + " is over: nothing more can be said of it");
        }
        Wrong wrong = executor.hear(run(), said);
        if (wrong != null && !(stopped && wrong.field().equals("trial"))) {
            throw new IllegalArgumentException(wrong.text());
        }
    }

    private RunId run() {
        return order.run();
    }

    /** In the order given, or by name where that is none. */
    private static SequencedMap<String, Double> ordered(Map<String, Double> metrics) {
        return metrics instanceof SequencedMap<String, Double> given
                ? new LinkedHashMap<>(given)
                : new LinkedHashMap<>(new TreeMap<>(metrics));
    }
}
