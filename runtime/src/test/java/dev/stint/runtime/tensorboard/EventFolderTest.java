package dev.stint.runtime.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command.Line;
import dev.stint.runtime.file.StudyFile;
import dev.stint.runtime.trial.Mode;
import dev.stint.runtime.trial.Word;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files are read as TensorFlow writes them, while they grow, and however they are damaged. */
final class EventFolderTest {

    private static final String FILE = "events.out.tfevents.1.host.7.0";

    @TempDir
    Path folder;

    private final List<Word> heard = new ArrayList<>();

    private static StudySpec spec(String objective, String more) {
        return StudyFile.parse("""
            study: events
            budget: 10 epochs
            command: [train]
            objective: {metric: %s, goal: minimize}
            fidelity: {unit: epoch, max: 100}
            space: {lr: {uniform: [0, 1], role: other, default: 0.5}}
            %s
            """.formatted(objective, more), "study.yaml").spec();
    }

    private EventFolder open(String objective) {
        return new EventFolder(folder, Map.of(), spec(objective, ""), Mode.TRAIN);
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    private void write(String name, byte[]... records) throws IOException {
        for (byte[] record : records) {
            Files.write(file(name), record, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** A file that TensorFlow 2.18 wrote through its Java API: steps 1 to 3 of three scalars, a count, a vector and a histogram. */
    private static byte[] ofTensorFlow() throws IOException {
        try (InputStream file = EventFolderTest.class.getResourceAsStream("events.out.tfevents.tensorflow")) {
            return Objects.requireNonNull(file).readAllBytes();
        }
    }

    private List<Line> lines() {
        return heard.stream()
                .filter(Word.Said.class::isInstance)
                .map(word -> ((Word.Said) word).line())
                .toList();
    }

    private List<String> notes() {
        return heard.stream()
                .filter(Word.Ignored.class::isInstance)
                .map(word -> ((Word.Ignored) word).why())
                .toList();
    }

    private static Line step(long step, Object... pairs) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            metrics.put((String) pairs[i], ((Number) pairs[i + 1]).doubleValue());
        }
        return new Line.Metrics(step, metrics);
    }

    private static final List<Line> OF_TENSORFLOW = List.of(
            step(1, "train/loss", 1.0, "val_loss", 1.0, "precise", 1.0, "count", 7),
            step(2, "train/loss", 0.5, "val_loss", 0.5, "precise", 0.5, "count", 7),
            step(3, "train/loss", Double.NaN, "val_loss", Double.NaN, "precise", 1.0 / 3, "count", 7));

    @Test
    void whatTensorFlowWroteIsRead() throws IOException {
        write(FILE, ofTensorFlow());

        open("val_loss").drain(heard::add);

        assertThat(lines()).isEqualTo(OF_TENSORFLOW);
        assertThat(notes()).isEmpty();
    }

    @Test
    void aFileThatGrowsByteByByteSaysTheSame() throws IOException {
        byte[] all = ofTensorFlow();
        EventFolder events = open("val_loss");
        for (byte one : all) {
            write(FILE, new byte[] {one});
            events.poll(heard::add);
        }
        assertThat(lines()).as("told while it grew").isEqualTo(OF_TENSORFLOW.subList(0, 2));

        events.drain(heard::add);

        assertThat(lines()).isEqualTo(OF_TENSORFLOW);
        assertThat(notes()).isEmpty();
    }

    @Test
    void aFileThatIsCutAnywhereSaysAllThatIsWhole() throws IOException {
        byte[] all = ofTensorFlow();
        for (int length = 0; length < all.length; length++) {
            heard.clear();
            Files.write(file(FILE), Arrays.copyOf(all, length));

            open("val_loss").drain(heard::add);

            assertThat(notes()).as("cut at %d", length).isEmpty();
            assertThat(lines().size()).as("cut at %d", length).isLessThanOrEqualTo(3);
            assertThat(OF_TENSORFLOW.subList(0, Math.max(0, lines().size() - 1)))
                    .as("cut at %d", length)
                    .isEqualTo(lines().subList(0, Math.max(0, lines().size() - 1)));
        }
    }

    /** Seeded; no damage may throw, hang or invent a value that the checksums would have let through. */
    @Test
    void anyByteMayBeDamaged() throws IOException {
        byte[] all = ofTensorFlow();
        Random random = new Random(1);
        for (int at = 0; at < all.length; at++) {
            heard.clear();
            byte[] damaged = all.clone();
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(file(FILE), damaged);

            open("val_loss").drain(heard::add);

            for (Line line : lines()) {
                Line.Metrics metrics = (Line.Metrics) line;
                Line.Metrics right = (Line.Metrics) OF_TENSORFLOW.get((int) metrics.step() - 1);
                assertThat(right.metrics()).as("byte %d", at).containsAllEntriesOf(metrics.metrics());
            }
        }
    }

    @Test
    void damageIsNotedAndPassedOverWhereTheNextRecordCanBeFound() throws IOException {
        byte[] first = EventBytes.scalars(1, Map.of("loss", 1f));
        byte[] second = EventBytes.scalars(2, Map.of("loss", 2f));
        byte[] third = EventBytes.scalars(3, Map.of("loss", 3f));
        second[14] ^= 1;
        write(FILE, first, second, third);
        open("loss").drain(heard::add);
        assertThat(lines()).containsExactly(step(1, "loss", 1), step(3, "loss", 3));
        assertThat(notes()).hasSize(1).first().asString().contains("the content of a record is damaged", FILE);

        heard.clear();
        second[14] ^= 1;
        second[0] ^= 1;
        Files.delete(file(FILE));
        write(FILE, first, second, third);
        open("loss").drain(heard::add);
        assertThat(lines()).containsExactly(step(1, "loss", 1));
        assertThat(notes()).hasSize(1).first().asString().contains("the length of a record is damaged: nothing after");
    }

    @Test
    void hugeAndForeignRecordsArePassedOver() throws IOException {
        byte[] negative = new byte[12];
        Arrays.fill(negative, (byte) 0xff);
        write(
                FILE,
                EventBytes.record(new byte[3 << 20]),
                EventBytes.record("no protobuf at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                EventBytes.scalars(1, Map.of("loss", 1f)),
                negative);
        write("notes.txt", new byte[] {1, 2, 3});

        open("loss").drain(heard::add);

        assertThat(lines()).containsExactly(step(1, "loss", 1));
        assertThat(notes()).hasSize(1).first().asString().contains("a field of");
    }

    @Test
    void whatLayThereBeforeIsNotRead() throws IOException {
        write(FILE, EventBytes.scalars(1, Map.of("loss", 1f)));
        Map<String, Long> before = EventFolder.sizes(folder);
        EventFolder events = new EventFolder(folder, before, spec("loss", ""), Mode.TRAIN);
        write(FILE, EventBytes.scalars(2, Map.of("loss", 2f)));
        write("later/" + FILE, EventBytes.scalars(3, Map.of("loss", 3f)));

        events.drain(heard::add);

        assertThat(before).containsOnlyKeys(FILE);
        assertThat(lines()).containsExactly(step(2, "loss", 2), step(3, "loss", 3));
    }

    @Test
    void aStepIsToldWholeAndOnce() throws IOException {
        EventFolder events = open("val_loss");
        write(FILE, EventBytes.scalars(1, Map.of("train_loss", 1f)));
        events.poll(heard::add);
        write(FILE, EventBytes.scalars(1, Map.of("val_loss", 2f)));
        events.poll(heard::add);
        assertThat(lines()).as("more of step 1 may come").isEmpty();
        write(FILE, EventBytes.scalars(2, Map.of("train_loss", 3f)));
        events.poll(heard::add);
        assertThat(lines()).containsExactly(step(1, "train_loss", 1, "val_loss", 2));
        write(FILE, EventBytes.scalars(1, Map.of("late", 9f)), EventBytes.scalars(3, Map.of("val_loss", 4f)));
        events.drain(heard::add);
        assertThat(lines())
                .containsExactly(
                        step(1, "train_loss", 1, "val_loss", 2), step(2, "train_loss", 3), step(3, "val_loss", 4));
    }

    @Test
    void theUnitMayBeAScalarOfItsOwnAsLightningAndHuggingFaceWriteIt() throws IOException {
        write(
                FILE,
                EventBytes.scalars(50, Map.of("train/loss", 3f)),
                EventBytes.scalars(50, Map.of("train/epoch", 0.5f)),
                EventBytes.scalars(100, Map.of("train/loss", 2f)),
                EventBytes.scalars(100, Map.of("train/epoch", 1f)),
                EventBytes.scalars(101, Map.of("eval/loss", 2.5f)),
                EventBytes.scalars(101, Map.of("train/epoch", 1f)),
                EventBytes.scalars(200, Map.of("eval/loss", 1.5f)),
                EventBytes.scalars(200, Map.of("train/epoch", 2f)));

        open("eval/loss").drain(heard::add);

        assertThat(lines()).containsExactly(step(1, "train/loss", 2, "eval/loss", 2.5), step(2, "eval/loss", 1.5));
    }

    @Test
    void foldersTellEqualTagsApartAsKerasNeedsIt() throws IOException {
        write("train/" + FILE, EventBytes.scalars(1, Map.of("epoch_loss", 1f, "lr", 0.1f)));
        write("validation/" + FILE, EventBytes.scalars(1, Map.of("epoch_loss", 2f)));
        open("validation/epoch_loss").drain(heard::add);
        assertThat(lines()).hasSize(1);
        assertThat(((Line.Metrics) lines().getFirst()).metrics())
                .containsOnly(
                        Map.entry("validation/epoch_loss", 2.0), Map.entry("epoch_loss", 1.0), Map.entry("lr", (double)
                                0.1f));

        heard.clear();
        open("lr").drain(heard::add);
        assertThat(((Line.Metrics) lines().getFirst()).metrics())
                .containsOnlyKeys("train/epoch_loss", "validation/epoch_loss", "lr");

        heard.clear();
        open("epoch_loss").drain(heard::add);
        assertThat(((Line.Metrics) lines().getFirst()).metrics()).containsOnlyKeys("lr");
        assertThat(notes())
                .hasSize(1)
                .first()
                .asString()
                .contains("name one of train/epoch_loss, validation/epoch_loss");
    }

    @Test
    void aHoldoutHasOneNameOnlyAndStaysUnderItsSeal() throws IOException {
        write("eval/" + FILE, EventBytes.scalars(1, Map.of("holdout_loss", 1f, "val_loss", 2f)));
        EventFolder events = new EventFolder(folder, Map.of(), spec("val_loss", "holdout: holdout_loss"), Mode.TRAIN);

        events.drain(heard::add);

        assertThat(((Line.Metrics) lines().getFirst()).metrics()).containsOnlyKeys("holdout_loss", "val_loss");
    }

    @Test
    void sweepsAndEvaluationsAreReadToo() throws IOException {
        write(
                FILE,
                EventBytes.scalars(0, Map.of("lr", 0.25f, "loss", 3f)),
                EventBytes.scalars(1, Map.of("lr", 0.5f, "loss", 2f)));
        new EventFolder(folder, Map.of(), spec("val_loss", ""), Mode.LR_RANGE).drain(heard::add);
        assertThat(lines()).containsExactly(new Line.Lr(0.25, 3), new Line.Lr(0.5, 2));

        heard.clear();
        new EventFolder(folder, Map.of(), spec("val_loss", ""), Mode.EVALUATE).drain(heard::add);
        assertThat(lines()).hasSize(2).allMatch(Line.Values.class::isInstance);
    }

    @Test
    void blanksInTagsBecomeUnderscoresAndOddTagsStay() throws IOException {
        write(
                FILE,
                EventBytes.scalars(1, Map.of("Val loss", 1f)),
                EventBytes.scalars(1, Map.of("<b>\"'", 2f)),
                EventBytes.scalars(1, Map.of("_hparams_/experiment", 3f)));

        open("Val_loss").drain(heard::add);

        assertThat(lines()).containsExactly(step(1, "Val_loss", 1, "<b>\"'", 2));
    }

    @Test
    void linksAndOtherFilesAreLeftAlone(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.write(elsewhere.resolve("tfevents"), EventBytes.scalars(1, Map.of("loss", 1f)));
        Files.createSymbolicLink(folder.resolve("tfevents.link"), secret);
        Files.createSymbolicLink(folder.resolve("up"), elsewhere);
        write("model.pt", EventBytes.scalars(2, Map.of("loss", 1f)));

        open("loss").drain(heard::add);

        assertThat(heard).isEmpty();
        assertThat(EventFolder.sizes(folder)).isEmpty();
        assertThat(EventFolder.sizes(folder.resolve("missing"))).isEmpty();
    }
}
