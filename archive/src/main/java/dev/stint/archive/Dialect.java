package dev.stint.archive;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between the databases that can hold an archive; the statements are the same in each. */
sealed interface Dialect permits SqliteDialect, PostgresDialect {

    static Dialect of(Place place) {
        return switch (place) {
            case Place.InFile in -> new SqliteDialect(in.file());
            case Server server -> new PostgresDialect(server);
        };
    }

    /** Whether there is no archive, as far as can be told without asking the database. */
    boolean missing();

    /** A connection that commits each statement; what it needs to exist is made. */
    Connection connect() throws SQLException;

    /**
     * The number of the last migration that ran; 0 where there is no archive yet.
     *
     * @throws ArchiveUnusable if the place is taken by something else
     */
    int version(Connection connection) throws SQLException;

    /** What must be set for good before the first transaction that writes. */
    void prepare(Connection connection) throws SQLException;

    /** Makes room for the tables, under the lock. */
    void found(Connection connection) throws SQLException;

    /** A migration with the words of this database for its placeholders. */
    String worded(String migration);

    void stamp(Connection connection, int version) throws SQLException;

    /** Begins to read: where this opens a transaction, everything read in it is of one moment. */
    void beginReading(Connection connection) throws SQLException;

    /** Begins a transaction that writes, alone among all: waits for the one under way. */
    void beginWriting(Connection connection) throws SQLException;

    /** Bytes in use, freed room not counted; where they are within the bound for sure, a larger number within it may be given instead. */
    long used(Connection connection, long bound) throws SQLException;

    /** What an error of the database means. */
    ArchiveFailure failure(SQLException e);

    /** What it means that something cannot be read as Stint wrote it. */
    ArchiveFailure malformed(RuntimeException e);

    /** What it means that the archive is of a later version. */
    ArchiveUnusable newer(int version);
}
