package dev.stint.runtime.executor;

import dev.stint.engine.history.End;
import dev.stint.engine.history.RunId;
import dev.stint.engine.study.Command;
import java.time.InstantSource;
import java.util.List;

/** Where commands go, and the clock that dates them. */
record Teller(Executor.Sink sink, InstantSource clock) {

    long now() {
        return clock.millis();
    }

    void tell(Command command) {
        sink.accept(command);
    }

    /**
     * Tells that the machine, or Stint itself, failed an attempt.
     *
     * @param begun whether its start was told; if not, that comes first
     */
    void broken(int attempt, RunId run, boolean begun, double seconds, String what) {
        if (!begun) {
            tell(new Command.Started(now(), attempt, run, 0, "", List.of(), 0, 0));
        }
        tell(new Command.Ended(now(), attempt, End.INFRASTRUCTURE, seconds, what));
    }
}
