package dev.stint.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.Task;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Python package passes its own tests; both Python examples are well by the doctor, and are tuned to the end, in short, as they lie
 * there.
 */
final class PythonTest {

    private static final Path ROOT =
            Path.of(System.getProperty("stint.root", "..")).toAbsolutePath().normalize();
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    Path home;

    @Test
    void thePackagePassesItsTests() throws Exception {
        need("json");
        ran(ROOT.resolve("python"), PYTHON, "-B", "-m", "unittest", "discover", "tests");
        assertThat(output()).containsPattern("Ran [1-9]\\d+ tests").contains("OK");
    }

    @Test
    void pytorchIsTunedByAWarmWorkerThatResumesSweepsAndEvaluates() throws Exception {
        need("torch, sklearn");
        History history = tuned("pytorch", "plan: classic\n");
        assertThat(history.startUps()).as("workers started").hasSize(2);
        assertThat(history.lrPoints()).as("points of the sweep").hasSizeGreaterThan(100);
        assertThat(history.attempts()).as("attempts that resumed").anyMatch(attempt -> attempt.from() > 0);
        assertThat(history.repeatedSteps()).as("epochs trained twice").isZero();
        assertThat(evaluations(history)).as("evaluations").hasSizeGreaterThanOrEqualTo(6);
        assertOpened(history, Split.HOLDOUT, "holdout_loss");
        assertOpened(history, Split.TEST, "test_accuracy");
    }

    @Test
    void aScriptThatWasNeverWrittenForStintIsTunedByItsText() throws Exception {
        need("sklearn");
        History history = tuned("plain-script", "");
        assertThat(history.lrPoints()).as("points of the sweep").isEmpty();
        assertThat(history.attempts()).as("attempts that resumed").noneMatch(attempt -> attempt.from() > 0);
        assertThat(evaluations(history)).as("evaluations").isEmpty();
        assertOpened(history, Split.TEST, "test_accuracy");
    }

    @Test
    void theDoctorSaysThatPytorchIsWell() throws Exception {
        need("torch, sklearn");
        assertThat(examined(copied("pytorch"), 0))
                .contains("All is well", "cut at epoch 3 and continued, it is the same to the last digit")
                .contains("evaluation opens it: test_accuracy", "sweeps the learning rate: 10 rates")
                .doesNotContain("problem", "skipped");
    }

    @Test
    void theDoctorNamesWhatIsBrokenInPytorch() throws Exception {
        need("torch, sklearn");
        Path folder = copied("pytorch");

        broken(folder, "trial.full * per_epoch", "trial.until * per_epoch");
        broken(folder, "Learner(trial.config, trial.seed)", "Learner(trial.config, 7)");
        broken(folder, "trial.split + \"_loss\": loss", "\"split_loss\": loss");
        assertThat(examined(folder, 1))
                .containsPattern("problem +schedule +with the same seed, values depend on how long")
                .containsPattern("problem +seed +two seeds give the same values")
                .containsPattern(
                        "problem +holdout +holdout_loss is printed neither .* prints split_loss, holdout_accuracy");

        Path other = copied("pytorch");
        broken(other, "learner.resume(saved[\"state\"])", "pass");
        broken(other, "trial.split + \"_accuracy\": accuracy", "\"accuracy\": accuracy");
        broken(other, "sweep(trial, learner)\n        return", "raise ValueError(\"no such mode\")");
        assertThat(examined(other, 1))
                .containsPattern("problem +resume +its steps go on, but its weights start over")
                .containsPattern("problem +test +test_accuracy is printed neither")
                .containsPattern("warning +lr-range +the sweep fails");

        broken(other, "val_loss=loss", "vall_loss=loss");
        assertThat(examined(other, 1)).contains("Did you mean vall_loss?");
    }

    @Test
    void theDoctorSaysWhatAScriptThatWasNeverWrittenForStintCannotDo() throws Exception {
        need("sklearn");
        Path folder = copied("plain-script");
        assertThat(examined(folder, 0))
                .contains("All is well")
                .doesNotContain("problem")
                .containsPattern("skipped +resume +checkpoint: false: going on means starting over")
                .containsPattern("warning +test +test_accuracy is printed in training");

        Path file = folder.resolve("study.yaml");
        Files.writeString(file, Files.readString(file).replace("checkpoint: false", "checkpoint: true"));
        assertThat(examined(folder, 1)).containsPattern("problem +resume +told to go on .* began with epoch 1 again");
    }

