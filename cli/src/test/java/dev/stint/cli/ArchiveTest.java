package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.runtime.json.Lines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real studies one after the other, with an archive of their own. */
class ArchiveTest {

    /** Without roles there is no textbook that the results could contradict. */
    private static final String[] OWN_NAMES = {
        "${lr}",
        "${speed}",
        "${decay}",
        "${drag}",
        "  lr:",
        "  speed:",
        "  decay:",
        "  drag:",
        ", role: learning-rate",
        "",
        ", role: weight-decay",
        ""
    };

    private static Lines.Fields fields(Desk.Said said) {
        if (Lines.read(said.out().strip()) instanceof Lines.Fields fields) {
            return fields;
        }
        throw new AssertionError("no JSON object: " + said.out() + said.err());
    }

    private static String earlier(Desk desk) throws IOException {
        return String.valueOf(
                fields(desk.stint("report", "study.yaml", "--json")).values().get("earlier"));
    }

    @Test
    void aFinishedStudyMakesTheNextOneStartFromWhatItFound(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder).withArchive();
        List<String> changes = new ArrayList<>(List.of(OWN_NAMES));
        changes.addAll(List.of("study: moons", "study: moons\ntags: {model: mlp, data: moons}"));
        desk.study(changes.toArray(String[]::new));
        assertThat(desk.stint("plan", "study.yaml").out()).doesNotContain("archive");
        assertThat(desk.path("archive.db")).doesNotExist();
        assertThat(desk.stint("run", "study.yaml", "--quiet").code()).isZero();

