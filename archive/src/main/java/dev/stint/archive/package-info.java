/**
 * Finished studies of this machine, for later ones to start from: one SQLite file, or a PostgreSQL database that a team shares; private by default.
 *
 * <p>What a study takes from here is handed to the engine as {@link dev.stint.engine.history.Knowledge} when it opens, and frozen in its
 * first event; nothing reads the archive again after that.
 */
@org.jspecify.annotations.NullMarked
package dev.stint.archive;
