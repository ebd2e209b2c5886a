/**
 * The {@code stint} command: reads arguments, wires a study to this machine, and says what happened in plain words.
 * Decides nothing about a study, and
 * knows no formats of events, files or journals but through the runtime.
 */
@org.jspecify.annotations.NullMarked
package dev.stint.cli;