        changes.addAll(List.of("study: moons", "study: next"));
        changes.addAll(List.of("  drag:", "  drop: {uniform: [0, 0.5], default: 0.1}\n  drag:"));
        desk.study(changes.toArray(String[]::new));
        Desk.Said plan = desk.stint("plan", "study.yaml");
        assertThat(plan.out())
                .contains("learns from the archive:", "moons #1: alike 0.", "your default for drop (it had none)")
                .contains("starts from:", "from: your defaults", "from: archived study moons #1");
        Desk.Said run = desk.stint("run", "study.yaml");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("learns from the archive:", "from: archived study moons #1");
        assertThat(desk.stint("report", "study.yaml", "--markdown").out())
                .contains("moons \\#1", "your default for drop");
        assertThat(desk.stint("report", "study.yaml", "--json").out())
                .contains("from: your defaults", "from: archived study moons #1");
        assertThat(earlier(desk)).contains("study=moons #1", "left-out=false, agreement={configurations=");
        assertAnswers(desk);
    }

    @Test
    void aStudyOfWhoKnowsWhichDataGivesNoPoint(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder).withArchive();
        desk.study(OWN_NAMES);
        assertThat(desk.stint("run", "study.yaml", "--quiet").code()).isZero();
        List<String> changes = new ArrayList<>(List.of(OWN_NAMES));
        changes.addAll(List.of("study: moons", "study: next"));
        desk.study(changes.toArray(String[]::new));
        assertThat(desk.stint("plan", "study.yaml").out())
                .contains("moons #1: alike 0.7", "no point of an earlier study: what they say is too little")
                .doesNotContain("from: archived study");
    }

    private static void assertAnswers(Desk desk) throws IOException {
        assertThat(desk.stint("archive", "list").lines().subList(1, 3))
                .satisfiesExactly(
                        line -> assertThat(line).contains("2  next", "done", "stint"),
                        line -> assertThat(line).contains("1  moons", "done", "stint"));
        Object studies =
                fields(desk.stint("archive", "list", "--json")).values().get("studies");
        assertThat(String.valueOf(studies)).contains("study=next", "study=moons");
        assertThat(desk.stint("archive", "show", "moons").out())
                .contains("val_loss minimized", "batch-size", "log-uniform [0.001, 10.0]", "100 %", "#");
        Lines.Fields shown = fields(desk.stint("archive", "show", "#1", "--json"));
        assertThat(shown.text("study")).isEqualTo("moons");
        assertThat(String.valueOf(shown.values().get("trials"))).contains("state=finished", "batch=");
        assertThat(desk.stint("archive", "add", "study.yaml").out()).contains("Added next #");
        Lines.Fields added = fields(desk.stint("archive", "add", "study.yaml", "--json"));
        assertThat(added.text("study")).isEqualTo("next");
        assertThat(added.values()).containsOnlyKeys("number", "study", "trials");
        assertThat(desk.stint("archive", "list").lines()).hasSize(5);
        assertThat(desk.stint("archive", "remove", "moons").out()).contains("Removed moons #1.");
        assertThat(String.valueOf(fields(desk.stint("archive", "remove", "next", "--json"))
                        .values()
                        .get("removed")))
                .contains("study=next", "outcome=done");
        assertThat(desk.stint("archive", "add", "study.yaml").out()).contains("Added next #");
        assertThat(desk.stint("archive", "forget", "--older-than", "1").out()).contains("Forgot 0 studies.");
        assertThat(desk.stint("archive", "forget", "--older-than", "1", "--json")
                        .out())
                .isEqualTo("{\"forgotten\":0}\n");
        assertThat(desk.stint("archive", "forget", "--all").out()).contains("Forgot 1 study.");
        assertThat(desk.stint("archive", "list").out()).contains("is empty");
    }

    @Test
    void aStudyThatWantsNoArchiveNeitherReadsNorFeedsIt(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder).withArchive();
        desk.study("seed: 0", "seed: 0\narchive: off");
        assertThat(desk.stint("run", "study.yaml", "--quiet").code()).isZero();
        assertThat(desk.path("archive.db")).doesNotExist();
        Desk.Said refused = desk.stint("archive", "add", "study.yaml");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("archive: off");

        desk.study("seed: 0", "seed: 0\narchive: keep-names\ntags: {client: ocelot}");
        assertThat(desk.stint("archive", "add", "study.yaml").code()).isZero();
        assertThat(desk.stint("archive", "list").out()).contains("client=ocelot");
        desk.study("study: moons", "study: next");
        assertThat(desk.stint("plan", "study.yaml", "--no-archive").out()).doesNotContain("archive");
        assertThat(desk.stint("run", "study.yaml", "--quiet", "--no-archive").code())
                .isZero();
        assertThat(earlier(desk)).isEqualTo("[]");
        assertThat(desk.stint("archive", "list").out()).doesNotContain("next");
    }

    @Test
    void aDamagedArchiveIsSetAsideAndTheStudyRunsOnWithoutIt(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder).withArchive();
        desk.study();
        Files.writeString(desk.path("archive.db"), "no database at all, ".repeat(400));

        Desk.Said said = desk.stint("run", "study.yaml", "--quiet");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err())
                .contains(
                        "The archive " + desk.path("archive.db") + " is damaged",
                        "It was moved to",
                        "goes on without it")
                .doesNotContain("Exception");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).anyMatch(f -> f.startsWith("archive.db.damaged-"));
        }
        assertThat(desk.stint("archive", "list").out()).contains("1  moons");
    }

    @Test
    void whatCannotBeDoneIsSaidWithWhatToWriteInstead(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder).withArchive();
        desk.study();
        assertRefused(desk.stint("archive"), "list, show, add, remove or forget", "'stint archive --help'");
        assertRefused(desk.stint("archive", "shwo"), "Did you mean show?");
        assertRefused(desk.stint("archive", "show", "7"), "no study 7", "stint archive list");
        assertRefused(desk.stint("archive", "remove", "nobody"), "no study nobody");
        assertRefused(desk.stint("archive", "add", "study.yaml"), "has not begun");
        assertRefused(desk.stint("archive", "forget"), "--older-than DAYS");
        assertRefused(desk.stint("archive", "forget", "--all", "--tag", "a=b"), "--all alone");
        assertRefused(desk.stint("archive", "list", "--jsno"), "--json", "'stint archive list --help'");
        Files.write(desk.path("archive.db"), "junk ".repeat(1000).getBytes(StandardCharsets.UTF_8));
        assertRefused(desk.stint("archive", "list"), "is damaged", "was moved to");
        assertRefused(new Desk(folder).stint("archive", "list"), "STINT_ARCHIVE=off");
    }

    private static void assertRefused(Desk.Said said, String... words) {
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(words).doesNotContain("Exception");
        assertThat(Objects.requireNonNull(said.out())).isEmpty();
    }
}
