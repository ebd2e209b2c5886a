package dev.stint.archive;

import java.nio.file.Path;

/** Where an archive lies: in a file of one user, or on a server that a team shares. Its text is what users read, without a password. */
public sealed interface Place permits Place.InFile, Server {

    /** A SQLite file, which need not exist. */
    record InFile(Path file) implements Place {
        @Override
        public String toString() {
            return file.toString();
        }
    }
}
