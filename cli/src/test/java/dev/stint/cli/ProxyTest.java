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

/** A whole study with a cheaper stand-in: the same training on a fifth of the examples, by a script that says what it was given. */
class ProxyTest {

    private static final String NOTE = """
        part = json.load(open(os.environ["STINT_CONFIG"])).get("part")
        open("given.log", "a").write(json.dumps({
            "proxy": os.environ.get("STINT_PROXY"), "words": sys.argv[4:], "full": os.environ["STINT_FULL"],
            "part": part}) + "\\n")
        """;

    private static final String PROXY = """
        proxies:
          - {name: part, set: {part: 0.2}, fidelity: 2, cost: 0.2 epochs}
        """;

    @Test
    void theScriptIsToldAndTheReportSaysWhatItWasWorth(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        String script = desk.read("train.py");
        Files.writeString(
                desk.path("train.py"),
                script.replace("start, w = 0, None\n", NOTE + "start, w = 0, None\n")
                        .replace("train, valid = data(1, 100)", "train, valid = data(1, int(100 * (part or 1)))"));
        desk.study(
                "\"${batch}\"]", "\"${batch}\", [as, \"${proxy}\"]]",
                "budget: 45 epochs", "budget: 160 epochs",
                "max: 4", "max: 8",
                "seed: 0\n", "seed: 0\n" + PROXY);

        Desk.Said said = desk.stint("run", "study.yaml", "--json");

        assertThat(said.code()).as(said.err()).isZero();
        List<Lines.Fields> given = fields(desk.read("given.log").lines());
        assertThat(given.stream().filter(f -> "part".equals(f.text("proxy"))))
                .hasSizeGreaterThanOrEqualTo(10)
                .allSatisfy(f -> assertThat(f.real("part")).isEqualTo(0.2))
                .allSatisfy(f -> assertThat(f.text("full")).isEqualTo("2"))
                .allSatisfy(f -> assertThat(
                                Objects.requireNonNull(f.values().get("words")).toString())
                        .contains("as", "part"));
        assertThat(given.stream().filter(f -> f.text("proxy") == null))
                .isNotEmpty()
                .allSatisfy(
                        f -> assertThat(f.has("part") && f.real("part") != null).isFalse())
                .allSatisfy(f -> assertThat(f.text("full")).isEqualTo("8"))
                .allSatisfy(f -> assertThat(
                                Objects.requireNonNull(f.values().get("words")).toString())
                        .isEqualTo("[]"));
        assertReported(desk);
    }

    private static List<Lines.Fields> fields(Stream<String> lines) {
        return lines.map(line -> (Lines.Fields) Lines.read(line)).toList();
    }

    private static void assertReported(Desk desk) throws IOException {
        Desk.Said report = desk.stint("report", "study.yaml", "--json");
        assertThat(report.out()).contains("\"proxies\":[{\"name\":\"part\"", "\"compared-at\"", "\"trust\"");
        assertThat(desk.stint("status", "study.yaml").out()).containsPattern("proxy +\\d+ trainings: .*part");
        assertThat(desk.stint("status", "study.yaml", "--json").out()).contains("\"outlook\":{\"metric\":\"val_loss\"");
        assertThat(desk.stint("report", "study.yaml", "--markdown").out())
                .contains("What the proxies were worth", "pairs are ordered");
        assertThat(desk.read(".stint/moons/report.html")).contains("data-chart=\"proxies\"");
    }
}
