package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.archive.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole commands with an archive on a server: two users with a folder and a role of their own, and the same schema. */
class SharedArchiveTest {

    private static final String PASSWORD = "hush-9f2";

    @Test
    void aStudyLearnsFromWhatAColleagueKept(@TempDir Path mine, @TempDir Path theirs) throws IOException, SQLException {
        String name = TestServer.fresh();
        TestServer.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + PASSWORD + "'; CREATE SCHEMA " + name
                + " AUTHORIZATION " + name);
        Desk first = new Desk(mine).withArchive(TestServer.address(name + ":" + PASSWORD, name));
        first.study();
        assertThat(first.stint("plan", "study.yaml").out()).doesNotContain("archive");
        Desk.Said run = first.stint("run", "study.yaml", "--quiet");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();

        Desk second = new Desk(theirs).withArchive("jdbc:" + TestServer.address("postgres", name));
        second.study("study: moons", "study: next");
        Desk.Said learned = second.stint("run", "study.yaml");
        assertThat(learned.code()).as(learned.err()).isZero();
        assertThat(learned.out()).contains("learns from the archive:", "moons #1: alike");

        assertAnswers(second, "postgresql://postgres@localhost");
        assertNowhere(mine);
    }

    private static void assertAnswers(Desk desk, String address) throws IOException {
        assertThat(desk.stint("archive", "list").out()).contains("2  next", "1  moons", address);
        assertThat(desk.stint("archive", "list", "--json").out()).contains("\"archive\":\"" + address);
        assertThat(desk.stint("archive", "show", "moons").out()).contains("val_loss minimized", "100 %");
        assertThat(desk.stint("archive", "add", "study.yaml").out()).contains("Added next #3");
        assertThat(desk.stint("archive", "remove", "moons").out()).contains("Removed moons #1.");
        assertThat(desk.stint("archive", "forget", "--all").out()).contains("Forgot 1 study.");
        assertThat(desk.stint("archive", "list").out())
                .contains("The archive " + address, " is empty")
                .doesNotContain("currentSchema");
    }

    /** Neither journal nor log nor report has the password. */
    private static void assertNowhere(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(PASSWORD);
            }
        }
    }

    @Test
    void aStudyRunsOnWithoutAServerAndSaysSoOnceEachTime(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder).withArchive("postgresql://me:" + PASSWORD + "@localhost:1/team");
        desk.study();
        Desk.Said said = desk.stint("run", "study.yaml", "--quiet");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err())
                .contains(
                        "note: The archive postgresql://me@localhost:1/team cannot be used: the server does not answer",
                        "The study goes on without it.")
                .doesNotContain("Exception", PASSWORD);
        Desk.Said refused = desk.stint("archive", "list");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("does not answer").doesNotContain("Exception", PASSWORD);

        Desk unreadable = new Desk(folder).withArchive("postgresql://me:" + PASSWORD + "@localhost");
        unreadable.study("study: moons", "study: next");
        Desk.Said plan = unreadable.stint("plan", "study.yaml");
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.err())
                .contains("expected postgresql://USER@HOST:5432/DATABASE")
                .doesNotContain(PASSWORD);
        assertThat(unreadable.stint("archive", "list").code()).isEqualTo(2);
    }
}
