package dev.stint.runtime.executor;

import dev.stint.engine.study.Command;
import java.time.InstantSource;

/** Where commands go, and the clock that dates them. */
record Teller(Executor.Sink sink, InstantSource clock) {

    long now() {
        return clock.millis();
    }

    void tell(Command command) {
        sink.accept(command);
    }
}
