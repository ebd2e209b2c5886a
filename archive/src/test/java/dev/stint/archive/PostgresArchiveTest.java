package dev.stint.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.spec.StudySpec;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An archive that a team shares. */
final class PostgresArchiveTest extends ArchiveContract {

    private static final StudySpec SPEC = Samples.spec("lr: {log-uniform: [1e-5, 1e-1]}");

    private final Map<String, Server> places = new TreeMap<>();
    private String schema = "";

    @BeforeEach
    void name() {
        schema = TestServer.fresh();
    }

    @Override
    Place place(String name) {
        return places.computeIfAbsent(name, n -> TestServer.place());
    }

    @Override
    String kept(Place place) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = TestServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + ((Server) place).options().get("currentSchema"));
            for (String table : List.of("studies", "trials", "curves", "veil")) {
                try (ResultSet row = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
                    while (row.next()) {
                        all.append(row.getString(1)).append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    private Server as(String user, @Nullable String password) {
        return Server.of(TestServer.address(user, schema), password);
    }

    private static ArchivedStudy study() {
        return Samples.study("one", SPEC, c -> 1);
    }

    private static void refused(Server place, String... words) {
        assertThatThrownBy(() -> {
                    try (Archive archive = Archive.open(place)) {
                        archive.add(study(), false);
                        archive.list().forEach(listed -> archive.find(listed.id()));
                    }
                })
                .isInstanceOf(ArchiveUnusable.class)
                .hasMessageStartingWith("The archive " + place + " cannot be used: ")
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("hush");
    }

    @Test
    void aServerThatIsNotThereOrNeverAnswersIsNamed() throws Exception {
        refused(
                Server.of("postgresql://me:hush@localhost:1/team", null),
                "postgresql://me@localhost:1/team",
                "does not answer",
                "check host and port");
        refused(Server.of("postgresql://me:hush@no.such.host.invalid/team", null), "does not answer", "no.such.host");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "postgresql://me:hush@localhost:" + silent.getLocalPort() + "/team";
            refused(Server.of(address + "?loginTimeout=1&socketTimeout=1", null), "does not answer");
        }
    }

    @Test
    void aWrongPasswordAndAMissingDatabaseAreNamed() throws SQLException {
        TestServer.execute("CREATE ROLE " + schema + " LOGIN PASSWORD 'right'");
        refused(as(schema, "hush"), "password authentication failed", "PGPASSWORD");
        refused(as(schema, null), "PGPASSWORD", "~/.pgpass");
        String elsewhere = TestServer.address("postgres", schema).replace("/postgres?", "/nowhere?");
        refused(Server.of(elsewhere, null), "no such database", "nowhere", "createdb");
    }

    @Test
    void rightsAreNeededAndGranted() throws SQLException {
        TestServer.execute("CREATE ROLE " + schema + " LOGIN PASSWORD 'right'");
        Server colleague = as(schema, "right");
        refused(colleague, "too few rights", "permission denied for database", "what to grant");

        try (Archive archive = Archive.open(as("postgres", null))) {
            archive.add(study(), false);
        }
        refused(colleague, "too few rights", "permission denied for schema");
        String tables = " ON ALL TABLES IN SCHEMA " + schema + " TO " + schema;
        TestServer.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + schema + "; GRANT SELECT" + tables);
        try (Archive archive = Archive.open(colleague)) {
            assertThat(archive.list()).hasSize(1);
            assertThat(archive.recall(SPEC).studies()).hasSize(1);
        }
        refused(colleague, "too few rights", "permission denied for table");
        TestServer.execute("GRANT INSERT, DELETE" + tables);
        try (Archive archive = Archive.open(colleague)) {
            archive.add(study(), false);
            archive.add(Samples.study("two", SPEC, c -> 1), false);
            assertThat(archive.list()).hasSize(2);
        }
    }

    @Test
    void aSchemaThatIsThereIsUsedByWhoMayMakeNone() throws SQLException {
        TestServer.execute("CREATE ROLE " + schema + " LOGIN PASSWORD 'right'; CREATE SCHEMA " + schema
                + " AUTHORIZATION " + schema);
        try (Archive archive = Archive.open(as(schema, "right"))) {
            archive.add(study(), false);
            assertThat(archive.list()).hasSize(1);
        }
    }

    @Test
    void tablesOfSomethingElseAndThoseOfALaterVersionAreLeftAlone() throws SQLException {
        TestServer.execute("CREATE SCHEMA " + schema + "; CREATE TABLE " + schema + ".studies (id INT)");
        refused(as("postgres", null), "holds tables of something else", "?currentSchema=NAME");
        TestServer.execute("DROP TABLE " + schema + ".studies");
        Archive.open(as("postgres", null)).close();
        TestServer.execute("INSERT INTO " + schema + ".archive_version VALUES (99)");
        refused(as("postgres", null), "newer Stint", "version 99");
    }

    @Test
    void whatIsNotAsItWasWrittenIsNamedAndStaysWhereItIs() throws SQLException {
        try (Archive archive = Archive.open(as("postgres", null))) {
            archive.add(Samples.study("other", SPEC, c -> 1), false);
        }
        TestServer.execute("UPDATE " + schema + ".trials SET config = 'junk'");
        refused(as("postgres", null), "does not hold what Stint wrote", "backup");
        TestServer.execute("DROP TABLE " + schema + ".curves");
        refused(as("postgres", null), "not as Stint made them", "curves");
    }

    @Test
    void whoWritesForLongHoldsNobodyUpForEver() throws SQLException {
        Server place = as("postgres", null);
        Archive.open(place).close();
        try (Connection connection = TestServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + 0x53746e61 + ")");
            refused(place, "somebody else has been writing", "try again later");
            try (Archive archive = Archive.open(place)) {
                assertThat(archive.list()).as("reading waits for nobody").isEmpty();
            }
        }
    }

    @Test
    void aConnectionThatBreaksIsNamedAndTheNextOneWorks() throws SQLException {
        Server place = as("postgres", null);
        try (Archive archive = Archive.open(place)) {
            TestServer.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stint'");
            assertThatThrownBy(() -> archive.add(study(), false))
                    .isInstanceOf(ArchiveUnusable.class)
                    .hasMessageContaining(place.toString());
        }
        try (Archive archive = Objects.requireNonNull(Archive.existing(place))) {
            archive.add(study(), false);
            assertThat(archive.list()).hasSize(1);
        }
    }
}
