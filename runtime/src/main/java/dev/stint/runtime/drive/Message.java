package dev.stint.runtime.drive;

import dev.stint.engine.history.End;
import dev.stint.engine.history.RunId;
import dev.stint.engine.study.Command;
import java.util.List;

/** What a line of the caller means. */
sealed interface Message {

    /** News of an order under way: metrics, points of a sweep, what it has cost. */
    record News(RunId run, List<Command.Line> lines) implements Message {}

    /** An order is over. */
    record Over(RunId run, End end, String detail) implements Message {}

    /** The caller wants the best so far. */
    record BestAsked() implements Message {}

    /** Nothing that can be used; {@code why} names the field and says what to write. */
    record Wrong(String why) implements Message {}
}
