package dev.stint.engine.history;

/** An event with its place in the journal, counted from 1, and its time in milliseconds since 1970 UTC. */
public record Entry(long sequence, long at, StudyEvent event) {}
