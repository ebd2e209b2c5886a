package dev.stint.cli.doctor;

import dev.stint.engine.study.Command.Line;
import java.util.List;

/** Does it leave within the grace period when asked to, with its checkpoint written? */
final class StopCheck implements Check {

    private static final String CHECK = "stop";

    @Override
    public List<Finding> of(Evidence evidence) {
        Seen stopped = evidence.of(Probe.STOP);
        return stopped == null ? List.of() : List.of(finding(evidence, stopped, stopped.stop()));
    }

    private static Finding finding(Evidence evidence, Seen stopped, Seen.@org.jspecify.annotations.Nullable Stop stop) {
        if (stop == null || stopped.reached() >= evidence.lengths().full()) {
            return Finding.skipped(CHECK, "a full training is over before it can be asked to leave");
        }
        double grace = evidence.spec().limits().graceSeconds();
        String how = evidence.spec().warm() ? "{\"do\": \"stop\"}" : "SIGTERM";
        if (stop.took() >= grace) {
            return Finding.problem(
                    CHECK,
                    "asked to leave by " + how + ", it was still there after " + Say.seconds(grace) + " and was killed",
                    "on " + how + " write the checkpoint and exit; if that takes longer, raise limits.grace");
        }
        String left = "leaves " + Say.seconds(stop.took()) + " after " + how;
        if (!evidence.spec().resumes()) {
            return Finding.ok(CHECK, left);
        }
        return stopped.saved() || !stopped.lines(Line.Checkpoint.class).isEmpty()
                ? Finding.ok(CHECK, left + ", with a checkpoint")
                : Finding.warning(
                        CHECK,
                        left + ", without a checkpoint: a pause loses what was trained since the last one",
                        "write a checkpoint after every " + evidence.unit() + ", or on " + how);
    }
}
