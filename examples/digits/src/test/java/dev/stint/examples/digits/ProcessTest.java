package dev.stint.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, the environment and the pipes, as Stint meets them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
final class ProcessTest {
    private static final String CONFIG = "{\"width\": 8, \"dropout\": 0.2, \"batch_size\": 100, \"lr\": 0.01}";

    private final Path example = Path.of("target", "launched").toAbsolutePath();

    @TempDir
    private Path folder;

    @BeforeEach
    void build() throws IOException {
        Launched.build(example);
    }

    @Test
    void saysHowToBuildItWhereItIsNotBuilt() throws Exception {
        Files.copy(Path.of("train"), folder.resolve("train"));

        try (Launched bare = new Launched(folder, Map.of())) {
            assertThat(bare.exitCode()).isEqualTo(2);
            assertThat(bare.errors()).contains("not built").contains("mvn -q -pl examples/digits package");
        }
    }

    @Test
    void twoProcessesTrainWhatOneWouldHaveTrained() throws Exception {
        try (Launched straight = new Launched(example, oneShot("straight", 0, 4));
                Launched first = new Launched(example, oneShot("split", 0, 2))) {
            assertThat(straight.exitCode()).isZero();
            assertThat(first.exitCode()).isZero();
        }
        try (Launched second = new Launched(example, oneShot("split", 2, 4))) {
            assertThat(second.exitCode()).isZero();
        }

        List<String> straight = Files.readAllLines(folder.resolve("straight.jsonl"));
        List<String> split = Files.readAllLines(folder.resolve("split.jsonl"));
        assertThat(straight).hasSize(8);
        assertThat(split.subList(0, 4)).isEqualTo(straight.subList(0, 4));
        assertThat(split.get(4)).isEqualTo("{\"from\":2}");
        assertThat(split.subList(5, 9)).isEqualTo(straight.subList(4, 8));
        assertThat(folder.resolve("straight/checkpoint.bin"))
                .hasSameBinaryContentAs(folder.resolve("split/checkpoint.bin"));
    }

    @Test
    void refusesAModeThatItCannotDoWith64() throws Exception {
        try (Launched unknown = new Launched(example, Map.of("STINT_MODE", "profile"))) {
            assertThat(unknown.exitCode()).isEqualTo(64);
            assertThat(unknown.errors()).startsWith("mode (profile): write train, lr-range or evaluate.");
        }
    }

    @Test
    void savesTheRunningEpochOnSigterm() throws Exception {
        Map<String, String> variables = oneShot("stopped", 0, 50);
        variables.remove("STINT_REPORT");
        try (Launched training = new Launched(example, variables)) {
            assertThat(training.next().get("epoch").getAsInt()).isEqualTo(1);

            training.terminate();

            assertThat(training.exitCode()).isEqualTo(128 + 15);
        }
        Checkpoint saved = Objects.requireNonNull(Checkpoint.read(folder.resolve("stopped")));
        assertThat(saved.epoch()).isBetween(1, 49);
        assertThat(folder.resolve("stopped")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void warmWorkerServesOneAssignmentAfterAnother() throws Exception {
        try (Launched worker = new Launched(example, Map.of("STINT_WORKERS", "warm"))) {
            assertThat(worker.next()).isEqualTo(line("{\"ready\": true}"));

            worker.tell(train(7, 0, 2, 50));
            List<JsonObject> trained = worker.untilDone();
            worker.tell("{\"do\": \"lr-range\", \"trial\": 0, \"config\": " + CONFIG
                    + ", \"seed\": 3, \"min\": 1e-6, \"max\": 1, \"steps\": 12}");
            List<JsonObject> swept = worker.untilDone();
            worker.tell("{\"do\": \"evaluate\", \"trial\": 7, \"replicate\": 1, \"split\": \"holdout\", \"config\": "
                    + CONFIG + ", \"seed\": 3, \"checkpoint_dir\": \"" + folder.resolve("trial-7") + "\"}");
            List<JsonObject> evaluated = worker.untilDone();

            assertThat(trained).hasSize(4);
            assertThat(trained.getLast()).isEqualTo(line("{\"checkpoint\": 2}"));
            assertThat(swept).hasSize(12);
            assertThat(evaluated).hasSize(1);
            assertThat(evaluated.getFirst().has("holdout_loss")).isTrue();
        }
    }

    @Test
    void warmWorkerSavesWhenStoppedAndOutlivesFailures() throws Exception {
        try (Launched worker = new Launched(example, Map.of("STINT_WORKERS", "warm"))) {
            worker.next();
            worker.tell(train(8, 0, 50, 50));
            assertThat(worker.next().get("epoch").getAsInt()).isEqualTo(1);
            worker.tell("{\"do\": \"stop\"}");
            List<JsonObject> stopped = worker.untilDone();
            worker.tell("{\"do\": \"dance\"}");
            JsonObject failed = worker.next();
            worker.tell("train!");
            JsonObject unreadable = worker.next();
            worker.tell("{\"do\": \"stop\"}");
            worker.tell(train(9, 0, 1, 50));
            List<JsonObject> next = worker.untilDone();

            assertThat(stopped.getLast().has("checkpoint")).isTrue();
            assertThat(stopped.size()).isLessThan(98);
            assertThat(failed.get("failed").getAsString()).startsWith("mode (dance)");
            assertThat(unreadable.get("failed").getAsString()).contains("train!");
            assertThat(next.getLast()).isEqualTo(line("{\"checkpoint\": 1}"));
        }
    }

    @Test
    void warmWorkerGoesAtOnceWhenItsInputEnds() throws Exception {
        try (Launched worker = new Launched(example, Map.of("STINT_WORKERS", "warm"))) {
            worker.next();
            worker.tell(train(10, 0, 50, 50));
            worker.next();

            worker.closeInput();

            assertThat(worker.exitCode()).isZero();
        }
    }

    private Map<String, String> oneShot(String name, int from, int until) throws IOException {
        Path config = Files.writeString(folder.resolve("config.json"), CONFIG);
        return new HashMap<>(Map.of(
                "STINT_CONFIG",
                config.toString(),
                "STINT_MODE",
                "train",
                "STINT_SEED",
                "12345678901",
                "STINT_FROM",
                "" + from,
                "STINT_UNTIL",
                "" + until,
                "STINT_FULL",
                "50",
                "STINT_CHECKPOINT_DIR",
                folder.resolve(name).toString(),
                "STINT_REPORT",
                folder.resolve(name + ".jsonl").toString()));
    }

    private String train(int trial, int from, int to, int full) {
        return "{\"do\": \"train\", \"trial\": " + trial + ", \"replicate\": 1, \"attempt\": 12, \"config\": " + CONFIG
                + ", \"seed\": 3, \"from\": " + from + ", \"to\": " + to + ", \"full\": " + full
                + ", \"checkpoint_dir\": \"" + folder.resolve("trial-" + trial) + "\"}";
    }

    private static JsonObject line(String text) {
        return Fields.parse("line", text);
    }
}
