/**
 * Studies of Optuna, read from and written to its two storages: SQLite and journal files.
 *
 * <p>Only rows and lines are read; nothing is ever unpickled, so a file can do no more than be wrong.
 */
@org.jspecify.annotations.NullMarked
package dev.stint.archive.optuna;
