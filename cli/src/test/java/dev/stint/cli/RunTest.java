package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.runtime.json.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    private static Lines.Fields fields(String line) {
        if (Lines.read(line) instanceof Lines.Fields fields) {
            return fields;
        }
        throw new AssertionError("no JSON object: " + line);
    }

    private static Lines.Fields object(Lines.Fields fields, String name) {
        return Objects.requireNonNull(fields.object(name), name);
    }

    @Test
    void jsonEndsWithTheResultKeepsSealedValuesToItselfAndTheStudyAnswersAfterwards(@TempDir Path folder)
            throws IOException {
        Desk desk = new Desk(folder);
        desk.study();

        Desk.Said said = desk.stint("run", "study.yaml", "--json");

        assertThat(said.code()).as(said.err()).isZero();
        List<Lines.Fields> lines = said.lines().stream().map(RunTest::fields).toList();
        assertResult(lines.getLast(), desk);
        List<String> sequence = lines.subList(0, lines.size() - 1).stream()
                .map(f -> f.text("type"))
                .toList();
        assertThat(sequence)
                .contains("phase-started", "trial-planned", "measured", "trial-settled", "unsealed", "study-closed");
        assertThat(lines.getFirst().has("sequence")).isTrue();
        String beforeTheTest = said.out().substring(0, said.out().indexOf("{\"type\":\"unsealed\""));
        assertThat(beforeTheTest).doesNotContain("test_accuracy\":", "sealed");
        assertCheckpointsAreTidy(desk, lines);
        assertAnswersAndTrainsNoMore(desk);
    }

    private static void assertResult(Lines.Fields result, Desk desk) {
        assertThat(result.text("type")).isEqualTo("result");
        assertThat(result.text("outcome")).isEqualTo("done");
        assertThat(object(result, "recommended").reals()).containsOnlyKeys("lr", "decay", "batch");
        for (String estimate : new String[] {"objective", "holdout", "test"}) {
            assertThat(object(result, estimate).real("mean")).as(estimate).isNotNull();
            assertThat(object(result, estimate).whole("seeds")).as(estimate).isGreaterThanOrEqualTo(2);
        }
        assertThat(object(result, "objective").reals()).containsKeys("low", "high");
        assertThat(object(result, "control").has("objective")).isTrue();
        assertThat(object(result, "control").has("test")).isFalse();
        assertThat(object(object(result, "control"), "config").real("lr")).isEqualTo(0.01);
        assertThat(Objects.requireNonNull(result.real("spent"))).isBetween(40.0, 45.0);
        assertThat(result.real("budget")).isEqualTo(45.0);
        assertThat(result.whole("trials")).isGreaterThan(5);
        assertThat(Objects.requireNonNull(result.values().get("phases")).toString())
                .contains("validate", "planned", "spent");
        assertThat(Path.of(Objects.requireNonNull(result.text("report"))))
                .exists()
                .isEqualTo(desk.path(".stint/moons/report.html"));
    }

    /** Winner, finalists and control keep their weights; what the search left behind does not. */
    private static void assertCheckpointsAreTidy(Desk desk, List<Lines.Fields> lines) throws IOException {
        List<String> dropped = lines.stream()
                .filter(f -> "checkpoint-dropped".equals(f.text("type")))
                .map(f -> f.whole("trial") + "-" + f.whole("replicate"))
                .toList();
        assertThat(dropped).isNotEmpty();
        Path checkpoints = desk.path(".stint/moons/checkpoints");
        try (Stream<Path> kept = Files.list(checkpoints)) {
            assertThat(kept.map(p -> p.getFileName().toString()).toList())
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(dropped);
        }
        Files.createDirectory(checkpoints.resolve(dropped.getFirst()));
        desk.stint("run", "study.yaml", "--quiet");
        assertThat(checkpoints.resolve(dropped.getFirst()))
                .as("left by a kill between the event and the deletion")
                .doesNotExist();
    }

    private static void assertAnswersAndTrainsNoMore(Desk desk) throws IOException {
        Desk.Said again = desk.stint("run", "study.yaml");
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("The study moons is done").doesNotContain("begins");
        assertBest(desk);
        assertReports(desk);
        assertThat(desk.stint("status", "study.yaml").out())
                .contains("moons: done", "done, spent")
                .containsPattern("full length, mean of \\d seeds");
        Desk.Said extended = desk.stint("extend", "study.yaml", "90", "epochs");
        assertThat(extended.code()).isEqualTo(2);
        assertThat(extended.err()).contains("is over");
        assertThat(desk.stint("try", "study.yaml", "lr=3").code()).isEqualTo(2);
    }

    private static void assertBest(Desk desk) throws IOException {
        Lines.Fields best = fields(desk.stint("best", "study.yaml").out().strip());
        assertThat(best.reals()).containsOnlyKeys("lr", "decay", "batch");
        assertThat(desk.stint("best", "study.yaml", "--format", "yaml").lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("lr: ");
        assertThat(desk.stint("best", "study.yaml", "--format", "args")
                        .out()
                        .strip()
                        .split(" "))
                .hasSize(3);
        assertThat(Path.of(
                        desk.stint("best", "study.yaml", "--checkpoint").out().strip()))
                .isDirectoryContaining("glob:**weights.json");
        assertThat(desk.stint("best", "study.yaml", "--format", "xml").code()).isEqualTo(2);
    }

    private static void assertReports(Desk desk) throws IOException {
        assertThat(desk.stint("report", "study.yaml").out().strip())
                .isEqualTo(desk.path(".stint/moons/report.html").toString());
        desk.stint("report", "study.yaml", "--html", "out.html");
        assertThat(desk.read("out.html"))
                .startsWithIgnoringCase("<!doctype html>")
                .contains("moons");
        assertThat(desk.stint("report", "study.yaml", "--markdown").out()).startsWith("# ");
        assertThat(object(
                                fields(desk.stint("report", "study.yaml", "--json")
                                        .out()
                                        .strip()),
                                "books")
                        .real("attempts"))
                .isNotNull();
        assertThat(desk.stint("report", "study.yaml", "--json", "--markdown").code())
                .isEqualTo(2);
    }

    @Test
    void failuresAreCountedByClassWithAnExampleOfEachAndDoNotEndTheStudy(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        String script = desk.read("train.py");
        String fails = """
            if lr > 1 and mode == 'train':
                print('loading <b>data</b>', file=sys.stderr)
                raise MemoryError('CUDA out of memory')
            if batch == 10 and mode == 'train':
                sys.exit('no <script> for 10')
            """;
        Files.writeString(
                desk.path("train.py"), script.replace("start, w = 0, None\n", fails + "start, w = 0, None\n"));
        desk.study();

        Desk.Said said = desk.stint("run", "study.yaml");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).containsPattern("failures +\\d+ of \\d+ attempts \\(\\d+ user error");
        String json = desk.stint("report", "study.yaml", "--json").out();
        assertThat(json)
                .contains("\"failures\":[{\"class\":\"user\"", "\"retried\":0", "no <script> for 10")
                .contains("{\"class\":\"oom\"");
        String page = desk.read(".stint/moons/report.html");
        assertThat(page)
                .contains("what failed them", "no &lt;script&gt; for 10")
                .contains("loading &lt;b&gt;data&lt;/b&gt;", "not tried again: the same training would fail again");
        assertThat(desk.stint("report", "study.yaml", "--markdown").out())
                .contains("## Failures")
                .containsPattern("\\| out of memory +\\| +[1-9]")
                .containsPattern("\\| user error +\\| +[1-9]");
    }

    @Test
    void aChangedStudyFileIsExplainedAndOnlyAmendedWhenAsked(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        desk.study("budget: 45 epochs", "budget: 1 minute\ndeadline: 1 second");
        desk.stint("run", "study.yaml", "--quiet");
        desk.study("budget: 45 epochs", "budget: 2 minutes\ndeadline: 1 second");

        Desk.Said refused = desk.stint("run", "study.yaml");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("budget: 1.0 minutes -> 2.0 minutes", "--amend");
        desk.study("budget: 45 epochs", "budget: 1 minute\ndeadline: 1 second", "max: 4", "max: 5");
        Desk.Said forked = desk.stint("run", "study.yaml", "--amend");
        assertThat(forked.code()).isEqualTo(2);
        assertThat(forked.err()).contains("fidelity.max: 4 -> 5", "study: moons-2");
        assertThat(Files.exists(desk.path(".stint/moons-2"))).isFalse();
    }
}
