package dev.stint.archive;

import dev.stint.runtime.journal.SqliteFault;
import dev.stint.runtime.journal.SqliteLibrary;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * An archive in one file. Several processes may write: a write-ahead log, and transactions that take the lock at their beginning and
 * wait for it. {@code user_version} is the number of the last migration.
 */
final class SqliteDialect implements Dialect {

    /** "Stna", in the database's {@code application_id}. */
    private static final int APPLICATION = 0x53746e61;

    private static final int BUSY_MILLIS = 10_000;
    private static final int ATTEMPTS = 20;
    private static final long AGAIN_NANOS = 5_000_000;

    private final Path file;

    /** Which file it was that lay there when this began; null where the platform cannot tell. */
    private @Nullable Object key;

    SqliteDialect(Path file) {
        this.file = file;
    }

    @Override
    public boolean missing() {
        return !Files.exists(file);
    }

    /** The driver makes no file: others might read it. One that is moved away meanwhile is made again. */
    @Override
    public Connection connect() throws SQLException {
        SqliteLibrary.load();
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.enforceForeignKeys(true);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath().toUri());
        for (int left = ATTEMPTS; ; left--) {
            make();
            key = key(file);
            try {
                return reached(source.getConnection());
            } catch (SQLException e) {
                if (left == 0 || !movedMeanwhile(e)) {
                    throw e;
                }
            }
        }
    }

    /** The first look into the file is what meets others who move it. */
    private static Connection reached(Connection connection) throws SQLException {
        try {
            pragma(connection, "schema_version");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether somebody set the file, or the log beside it, aside while it was being opened. */
    private boolean movedMeanwhile(SQLException e) {
        Object now = key(file);
        return !Files.exists(file) || !Objects.equals(now, key) || SqliteFault.movedLog(e);
    }

    /** What tells a file from any other that took its name; null where it is gone, or the platform cannot tell. */
    static @Nullable Object key(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException gone) {
            return null;
        }
    }

    /** Nobody else may read it, nor the folder that is made for it. */
    private void make() {
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
            throw new ArchiveUnusable(file.toString(), "it cannot be made (" + e.getMessage() + ")", e);
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

    /** Tables are looked for first: where somebody makes them meanwhile, whose they are is written with them. */
    @Override
    public int version(Connection connection) throws SQLException {
        boolean bare = pragma(connection, "schema_version") == 0;
        int version = pragma(connection, "user_version");
        int application = pragma(connection, "application_id");
        boolean empty = version == 0 && bare;
        if (!empty && application != APPLICATION) {
            throw new ArchiveUnusable(file.toString(), "it is a database, but no archive of Stint", null);
        }
        return version;
    }

    /** Once for the file. SQLite does not wait for others here, so a file that others make or move is asked again. */
    @Override
    public void prepare(Connection connection) throws SQLException {
        long deadline = System.nanoTime() + BUSY_MILLIS * 1_000_000L;
        while (true) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLException e) {
                boolean passing = SqliteFault.busy(e) || SqliteFault.movedLog(e);
                if (!passing || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(AGAIN_NANOS); // another process holds the file: nothing tells when it lets go
            }
        }
    }

    @Override
    public void found(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA application_id = " + APPLICATION);
        }
    }

    @Override
    public String worded(String migration) {
        return migration
                .replace("{serial}", "INTEGER")
                .replace("{whole}", "INTEGER")
                .replace("{real}", "REAL")
                .replace("{bytes}", "BLOB")
                .replace("{table}", "STRICT")
                .replace("{table by key}", "STRICT, WITHOUT ROWID");
    }

    @Override
    public void stamp(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = " + version);
        }
    }

    /** A transaction would take the lock of writers. */
    @Override
    public void beginReading(Connection connection) {}

    @Override
    public void beginWriting(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    /** The pages in use; SQLite keeps freed ones for what comes next. */
    @Override
    public long used(Connection connection, long bound) throws SQLException {
        long pages = (long) pragma(connection, "page_count") - pragma(connection, "freelist_count");
        return pages * pragma(connection, "page_size");
    }

    private static int pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    @Override
    public ArchiveFailure failure(SQLException e) {
        String reason = SqliteFault.reason(e);
        return SqliteFault.corrupt(e)
                ? new ArchiveDamaged(file, key, reason, e)
                : new ArchiveUnusable(file.toString(), reason, e);
    }

    @Override
    public ArchiveFailure malformed(RuntimeException e) {
        return new ArchiveDamaged(file, key, String.valueOf(e.getMessage()), e);
    }

    @Override
    public ArchiveUnusable newer(int version) {
        return new ArchiveUnusable(file.toString(), "a newer Stint wrote it; use that one, or another file", null);
    }
}
