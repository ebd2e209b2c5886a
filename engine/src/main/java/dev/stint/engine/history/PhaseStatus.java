package dev.stint.engine.history;

/** Where a phase stands; {@code why} it ended, empty while it runs. */
public record PhaseStatus(String phase, boolean ended, String why) {}