    private String examined(Path folder, int code) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = System.getProperty("java.class.path");
        ran(
                folder,
                code,
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path,
                "dev.stint.cli.Main",
                "doctor",
                "study.yaml");
        assertThat(folder.resolve(".stint")).doesNotExist();
        return output();
    }

    private static void broken(Path folder, String right, String wrong) throws IOException {
        Path script = folder.resolve("train.py");
        String text = Files.readString(script);
        assertThat(text).contains(right);
        Files.writeString(script, text.replace(right, wrong));
    }

    /** The example with the Python package beside it. */
    private Path copied(String example) throws IOException {
        Path folder = Files.createDirectories(home.resolve("examples/" + example));
        Files.createDirectories(home.resolve("python"));
        Path there = ROOT.resolve("examples/" + example);
        Files.copy(
                ROOT.resolve("python/stint.py"), home.resolve("python/stint.py"), StandardCopyOption.REPLACE_EXISTING);
        for (String file : List.of("train.py", "study.yaml")) {
            Files.copy(there.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    /**
     * Runs the example with a small budget, in epochs so that a slow machine buys as much.
     *
     * @param plan what its study file says of the plan, which is nothing
     */
    private History tuned(String example, String plan) throws Exception {
        Path folder = copied(example);
        String text = Files.readString(folder.resolve("study.yaml"))
                        .replaceFirst("(?m)^budget: .*$", "budget: 120 epochs")
                        .replaceFirst("(?m)^cost: .*$", "")
                        .replaceFirst("min: \\d+, max: \\d+", "min: 2, max: 8")
                + plan;
        Files.writeString(folder.resolve("study.yaml"), text);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = System.getProperty("java.class.path");
        ran(folder, java, "--enable-native-access=ALL-UNNAMED", "-cp", path, "dev.stint.cli.Main", "run", "study.yaml");
        History history = history(folder.resolve(".stint/" + example));
        assertSound(history);
        return history;
    }

    private void ran(Path folder, String... command) throws Exception {
        ran(folder, 0, command);
    }

    private void ran(Path folder, int code, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output.txt").toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroy();
        assertThat(ended).as(output()).isTrue();
        assertThat(process.exitValue()).as(output()).isEqualTo(code);
    }

    private String output() throws IOException {
        return Files.readString(home.resolve("output.txt"));
    }

    private static History history(Path folder) {
        try (SqliteJournal journal = SqliteJournal.readOnly(folder, new EventCodec())) {
            return Objects.requireNonNull(History.of(journal.read(0)));
        }
    }

    private static void assertSound(History history) {
        assertThat(history.lifecycle().state()).isEqualTo(Lifecycle.State.CLOSED);
        assertThat(history.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(history.ledger().spent().over(history.spec().budget())).isBetween(0.8, 1.0);
        assertThat(history.attempts()).as("ends").allMatch(PythonTest::endedWell);
    }

    private static boolean endedWell(Attempt attempt) {
        return attempt.end() == End.DONE || attempt.end() == End.DIVERGED;
    }

    private static List<Attempt> evaluations(History history) {
        return history.attempts().stream()
                .filter(attempt -> attempt.task() instanceof Task.Evaluate)
                .toList();
    }

    private static void assertOpened(History history, Split split, String metric) {
        assertThat(history.trials().stream()
                        .flatMap(trial -> trial.runs().stream())
                        .map(Run::id)
                        .filter(run -> Double.isFinite(history.opened(split, run, metric))))
                .as("runs with an open " + metric)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    /** What Debian's python3 must have; without it a test is skipped, except in CI. */
    private static void need(String modules) throws Exception {
        boolean there = Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(Arrays.asList(PYTHON, "-c", "import " + modules))
                                .start()
                                .waitFor()
                        == 0;
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(PYTHON + " with " + modules).isTrue();
        }
        assumeThat(there).as(PYTHON + " with " + modules).isTrue();
    }
}
