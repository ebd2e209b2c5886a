package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.Lines;
import dev.stint.runtime.json.Lines.Fields;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drive protocol over real pipes, and the examples of its page as they stand there. */
final class DriveTest {

    private static final Path PAGE = Path.of("..", "docs", "drive.md");

    @TempDir
    Path home;

    @BeforeEach
    void installs() throws IOException {
        Path stint = home.resolve("stint");
        Files.writeString(stint, "#!/bin/sh\nexec " + String.join(" ", quoted(javaCommand())) + " \"$@\"\n");
        Files.setPosixFilePermissions(stint, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(home.resolve("drive.yaml"), blocks("yaml").getFirst());
    }

    private static List<String> javaCommand() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.stint.cli.Main");
    }

    private static List<String> quoted(List<String> words) {
        return words.stream().map(w -> "'" + w + "'").toList();
    }

    private static List<String> blocks(String language) throws IOException {
        Pattern block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
        return block.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();
    }

    private String ran(String... words) throws Exception {
        Path out = home.resolve("out");
        Process process = new ProcessBuilder(words)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(home.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended").isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(home.resolve("err")))
                .isZero();
        return Files.readString(out);
    }

    private History history() {
        try (Journal journal = SqliteJournal.readOnly(home.resolve(".stint/drive"), new EventCodec())) {
            return Objects.requireNonNull(History.of(journal.read(0)));
        }
    }

    private void assertDone() {
        History history = history();
        assertThat(history.lifecycle().state()).isEqualTo(Lifecycle.State.CLOSED);
        assertThat(history.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(history.ledger().spent().value()).isBetween(29.0, 30.0 + 1e-9);
        assertThat(history.repeatedSteps()).isZero();
    }

    @Test
    void thePythonOfThePageTunes() throws Exception {
        String script = blocks("python").getFirst();
        Files.writeString(home.resolve("driver.py"), script);
        assertThat(ran(Desk.python(), "driver.py")).startsWith("{'lr': 0.00");
        assertDone();
    }

    @Test
    void theShellOfThePageTunes() throws Exception {
        Files.writeString(home.resolve("driver.sh"), blocks("bash").getFirst());
        assertThat(ran("bash", "driver.sh")).contains("\"outcome\":\"done\"");
        assertDone();
    }

    private Process drive(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(home.resolve("stint").toString(), "drive", "drive.yaml"));
        words.addAll(List.of(options));
        return new ProcessBuilder(words)
                .directory(home.toFile())
                .redirectError(home.resolve("err").toFile())
                .start();
    }

    /** A caller that speaks as a test wants. */
    private final class Caller implements AutoCloseable {

        private final Process process;
        private final BufferedReader in;
        private final OutputStream out;
        private final List<String> heard = new ArrayList<>();

        Caller(String... options) throws IOException {
            process = drive(options);
            in = process.inputReader(StandardCharsets.UTF_8);
            out = process.getOutputStream();
        }

        Fields next() throws IOException {
            String line = in.readLine();
            heard.add(Objects.requireNonNull(line, () -> "no further line after " + heard));
            return (Fields) Lines.read(line);
        }

        /** The answer to a line. */
        Fields asked(String line) throws IOException {
            say(line);
            return next();
        }

        void say(String line) throws IOException {
            raw((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        int left() throws Exception {
            out.close();
            while (in.readLine() != null) {} // to its end
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        }

        void steps(Fields order, long until) throws IOException {
            for (long epoch = whole(order, "from") + 1; epoch <= until; epoch++) {
                say(about(order, "\"epoch\":" + epoch + ",\"metrics\":{\"val_loss\":" + 1.0 / epoch + "}"));
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static long whole(Fields order, String name) {
        return Objects.requireNonNull(order.whole(name));
    }

    private static String about(Fields order, String rest) {
        return String.format(
                Locale.ROOT,
                "{\"trial\":%d,\"replicate\":%d,%s}",
                whole(order, "trial"),
                whole(order, "replicate"),
                rest);
    }

    @Test
    void errorsAreAnsweredAndTheEndOfTheInputPauses() throws Exception {
        try (Caller caller = new Caller()) {
            assertThat(caller.next().values()).containsEntry("stint", "drive/1").containsEntry("study", "drive");
            assertThat(caller.next().text("do")).isEqualTo("train");
            assertThat(caller.asked("no json").text("error")).contains("no JSON object");
            caller.raw(("\"" + "x".repeat(10_000_000) + "\"\n").getBytes(StandardCharsets.UTF_8));
            assertThat(caller.next().text("error")).contains("1 MiB");
            caller.raw(new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
            assertThat(caller.next().text("error")).contains("UTF-8");
            assertThat(caller.asked("{\"ask\":\"best\"}").values()).containsEntry("best", null);
            assertThat(caller.left()).isEqualTo(ExitCode.PAUSED);
        }
        assertThat(Files.readString(home.resolve("err"))).contains("Paused. Go on with: stint drive drive.yaml");
        assertThat(history().ledger().spent().value()).isZero();
    }

    @Test
    void aKilledStintGoesOnFromTheLastStep() throws Exception {
        Fields cut;
        try (Caller caller = new Caller()) {
            caller.next();
            cut = caller.next();
            while (whole(cut, "to") - whole(cut, "from") < 2) {
                caller.steps(cut, whole(cut, "to"));
                caller.say(about(cut, "\"done\":true"));
                cut = caller.next();
            }
            caller.steps(cut, whole(cut, "from") + 1);
            caller.asked("{\"ask\":\"best\"}"); // what came before is recorded now
            caller.process.destroyForcibly().waitFor();
        }
        try (Caller caller = new Caller()) {
            caller.next();
            Fields again = caller.next();
            assertThat(again.whole("trial")).isEqualTo(cut.whole("trial"));
            assertThat(again.whole("from")).isEqualTo(whole(cut, "from") + 1);
        }
    }

    @Test
    void aCallerThatReadsNoMorePausesTheStudy() throws Exception {
        try (Caller caller = new Caller()) {
            caller.next();
            Fields order = caller.next();
            caller.in.close();
            caller.steps(order, whole(order, "to"));
            caller.say(about(order, "\"done\":true"));
            assertThat(caller.process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(caller.process.exitValue()).isEqualTo(ExitCode.PAUSED);
        }
        assertThat(Files.readString(home.resolve("err"))).doesNotContain("Exception");
    }

    @Test
    void ctrlCAsksForTheEndOfWhatIsOpenAndPauses() throws Exception {
        try (Caller caller = new Caller()) {
            caller.next();
            Fields order = caller.next();
            new ProcessBuilder("kill", "-INT", Long.toString(caller.process.pid()))
                    .start()
                    .waitFor();
            assertThat(caller.next().text("do")).isEqualTo("stop");
            caller.say(about(order, "\"done\":true"));
            assertThat(caller.left()).isEqualTo(ExitCode.PAUSED);
        }
    }

    @Test
    void whatCannotBeDrivenSaysNothingOnTheStandardOutput() throws Exception {
        try (Caller caller = new Caller()) {
            caller.next();
            caller.next();
            Process second = drive();
            assertThat(second.getInputStream().readAllBytes()).isEmpty();
            assertThat(second.waitFor()).isEqualTo(ExitCode.USAGE);
            assertThat(Files.readString(home.resolve("err"))).contains("already being run by process");
        }
        Path file = home.resolve("drive.yaml");
        Files.writeString(file, Files.readString(file).replace("1e-2}", "1e-2, rle: x}"));
        Process wrong = drive();
        assertThat(wrong.getInputStream().readAllBytes()).isEmpty();
        assertThat(wrong.waitFor()).isEqualTo(ExitCode.USAGE);
        assertThat(Files.readString(home.resolve("err"))).contains("drive.yaml:7", "rle");
    }

    @Test
    void aChangedBudgetIsTakenOverOnRequestOnly() throws Exception {
        try (Caller caller = new Caller()) {
            caller.next();
            caller.next();
            assertThat(caller.left()).isEqualTo(ExitCode.PAUSED);
        }
        Path file = home.resolve("drive.yaml");
        Files.writeString(file, Files.readString(file).replace("30 trainings", "40 trainings"));
        assertThat(drive().waitFor()).isEqualTo(ExitCode.USAGE);
        assertThat(Files.readString(home.resolve("err"))).contains("stint drive drive.yaml --amend");
        try (Caller caller = new Caller("--amend")) {
            caller.next();
            caller.next();
            assertThat(caller.asked("{\"ask\":\"best\"}").real("budget")).isEqualTo(40);
        }
    }

    @Test
    void whatWasOpenIsOrderedAgainFromItsLastStep() throws Exception {
        Fields cut;
        try (Caller caller = new Caller()) {
            caller.next();
            cut = caller.next();
            while (whole(cut, "to") - whole(cut, "from") < 2) {
                caller.steps(cut, whole(cut, "to"));
                caller.say(about(cut, "\"done\":true"));
                cut = caller.next();
            }
            caller.steps(cut, whole(cut, "from") + 1);
            assertThat(caller.left()).isEqualTo(ExitCode.PAUSED);
        }
        try (Caller caller = new Caller()) {
            caller.next();
            Fields again = caller.next();
            assertThat(again.whole("trial")).isEqualTo(cut.whole("trial"));
            assertThat(again.whole("from")).isEqualTo(whole(cut, "from") + 1);
            assertThat(again.whole("to")).isEqualTo(cut.whole("to"));
        }
        assertThat(history().repeatedSteps()).isZero();
    }
}
