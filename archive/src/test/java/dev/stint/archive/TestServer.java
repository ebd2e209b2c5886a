package dev.stint.archive;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL for the tests of this process: started once, ended with it. Only its superuser is let in without a password. */
public final class TestServer {

    private static final String ACCESS = """
        host all postgres all trust
        host all all all scram-sha-256
        """;

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static @Nullable EmbeddedPostgres running;

    private TestServer() {}

    /** Skips the test where there is no server for the platform; on Linux on x86-64 there must be one. */
    private static synchronized EmbeddedPostgres server() {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        Assumptions.assumeTrue(
                platform.equals("Linux amd64"),
                "the tests bring a PostgreSQL for Linux on x86-64 only, and this is " + platform);
        EmbeddedPostgres started = running == null ? start() : running;
        running = started;
        return started;
    }

    private static EmbeddedPostgres start() {
        try {
            Path access = Files.createTempFile("stint-hba", ".conf");
            access.toFile().deleteOnExit();
            Files.writeString(access, ACCESS);
            Files.setPosixFilePermissions(access, PosixFilePermissions.fromString("rw-r--r--"));
            return EmbeddedPostgres.builder()
                    .setServerConfig("hba_file", access.toString())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a schema, for somebody. */
    public static String address(String user, String schema) {
        return "postgresql://" + user + "@localhost:" + server().getPort() + "/postgres?currentSchema=" + schema;
    }

    /** A name that no schema and no role has yet. */
    public static String fresh() {
        return "test" + NAMES.incrementAndGet();
    }

    /** A place without an archive, for the superuser. */
    static Server place() {
        return Server.of(address("postgres", fresh()), null);
    }

    static Connection connect() throws SQLException {
        return server().getPostgresDatabase().getConnection();
    }

    public static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
