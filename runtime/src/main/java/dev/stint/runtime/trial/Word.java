package dev.stint.runtime.trial;

import dev.stint.engine.study.Command;

/** One thing that a line of a script says. */
public sealed interface Word {

    /** Something for the study. */
    record Said(Command.Line line) implements Word {}

    /** A warm worker takes assignments. */
    record Ready() implements Word {}

    /** A warm worker ends its assignment. */
    record Done() implements Word {}

    /** A warm worker's assignment failed. */
    record Failed(String text) implements Word {}

    /** A warm worker cannot do this mode. */
    record Unsupported() implements Word {}

    /** A line that was meant for Stint, but says nothing that can be used. */
    record Ignored(String why) implements Word {}
}
