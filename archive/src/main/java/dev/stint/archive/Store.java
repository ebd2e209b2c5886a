package dev.stint.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection to the archive's database, its schema up to date. Migrations are numbered files of SQL, run inside one transaction. */
final class Store implements AutoCloseable {

    private static final String[] MIGRATIONS = {"V1__studies.sql"};

    /** Something done with the connection. */
    interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    private final Dialect dialect;
    private final Connection connection;

    private Store(Dialect dialect) {
        this.dialect = dialect;
        try {
            this.connection = dialect.connect();
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    /** Opens the archive, which is made where it is missing. */
    static Store open(Dialect dialect) {
        return Objects.requireNonNull(open(dialect, true), "it was made");
    }

    /** Opens the archive if there is one; null otherwise, and nothing is made. */
    static @Nullable Store existing(Dialect dialect) {
        return dialect.missing() ? null : open(dialect, false);
    }

    private static @Nullable Store open(Dialect dialect, boolean make) {
        Store store = new Store(dialect);
        try {
            int version = store.read(dialect::version);
            if (version == 0 && !make) {
                store.close();
                return null;
            }
            store.migrate(version);
            return store;
        } catch (ArchiveFailure e) {
            store.close();
            throw e;
        }
    }

    private void migrate(int version) {
        if (version > MIGRATIONS.length) {
            throw dialect.newer(version);
        }
        if (version < MIGRATIONS.length) {
            prepare();
            write(this::bringUp);
        }
    }

    private void prepare() {
        try {
            dialect.prepare(connection);
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    /** Under the lock: of two that make the archive at once, the second finds it made. */
    private int bringUp(Connection connection) throws SQLException {
        int version = dialect.version(connection);
        for (int next = version; next < MIGRATIONS.length; next++) {
            if (next == 0) {
                dialect.found(connection);
            }
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(dialect.worded(sql(MIGRATIONS[next])));
            }
            dialect.stamp(connection, next + 1);
            if (next == 0) {
                addKey(connection);
            }
        }
        return version;
    }

    private static void addKey(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO veil (id, key) VALUES (1, ?)")) {
            insert.setBytes(1, Veil.newKey());
            insert.executeUpdate();
        }
    }

    private static String sql(String name) {
        try (InputStream in = Objects.requireNonNull(Store.class.getResourceAsStream("migrations/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the jar lacks " + name, e);
        }
    }

    <T extends @Nullable Object> T read(Work<T> work) {
        return within(dialect::beginReading, work);
    }

    /** All or nothing, and one at a time. */
    <T extends @Nullable Object> T write(Work<T> work) {
        return within(dialect::beginWriting, work);
    }

    /** How a transaction begins, if it does. */
    private interface Beginning {
        void on(Connection connection) throws SQLException;
    }

    private <T extends @Nullable Object> T within(Beginning beginning, Work<T> work) {
        try {
            beginning.on(connection);
            T result = work.on(connection);
            if (!connection.getAutoCommit()) {
                connection.commit();
                connection.setAutoCommit(true);
            }
            return result;
        } catch (SQLException e) {
            undo(e);
            throw dialect.failure(e);
        } catch (Tree.Malformed | IllegalArgumentException e) {
            undo(e);
            throw dialect.malformed(e);
        } catch (RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    /** What went wrong first is what is told. */
    private void undo(Exception first) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException second) {
            first.addSuppressed(second);
        }
    }

    long used(Connection connection, long bound) throws SQLException {
        return dialect.used(connection, bound);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }
}
