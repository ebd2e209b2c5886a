package dev.stint.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * An archive in a schema of its own of a PostgreSQL database. Those who write, and those who make the tables, wait for each other by an
 * advisory lock, so that each sees what all before have done; who reads sees one moment.
 */
final class PostgresDialect implements Dialect {

    /** The schema unless the address names another. Nobody but its owner may use it until that one grants it. */
    private static final String SCHEMA = "stint";

    private static final String SCHEMA_OPTION = "currentSchema";

    /** "Stna": the same number as in SQLite's header. */
    private static final long LOCK = 0x53746e61;

    private static final int WAIT_SECONDS = 10;

    private static final String VERSION = "archive_version";

    /** What rows hold; a relation's size on disk does not shrink when they go. */
    private static final String USED = """
            SELECT CASE WHEN disk <= ? THEN disk ELSE
                (SELECT COALESCE(SUM(pg_column_size(s.*)), 0) FROM studies s)
                + (SELECT COALESCE(SUM(pg_column_size(t.*)), 0) FROM trials t)
                + (SELECT COALESCE(SUM(pg_column_size(c.*)), 0) FROM curves c) END
            FROM (SELECT pg_total_relation_size('studies') + pg_total_relation_size('trials')
                + pg_total_relation_size('curves') AS disk) AS sizes
            """;

    private final Server server;
    private final String schema;

    PostgresDialect(Server server) {
        this.server = server;
        this.schema = server.options().getOrDefault(SCHEMA_OPTION, SCHEMA);
    }

    /** A server must be asked. */
    @Override
    public boolean missing() {
        return false;
    }

    @Override
    public Connection connect() throws SQLException {
        Properties all = new Properties();
        all.setProperty("ApplicationName", "stint");
        all.setProperty("connectTimeout", "5");
        all.setProperty("loginTimeout", "8");
        all.setProperty("socketTimeout", "20");
        all.setProperty("cancelSignalTimeout", "5");
        all.setProperty("reWriteBatchedInserts", "true");
        all.setProperty(SCHEMA_OPTION, SCHEMA);
        server.properties().forEach(all::setProperty);
        String url = "jdbc:postgresql://" + server.hosts() + "/" + server.database();
        Connection connection = new Driver().connect(url, all);
        if (connection == null) {
            throw new ArchiveUnusable(
                    server.toString(), "its host or port cannot be read; expected HOST:PORT, such as db:5432", null);
        }
        return connection;
    }

    @Override
    public int version(Connection connection) throws SQLException {
        if (ask(connection, "SELECT 1 FROM pg_tables WHERE schemaname = ? AND tablename = '" + VERSION + "'") != null) {
            return Math.toIntExact(
                    Objects.requireNonNullElse(ask(connection, "SELECT MAX(version) FROM " + quoted() + "." + VERSION), 0L));
        }
        if (ask(connection, "SELECT 1 FROM pg_tables WHERE schemaname = ? LIMIT 1") != null) {
            throw new ArchiveUnusable(
                    server.toString(),
                    "its schema " + schema + " holds tables of something else; name an empty one with ?"
                            + SCHEMA_OPTION + "=NAME at the end of the address",
                    null);
        }
        return 0;
    }

    private String quoted() {
        return '"' + schema.replace("\"", "\"\"") + '"';
    }

    /** The number that a query gives whose parameter, if it has any, is the schema; null if it gives no row. */
    private @Nullable Long ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (sql.contains("?")) {
                select.setString(1, schema);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? (Long) row.getLong(1) : null;
            }
        }
    }

    @Override
    public void prepare(Connection connection) {}

    /** A schema that is there already may be used by somebody who may make none. */
    @Override
    public void found(Connection connection) throws SQLException {
        boolean there = ask(connection, "SELECT 1 FROM pg_namespace WHERE nspname = ?") != null;
        try (Statement statement = connection.createStatement()) {
            if (!there) {
                statement.execute("CREATE SCHEMA " + quoted());
            }
            statement.execute("CREATE TABLE " + VERSION + " (version INTEGER PRIMARY KEY)");
        }
    }

    @Override
    public String worded(String migration) {
        return migration
                .replace("{serial}", "BIGINT GENERATED BY DEFAULT AS IDENTITY")
                .replace("{whole}", "BIGINT")
                .replace("{real}", "DOUBLE PRECISION")
                .replace("{bytes}", "BYTEA")
                .replace(" {table}", "")
                .replace(" {table by key}", "");
    }

    @Override
    public void stamp(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO " + VERSION + " VALUES (" + version + ")");
        }
    }

    @Override
    public void beginReading(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
    }

    /** Each statement behind the lock sees what was committed before it: that is what READ COMMITTED says. */
    @Override
    public void beginWriting(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE");
            statement.execute("SET LOCAL lock_timeout = '" + WAIT_SECONDS + "s'");
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        }
    }

    @Override
    public long used(Connection connection, long bound) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(USED)) {
            select.setLong(1, bound);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    @Override
    public ArchiveFailure failure(SQLException e) {
        return new ArchiveUnusable(server.toString(), why(e), e);
    }

    private String why(SQLException e) {
        String said = said(e);
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01", "28000", "08004" ->
                "the server lets nobody in (" + said + "); give the user in the address, and the password in"
                        + " PGPASSWORD, in ~/.pgpass, or in the address";
            case "3D000" -> "there is no such database (" + said + "); make it with 'createdb', or name another";
            case "42501" ->
                "the user has too few rights (" + said + "); docs/archive.md says what to grant in schema " + schema;
            case "42P01", "42703", "3F000" ->
                "the tables of its schema " + schema + " are not as Stint made them (" + said
                        + "); bring them back from a backup, or name another schema with ?" + SCHEMA_OPTION + "=NAME";
            case "25006" -> "the server only lets read (" + said + "); name the one that may be written";
            case "55P03" -> "somebody else has been writing for more than " + WAIT_SECONDS + " s; try again later";
            case String state when state.startsWith("08") ->
                "the server does not answer (" + said + "); check host and port, and that it runs";
            default -> said;
        };
    }

    /** The first line of the message, with what lies behind it where the driver only says that it failed. */
    private static String said(SQLException e) {
        String message = line(e);
        Throwable cause = e.getCause();
        return cause == null || cause.getMessage() == null || message.contains(line(cause))
                ? message
                : message + ": " + line(cause);
    }

    private static String line(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("[.]$", "");
    }

    /** Nothing is moved away on a server: others may still read the rest. */
    @Override
    public ArchiveFailure malformed(RuntimeException e) {
        return new ArchiveUnusable(
                server.toString(),
                "it does not hold what Stint wrote (" + e.getMessage() + "); remove that study, or bring the schema "
                        + schema + " back from a backup",
                e);
    }

    @Override
    public ArchiveUnusable newer(int version) {
        return new ArchiveUnusable(
                server.toString(),
                "a newer Stint wrote it (version " + version + "); use that one, or another schema with ?"
                        + SCHEMA_OPTION + "=NAME",
                null);
    }
}
