package dev.stint.runtime.journal;

import dev.stint.runtime.journal.Chain.Link;
import dev.stint.runtime.journal.Chain.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** One connection to a journal's database: statements and settings, no rules. */
final class Database implements AutoCloseable {

    /** Told of each row in turn. */
    interface RowSink {
        void take(Row row);
    }

    private static final int BUSY_MILLIS = 10_000;

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** Opens for writing; the file exists. */
    static Database write(Path file) throws SQLException {
        return new Database(writing(file).getConnection());
    }

    /** Opens for reading; the file exists. Nothing is written but the log's index, which readers and writers share. */
    static Database read(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
        return new Database(source(config, url(file) + (settled(file) ? "?immutable=1" : ""))
                .getConnection());
    }

    /** Whether the file lies where nobody can write, with no log beside it: then SQLite must be told not to try. */
    private static boolean settled(Path file) {
        return !Files.isWritable(file.toAbsolutePath().getParent()) && !Files.exists(Path.of(file + "-wal"));
    }

    static SQLiteDataSource writing(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return source(config, url(file));
    }

    private static SQLiteDataSource source(SQLiteConfig config, String url) {
        SqliteLibrary.load();
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }

    /** As a URI, so that a question mark or a percent sign in a folder's name is no option. */
    private static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath().toUri();
    }

    int pragma(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    /** {@code ok}, or what is wrong with the pages of the file. */
    String check() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            return result.next() ? text(result, 1) : "no answer";
        }
    }

    /** Runs reads in one transaction, so that they see one state. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void end() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /** Whether a writing transaction can begin; changes nothing. */
    void probe() throws SQLException {
        begin();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM head WHERE id = 0");
        } finally {
            end();
        }
    }

    /** The end of the chain as the database remembers it; null if it does not. */
    @Nullable
    Link head() throws SQLException {
        return link("SELECT sequence, hash FROM head WHERE id = ?", 1);
    }

    /** The place of an entry; null if there is none. */
    @Nullable
    Link link(long sequence) throws SQLException {
        return link("SELECT sequence, hash FROM entries WHERE sequence = ?", sequence);
    }

    private @Nullable Link link(String query, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, key);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? new Link(result.getLong(1), text(result, 2)) : null;
            }
        }
    }

    /** All rows after a sequence number, in order. */
    void rows(long after, RowSink sink) throws SQLException {
        String query = "SELECT sequence, at, type, event, hash FROM entries WHERE sequence > ? ORDER BY sequence";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, after);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    sink.take(new Row(
                            result.getLong(1), result.getLong(2), text(result, 3), text(result, 4), text(result, 5)));
                }
            }
        }
    }

    private static String text(ResultSet result, int column) throws SQLException {
        String text = result.getString(column);
        return text == null ? "" : text;
    }

    /**
     * Adds rows and moves the head behind them: all or nothing, on disk on return.
     *
     * <p>After a failure the connection must not be used again but for closing it, as SQLite may or may not have rolled back by itself.
     */
    void insert(List<Row> rows) throws SQLException {
        connection.setAutoCommit(false);
        try {
            insertRows(rows);
            moveHead(rows.getLast());
            connection.commit();
        } catch (SQLException e) {
            rollback(e);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    private void rollback(SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void insertRows(List<Row> rows) throws SQLException {
        String insert = "INSERT INTO entries (sequence, at, type, event, hash) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (Row row : rows) {
                statement.setLong(1, row.sequence());
                statement.setLong(2, row.at());
                statement.setString(3, row.type());
                statement.setString(4, row.event());
                statement.setString(5, row.hash());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void moveHead(Row last) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE head SET sequence = ?, hash = ? WHERE id = 1")) {
            statement.setLong(1, last.sequence());
            statement.setString(2, last.hash());
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
