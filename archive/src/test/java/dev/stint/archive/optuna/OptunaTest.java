package dev.stint.archive.optuna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stint.archive.ArchivedParameter;
import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ArchivedTrial;
import dev.stint.archive.ImportRefused;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective.Goal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that the real Optuna wrote, and files that it must read. */
final class OptunaTest {

    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private static Path folder;

    private static Path script;

    /** Both storages are made once: starting Optuna costs more than all that is asked of it. */
    @BeforeAll
    static void make() throws Exception {
        boolean there = Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import optuna")
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0;
        assumeTrue(there || "true".equals(System.getenv("CI")), "python3-optuna is not installed");
        script = folder.resolve("storage.py");
        try (InputStream in = Objects.requireNonNull(OptunaTest.class.getResourceAsStream("storage.py"))) {
            Files.write(script, in.readAllBytes());
        }
        for (String name : List.of("made.db", "made.log")) {
            python("make", folder.resolve(name).toString());
        }
    }

    private static String python(String... arguments) throws IOException, InterruptedException {
        List<String> words = new java.util.ArrayList<>(List.of(PYTHON, "-W", "ignore", script.toString()));
        words.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(out);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static Path made(String kind) {
        return folder.resolve("made." + kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "log"})
    void everyTrialIsReadWithItsStateItsValuesAndItsSteps(String kind) {
        ArchivedStudy study = Optuna.read(made(kind), "mine");

        assertThat(study.goal()).isEqualTo(Goal.MINIMIZE);
        assertThat(study.full()).isEqualTo(4);
        assertThat(study.trials()).hasSize(12);
        assertThat(study.trials().get(3).state()).isEqualTo("failed");
        assertThat(study.trials().get(3).curve()).isEmpty();
        ArchivedTrial pruned = study.trials().get(5);
        assertThat(pruned.state()).isEqualTo("stopped");
        assertThat(pruned.curve()).extracting(ArchivedTrial.Reading::share).containsExactly(0.25, 0.5);
        ArchivedTrial first = study.trials().getFirst();
        double lr = Objects.requireNonNull(first.config().get("lr")).number();
        double layers = Objects.requireNonNull(first.config().get("layers")).number();
        double width = Objects.requireNonNull(first.config().get("width")).number();
        double dropout = Objects.requireNonNull(first.config().get("dropout")).number();
        double expected = Math.pow(Math.log10(lr) + 3, 2) + layers / 10 + dropout + width / 1e4 + 0.25;
        assertThat(first.curve().getLast().value()).isEqualTo(expected, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(Objects.requireNonNull(study.verdict()).value())
                .isEqualTo(study.trials().stream()
                        .filter(t -> t.state().equals("finished"))
                        .mapToDouble(t -> t.curve().getLast().value())
                        .min()
                        .orElseThrow());
        assertThat(Optuna.read(made(kind), "other").goal()).isEqualTo(Goal.MAXIMIZE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "log"})
    void theSpaceIsReadWithItsScalesAndNullAsALabel(String kind) {
        ArchivedStudy study = Optuna.read(made(kind), "mine");
        assertThat(study.parameters().stream().map(ArchivedParameter::domain))
                .startsWith(
                        new Domain.LogUniform(1e-5, 1e-1),
                        new Domain.IntRange(1, 8),
                        new Domain.LogInt(16, 1024),
                        new Domain.Uniform(0, 0.5),
                        new Domain.Choice(List.of(
                                new Value.Text("adam"),
                                new Value.Text("sgd"),
                                new Value.Text("null"),
                                new Value.Whole(3),
                                new Value.Real(2.5),
                                new Value.Flag(true))));
        assertThat(study.parameters().getFirst().role().key()).isEqualTo("learning-rate");
        assertThat(study.trials())
                .anyMatch(t -> t.config().get("momentum") != null)
                .anyMatch(t -> t.config().get("momentum") == null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "log"})
    void whatStintWritesOptunaLoadsWithTheSameTrialsAndGoesOn(String kind) throws Exception {
        String before = python("tell", made(kind).toString(), "mine");
        for (String target : List.of("db", "log")) {
            Path out = folder.resolve("from-" + kind + "." + target);
            Optuna.write(Optuna.read(made(kind), "mine"), out, target.equals("log"));

            assertThat(withoutFailedSteps(python("tell", out.toString(), "mine", "on")))
                    .isEqualTo(withoutFailedSteps(before));
            assertThat(Optuna.read(out, null).trials()).hasSize(13);
        }
    }

    /** Of a failed trial Stint keeps no curve: a failure never becomes a number. */
    private static String withoutFailedSteps(String told) {
        return told.replaceAll("(\"FAIL\", null, [{][^}]*[}], )\\[\\[.*?\\]\\]", "$1[]");
    }

    @Test
    void whatCannotBeImportedIsSaid() throws IOException {
        assertRefused(made("db"), null, "holds 4 studies: mine, other, empty, two", "--study mine");
        assertRefused(made("log"), "yours", "no study yours", "mine");
        assertRefused(made("db"), "empty", "nothing to learn from");
        assertRefused(made("log"), "two", "several objectives");
        assertRefused(folder.resolve("missing.db"), null, "There is no file");
        Path pickle = folder.resolve("study.pkl");
        Files.write(pickle, new byte[] {(byte) 0x80, 4, (byte) 0x95, 0, (byte) 0xff});
        assertRefused(pickle, null, "A pickled study is not read");
        Path text = folder.resolve("text.log");
        Files.writeString(text, "{\"op_code\": 0, \"study_name\": \"a\", \"directions\": [1]}\nhello\n");
        assertRefused(text, null, "text.log:2", "no line of an Optuna journal");
        Path lost = folder.resolve("lost.log");
        Files.writeString(lost, "{\"op_code\": 7, \"trial_id\": 9, \"step\": 1, \"intermediate_value\": 2}\n");
        assertRefused(lost, null, "lost.log:1", "cannot be replayed");
        Path cut = folder.resolve("cut.db");
        Files.write(cut, "SQLite format 3\0 and no more".getBytes(StandardCharsets.UTF_8));
        assertRefused(cut, null, "cannot be read as a database of Optuna 3");
    }

    private static void assertRefused(Path file, @org.jspecify.annotations.Nullable String study, String... words) {
        assertThatThrownBy(() -> Optuna.read(file, study))
                .isInstanceOf(ImportRefused.class)
                .message()
                .contains(words);
    }

    @Test
    void nothingIsOverwritten() {
        ArchivedStudy study = Optuna.read(made("db"), "mine");
        assertThatThrownBy(() -> Optuna.write(study, made("db"), false)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void trialsThatWereCopiedIntoAJournalWholeAreRead() throws Exception {
        Path copied = folder.resolve("copied.log");
        Process copy = new ProcessBuilder(
                        PYTHON,
                        "-W",
                        "ignore",
                        "-c",
                        "import optuna, sys; s = optuna.storages; optuna.copy_study(from_study_name='mine',"
                                + " from_storage='sqlite:///' + sys.argv[1],"
                                + " to_storage=s.JournalStorage(s.JournalFileStorage(sys.argv[2])))",
                        made("db").toString(),
                        copied.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream said = copy.getInputStream()) {
            String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(copy.waitFor()).as(text).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(Optuna.read(copied, null).trials())
                .isEqualTo(Optuna.read(made("db"), "mine").trials());
    }
}
