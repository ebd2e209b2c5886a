package dev.stint.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainerTest {
    private static final String SMALL = "{\"width\": 8, \"dropout\": 0.2, \"shift\": 0.5, \"batch_size\": 100}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "sgd"})
    void resumedTrainingEqualsAnUninterruptedOne(String optimizer) {
        String config = "{\"width\": 8, \"dropout\": 0.3, \"shift\": 0.5, \"lr\": 0.02, \"label_smoothing\": 0.1,"
                + " \"weight_decay\": 0.01, \"optimizer\": \"" + optimizer + "\"}";

        List<JsonObject> straight = said(train(config, 5, 0, 6, folder.resolve("straight")));
        List<JsonObject> first = said(train(config, 5, 0, 3, folder.resolve("split")));
        said(train(config, 99, 0, 1, folder.resolve("another")));
        List<JsonObject> second = said(train(config, 5, 3, 6, folder.resolve("split")));

        assertThat(first).isEqualTo(straight.subList(0, 6));
        assertThat(second.getFirst()).isEqualTo(line("{\"from\": 3}"));
        assertThat(second.subList(1, second.size())).isEqualTo(straight.subList(6, 12));
    }

    @Test
    void sameSeedRepeatsAndAnotherDiffers() {
        List<JsonObject> once = said(train(SMALL, 1, 0, 2, null));

        assertThat(said(train(SMALL, 1, 0, 2, null))).isEqualTo(once);
        assertThat(said(train(SMALL, 2, 0, 2, null))).isNotEqualTo(once);
    }

    @Test
    void aCutTrainingIsTheBeginningOfTheWholeOne() {
        List<JsonObject> whole = said(train(SMALL, 1, 0, 4, null));

        assertThat(said(train(SMALL, 1, 0, 2, null))).isEqualTo(whole.subList(0, 2));
    }

    @Test
    void tellsEveryEpochAndItsCheckpointAndNothingThatIsSealed() {
        List<JsonObject> lines = said(train(SMALL, 1, 0, 2, folder));

        assertThat(lines).hasSize(4);
        assertThat(lines.get(2).keySet()).containsExactly("epoch", "train_loss", "val_loss", "val_accuracy");
        assertThat(lines.get(2).get("epoch").getAsInt()).isEqualTo(2);
        assertThat(lines.get(3)).isEqualTo(line("{\"checkpoint\": 2}"));
        assertThat(lines.toString()).doesNotContain("holdout", "test");
    }

    @Test
    void startsOverAloudWhereTheCheckpointIsGone() {
        assertThat(said(train(SMALL, 1, 3, 4, folder)).getFirst()).isEqualTo(line("{\"from\": 0}"));
    }

    @Test
    void repeatsAResultThatWasNotSeen() {
        List<JsonObject> lines = said(train(SMALL, 1, 0, 2, folder));

        assertThat(said(train(SMALL, 1, 1, 2, folder))).containsExactly(line("{\"from\": 2}"), lines.get(2));
    }

    @Test
    void refusesTheCheckpointOfAnotherTraining() {
        said(train(SMALL, 1, 0, 1, folder));

        assertThatThrownBy(() -> said(train(SMALL, 2, 1, 2, folder)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("another training");
    }

    @Test
    void saysThatItDivergedAndKeepsTheLastGoodCheckpoint() {
        String wild = "{\"width\": 8, \"optimizer\": \"sgd\", \"lr\": 1e6, \"warmup_ratio\": 0}";

        List<JsonObject> lines = said(train(wild, 1, 0, 3, folder));

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().get("val_loss").getAsDouble()).isNaN();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void stopsAfterTheRunningEpochAndSavesIt() {
        int[] asked = {0};

        List<JsonObject> lines = said(train(SMALL, 1, 0, 50, folder), () -> asked[0]++ == 2);

        assertThat(lines.getLast()).isEqualTo(line("{\"checkpoint\": 2}"));
    }

    @Test
    void sweepsTheLearningRateGeometricallyAndSavesNothing() throws IOException {
        said(train(SMALL, 1, 0, 1, folder));
        byte[] before = Files.readAllBytes(folder.resolve("checkpoint.bin"));

        List<JsonObject> lines = said("{\"do\": \"lr-range\", \"config\": " + SMALL
                + ", \"seed\": 1, \"min\": 1e-6, \"max\": 100, \"steps\": 33, \"checkpoint_dir\": \"" + folder + "\"}");

        assertThat(lines).hasSize(33);
        double[] rates =
                lines.stream().mapToDouble(line -> line.get("lr").getAsDouble()).toArray();
        assertThat(rates[0]).isCloseTo(1e-6, within(1e-12));
        assertThat(rates[32]).isCloseTo(100, within(1e-6));
        for (int i = 1; i < rates.length; i++) {
            assertThat(rates[i] / rates[i - 1]).isCloseTo(Math.pow(1e8, 1.0 / 32), within(1e-9));
        }
        assertThat(lines.getFirst().get("loss").getAsDouble()).isBetween(2.0, 4.0);
        assertThat(folder).isDirectoryContaining("glob:**checkpoint.bin");
        assertThat(Files.readAllBytes(folder.resolve("checkpoint.bin"))).isEqualTo(before);
    }

    @Test
    void evaluatesACheckpointWithoutTouchingIt() throws IOException {
        said(train(SMALL, 1, 0, 2, folder));
        byte[] before = Files.readAllBytes(folder.resolve("checkpoint.bin"));

        List<JsonObject> holdout = said(evaluate("holdout"));
        List<JsonObject> test = said(evaluate("test"));

        assertThat(holdout).hasSize(1);
        assertThat(holdout.getFirst().keySet()).containsExactly("holdout_loss", "holdout_accuracy");
        assertThat(test.getFirst().keySet()).containsExactly("test_loss", "test_accuracy");
        assertThat(said(evaluate("holdout"))).isEqualTo(holdout);
        assertThat(Files.readAllBytes(folder.resolve("checkpoint.bin"))).isEqualTo(before);
    }

    @Test
    void cannotEvaluateWhatWasNeverTrained() {
        assertThatThrownBy(() -> said(evaluate("test")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("No checkpoint in " + folder);
    }

    @Test
    void sensibleSettingsReadNearlyEveryDigit() {
        String config = "{\"width\": 16, \"lr\": 5e-3, \"shift\": 0.3, \"dropout\": 0.1, \"batch_size\": 64}";

        JsonObject last = said(train(config, 1, 0, 12, null).replace("\"full\": 50", "\"full\": 12"))
                .getLast();

        assertThat(last.get("val_accuracy").getAsDouble()).isGreaterThanOrEqualTo(0.96);
        assertThat(last.get("val_loss").getAsDouble()).isLessThan(0.15);
    }

    private static String train(String config, long seed, int from, int to, @Nullable Path checkpoints) {
        return "{\"do\": \"train\", \"config\": " + config + ", \"seed\": " + seed + ", \"from\": " + from
                + ", \"to\": "
                + to + ", \"full\": 50" + (checkpoints == null ? "" : ", \"checkpoint_dir\": \"" + checkpoints + "\"")
                + "}";
    }

    private String evaluate(String split) {
        return "{\"do\": \"evaluate\", \"config\": " + SMALL + ", \"seed\": 1, \"split\": \"" + split
                + "\", \"checkpoint_dir\": \"" + folder + "\"}";
    }

    private static List<JsonObject> said(String assignment) {
        return said(assignment, () -> false);
    }

    /** What a training says while it does an assignment. */
    private static List<JsonObject> said(String assignment, BooleanSupplier stop) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Trainer(Lines.to(null, out)).run(Job.of(line(assignment)), stop);
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line(line.substring("STINT ".length())))
                .toList();
    }

    private static JsonObject line(String text) {
        return Fields.parse("line", text);
    }
}
