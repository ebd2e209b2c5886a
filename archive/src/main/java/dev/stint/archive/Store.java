package dev.stint.archive;

import dev.stint.runtime.journal.SqliteFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One connection to the archive's file, its schema up to date.
 *
 * <p>Several processes may write: a write-ahead log, and transactions that take the lock at their beginning and wait for it. Migrations
 * are numbered files of SQL, run inside one such transaction; {@code user_version} is the number of the last.
 */
final class Store implements AutoCloseable {

    /** "Stna", in the database's {@code application_id}. */
    private static final int APPLICATION = 0x53746e61;

    private static final String[] MIGRATIONS = {"V1__studies.sql"};
    private static final int BUSY_MILLIS = 10_000;

    /** Something done with the connection. */
    interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    private final Path file;
    private final Connection connection;

    private Store(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens the file, which is made where it is missing. */
    static Store open(Path file) {
        make(file);
        Connection connection = connect(file);
        Store store = new Store(file, connection);
        try {
            store.migrate();
            return store;
        } catch (ArchiveFailure e) {
            store.close();
            throw e;
        }
    }

    /** Nobody else may read it, nor the folder that is made for it. */
    private static void make(Path file) {
        try {
            if (Files.exists(file)) {
                return;
            }
            boolean posix = Files.getFileStore(existing(file)).supportsFileAttributeView("posix");
            Files.createDirectories(file.toAbsolutePath().getParent(), only(posix, "rwx------"));
            Files.createFile(file, only(posix, "rw-------"));
        } catch (FileAlreadyExistsException raced) {
            // Somebody else made it just now: it is there, which is all that is wanted.
        } catch (IOException e) {
            throw new ArchiveUnusable(file, "it cannot be made (" + e.getMessage() + ")", e);
        }
    }

    private static Path existing(Path file) {
        Path folder = file.toAbsolutePath();
        while (!Files.exists(folder)) {
            folder = Objects.requireNonNull(folder.getParent(), "every path has a root that exists");
        }
        return folder;
    }

    private static FileAttribute<?>[] only(boolean posix, String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static Connection connect(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.enforceForeignKeys(true);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath().toUri());
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private void migrate() {
        int version = read(c -> pragma(c, "user_version"));
        int application = read(c -> pragma(c, "application_id"));
        boolean empty = version == 0 && read(c -> pragma(c, "schema_version")) == 0;
        if (!empty && application != APPLICATION) {
            throw new ArchiveUnusable(file, "it is a database, but no archive of Stint", null);
        }
        if (version > MIGRATIONS.length) {
            throw new ArchiveUnusable(file, "a newer Stint wrote it; use that one, or another file", null);
        }
        if (version < MIGRATIONS.length) {
            read(Store::logAhead);
            write(Store::bringUp);
        }
    }

    /** Once for the file. SQLite does not wait for others here, so a busy file is asked again. */
    private static boolean logAhead(Connection connection) throws SQLException {
        long deadline = System.nanoTime() + BUSY_MILLIS * 1_000_000L;
        while (true) {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("PRAGMA journal_mode = WAL");
            } catch (SQLException e) {
                if (!SqliteFault.busy(e) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Under the lock: of two that make the archive at once, the second finds it made. */
    private static boolean bringUp(Connection connection) throws SQLException {
        for (int next = pragma(connection, "user_version"); next < MIGRATIONS.length; next++) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(sql(MIGRATIONS[next]));
                statement.executeUpdate("PRAGMA application_id = " + APPLICATION);
                statement.executeUpdate("PRAGMA user_version = " + (next + 1));
            }
            if (next == 0) {
                addKey(connection);
            }
        }
        return true;
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

    static int pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    <T extends @Nullable Object> T read(Work<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw failure(file, e);
        } catch (Tree.Malformed | IllegalArgumentException e) {
            throw new ArchiveDamaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** All or nothing. */
    <T extends @Nullable Object> T write(Work<T> work) {
        try {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private static ArchiveFailure failure(Path file, SQLException e) {
        String reason = SqliteFault.reason(e);
        return SqliteFault.corrupt(e) ? new ArchiveDamaged(file, reason, e) : new ArchiveUnusable(file, reason, e);
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }
}
