package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of 80 MiB that really fills up: a file system in memory, in a namespace of its own. */
class FullDiskTest {

    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");

    private static final String SCRIPT = """
        mkdir vol && mount -t tmpfs -o size=80m tmpfs vol || exit 99
        head -c 40000000 /dev/zero > vol/ballast
        "$@" run study.yaml --folder vol/moons > low.out 2> low.err; echo $? > low.code
        rm vol/ballast; touch armed
        "$@" run study.yaml --folder vol/moons --json > full.out 2> full.err; echo $? > full.code
        rm vol/ballast
        "$@" run study.yaml --folder vol/moons --json > rest.out 2> rest.err; echo $? > rest.code
        """;

    /** The usual training, but once it fills the disk to the last byte before it begins. */
    private static final String TRAINING = """
        import os, runpy
        if os.path.exists("armed") and os.environ["STINT_MODE"] == "train" and int(os.environ["STINT_ATTEMPT"]) > 4:
            os.remove("armed")
            ballast = os.open("vol/ballast", os.O_WRONLY | os.O_CREAT)
            for size in (1 << 20, 4096, 1):
                try:
                    while True:
                        os.write(ballast, bytes(size))
                except OSError:
                    pass
        runpy.run_path("train.py", run_name="__main__")
        """;

    private static List<Long> sequences(String lines) {
        return SEQUENCE.matcher(lines)
                .results()
                .map((MatchResult m) -> Long.parseLong(m.group(1)))
                .toList();
    }

    private static void requireNamespaces() throws IOException, InterruptedException {
        boolean may = Files.isExecutable(Path.of("/usr/bin/unshare"))
                && new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0;
        assumeTrue(may || "true".equals(System.getenv("CI")), "needs a mount namespace of its own: unshare -rm");
    }

    @Test
    void aFullDiskPausesTheStudyAndLosesNothing(@TempDir Path folder) throws IOException, InterruptedException {
        requireNamespaces();
        Desk desk = new Desk(folder);
        desk.study("train.py", "full.py");
        Files.writeString(desk.path("full.py"), TRAINING);
        List<String> words = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", SCRIPT, "sh"));
        words.addAll(Desk.words());
        Desk.Said said = desk.launch(words, Map.of()).await();
        assertThat(said.code()).as(said.err()).isZero();

        assertThat(desk.read("low.code").strip()).isEqualTo("130");
        assertThat(desk.read("low.out"))
                .containsPattern("Paused: only 4\\d(\\.\\d)? MB are free on the disk of .*vol/moons")
                .contains("below 64 MB", "Make room there", "limits.disk", "Go on with: ");

        assertThat(desk.read("full.code").strip()).as(desk.read("full.err")).isEqualTo("130");
        assertThat(desk.read("full.err")).contains("Paused: ", " free ").doesNotContain("Stint itself failed");

        assertThat(desk.read("rest.code").strip()).as(desk.read("rest.err")).isEqualTo("0");
        List<Long> shown = sequences(desk.read("full.out"));
        assertThat(sequences(desk.read("rest.out")).getFirst())
                .as("what was shown before the disk was full is the journal's, to the last entry")
                .isEqualTo(shown.getLast() + 1);
        assertThat(desk.read("rest.out")).contains("\"outcome\":\"done\"").doesNotContain("\"state\":\"failed\"");
        assertThat(desk.read("full.out")).doesNotContain("\"state\":\"failed\"");
    }
}
