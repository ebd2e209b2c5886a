package dev.stint.runtime.drive;

import dev.stint.engine.history.RunId;
import dev.stint.runtime.caller.Said;
import dev.stint.runtime.caller.Wrong;

/** What a line of the caller means. */
sealed interface Message {

    /** News of an order. */
    record About(RunId run, Said said) implements Message {}

    /** The caller wants the best so far. */
    record BestAsked() implements Message {}

    /** Nothing that can be used. */
    record Malformed(Wrong wrong) implements Message {}
}
