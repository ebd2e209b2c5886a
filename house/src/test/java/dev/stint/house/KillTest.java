package dev.stint.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stint is killed with {@code kill -9} at random moments of a real study of the digits example, and started again: the study ends as an undisturbed one.
 * Budget and moments are counted in epochs and in lines told, so that a slow machine makes it longer and nothing else.
 * {@code -Dstint.kills=30} for the full campaign.
 */
final class KillTest {

    private static final Path ROOT =
            Path.of(System.getProperty("stint.root", "..")).toAbsolutePath().normalize();
    private static final int KILLS = Integer.getInteger("stint.kills", 5);
    private static final String BUDGET = System.getProperty("stint.kill.budget", "150 epochs");

    private static final int MOST_LINES = 60;

    @TempDir
    Path home;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStudyThatIsKilledAgainAndAgainEndsLikeAnyOther() throws Exception {
        Path digits = ROOT.resolve("examples/digits");
        assumeThat(digits.resolve("target/lib"))
                .as("the digits example is built")
                .isDirectory();
        Path study = shortStudy(digits);
        Stream moments = Seed.of(20261123).stream();
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill(study, 1 + moments.below(MOST_LINES));
        }
        assertThat(finish(study))
                .as(() -> "exit code of the last run: " + output())
                .isZero();
        checkJournal(home.resolve(".stint/digits"));
        assertThat(processesOf(home)).as("processes left behind").isEmpty();
    }

    private Path shortStudy(Path digits) throws IOException {
        String text = Files.readString(digits.resolve("study.yaml"))
                .replaceFirst("(?m)^budget: .*$", "budget: " + BUDGET)
                .replaceFirst("(?m)^command: .*$", "command: [" + digits.resolve("train") + "]")
                .replaceFirst("(?m)^cost: .*$", "")
                .replaceFirst("max: 50", "max: 12");
        Path study = home.resolve("study.yaml");
        Files.writeString(study, text);
        return study;
    }

    private Process stint(Path study) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.stint.cli.Main",
                "run",
                "--json",
                study.toString());
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(home.resolve("output.txt").toFile()));
        return builder.start();
    }

    private void runAndKill(Path study, int lines) throws Exception {
        Process process = stint(study);
        try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
            int seen = 0;
            while (seen < lines && told.readLine() != null) {
                seen++;
            }
            new ProcessBuilder("kill", "-9", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
        process.waitFor();
    }

    private int finish(Path study) throws Exception {
        Process process = stint(study);
        try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
            told.lines().forEach(line -> {});
        }
        return process.waitFor();
    }

    private String output() {
        try {
            return Files.readString(home.resolve("output.txt"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static void checkJournal(Path folder) {
        List<Entry> entries;
        try (SqliteJournal journal = SqliteJournal.readOnly(folder, new EventCodec())) {
            entries = journal.read(0);
        }
        History history = Objects.requireNonNull(History.of(entries));
        assertThat(history.lifecycle().state()).isEqualTo(Lifecycle.State.CLOSED);
        assertThat(history.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(history.open()).isEmpty();
        assertThat(history.attempts()).noneMatch(Attempt::running);
        assertThat(history.ledger().spent().over(history.spec().budget())).isBetween(0.9, 1.02);
        assertThat(spentByAttempts(history))
                .isCloseTo(history.ledger().spent().value(), org.assertj.core.data.Offset.offset(1e-6));
        assertEveryStepOnce(entries);
    }

    private static double spentByAttempts(History history) {
        return history.attempts().stream().mapToDouble(a -> a.cost().value()).sum()
                + history.startUps().stream().mapToDouble(s -> s.cost().value()).sum();
    }

    /** No metric line is lost or doubled: the steps of every run count up from one, without a gap. */
    private static void assertEveryStepOnce(List<Entry> entries) {
        Map<RunId, Long> reached = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.event() instanceof Measured measured) {
                long before = reached.getOrDefault(measured.run(), 0L);
                assertThat(measured.step())
                        .as("step of run " + measured.run().key())
                        .isEqualTo(before + 1);
                reached.put(measured.run(), measured.step());
            }
        }
        assertThat(reached).isNotEmpty();
    }

    private static List<String> processesOf(Path home) throws IOException, InterruptedException {
        String script = "for p in /proc/[0-9]*; do cat $p/environ 2>/dev/null | tr '\\0' '\\n'"
                + " | grep -q \"^STINT_.*$1\" && echo $p; done";
        Process ps = new ProcessBuilder("sh", "-c", script, "sh", home.toString())
                .redirectErrorStream(true)
                .start();
        List<String> found = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        ps.waitFor();
        return found;
    }
}
