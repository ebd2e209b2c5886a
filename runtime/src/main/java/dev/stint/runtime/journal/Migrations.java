package dev.stint.runtime.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Makes a journal's database and brings an older one up to date. */
final class Migrations {

    /** The newest schema, in the database's {@code user_version}: the number of the last migration. */
    static final int VERSION = 1;

    /** "Stnt", in the database's {@code application_id}. */
    static final int APPLICATION = 0x53746e74;

    private static final String LOCATION = "classpath:dev/stint/runtime/journal/migrations";

    private Migrations() {}

    /** Makes an empty journal that appears under its name only when it is complete and on disk. */
    static void create(Path folder, Path file) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            migrate(draft);
            force(draft, StandardOpenOption.WRITE);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            force(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new JournalUnwritable(file, WriterLock.reason(e), e);
        } catch (SQLException e) {
            throw new JournalUnwritable(file, SqliteFault.reason(e), e);
        } catch (FlywayException e) {
            throw new JournalUnwritable(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** Brings a database to the newest schema. */
    static void migrate(Path file) throws SQLException {
        Flyway.configure()
                .loggers(Silence.class.getName())
                .dataSource(Database.writing(file))
                .locations(LOCATION)
                .failOnMissingLocations(true)
                .load()
                .migrate();
        try (Connection connection = Database.writing(file).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + VERSION);
        }
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    /** Migrations are no news to the user; their failures are thrown. Public, as Flyway makes it by its name. */
    public static final class Silence implements LogCreator, Log {

        @Override
        public Log createLogger(Class<?> type) {
            return this;
        }

        @Override
        public void debug(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Exception e) {}

        @Override
        public void notice(String message) {}
    }
}
