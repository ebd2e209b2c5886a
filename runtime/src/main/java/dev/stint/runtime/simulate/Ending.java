package dev.stint.runtime.simulate;

import dev.stint.engine.history.End;

/**
 * An attempt that does not do what it was asked for.
 *
 * @param step the last step that it still prints
 * @param end how it ends after that step
 * @param detail what it says last
 */
public record Ending(long step, End end, String detail) {}
