package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.runtime.json.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole studies over scripts that fail, cannot resume, or shrink their schedules. */
class FieldTest {

    /** Before the epochs: notes what the script was told, and where it begins. */
    private static final String NOTE = """
        told = ('STINT_TRIAL', 'STINT_FROM', 'STINT_UNTIL', 'STINT_FULL')
        open('starts.log', 'a').write(' '.join([os.environ[n] for n in told] + [str(start)]) + chr(10))
        """;

    private static final String EPOCHS = "say(**{\"from\": start})\n";
    private static final String SAVED = "    say(checkpoint=epoch)\n";

    /** A start of a training: what it was told, and where it began. */
    private record Start(int trial, long from, long until, long full, long began) {

        static List<Start> of(Desk desk) throws IOException {
            return desk.read("starts.log").lines().map(Start::of).toList();
        }

        private static Start of(String line) {
            String[] f = line.split(" ");
            return new Start(
                    Integer.parseInt(f[0]),
                    Long.parseLong(f[1]),
                    Long.parseLong(f[2]),
                    Long.parseLong(f[3]),
                    Long.parseLong(f[4]));
        }
    }

    private static Desk desk(Path folder, String... changes) throws IOException {
        Desk desk = new Desk(folder);
        String script = desk.read("train.py").replace(EPOCHS, EPOCHS + NOTE);
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(script).contains(changes[i]);
            script = script.replace(changes[i], changes[i + 1]);
        }
        Files.writeString(desk.path("train.py"), script);
        return desk;
    }

    private static double spent(Desk desk) throws IOException {
        if (Lines.read(desk.stint("report", "study.yaml", "--json").out().strip()) instanceof Lines.Fields fields) {
            return Objects.requireNonNull(fields.real("spent"));
        }
        throw new AssertionError("no JSON");
    }

    @Test
    void theMachinesFailuresGoOnFromTheCheckpointAndAKillIsNotTriedAgain(@TempDir Path folder) throws IOException {
        String failing = SAVED + """
                if batch == 10 and epoch == 1 and start == 0:
                    sys.exit(75)
                if batch == 50:
                    os.kill(os.getpid(), 9)
            """;
        Desk desk = desk(folder, SAVED, failing);
        desk.study("min: 1, max: 4", "min: 2, max: 4");

        Desk.Said said = desk.stint("run", "study.yaml");

        assertThat(said.code()).as(said.err()).isZero();
        Map<Integer, List<Start>> trials = new LinkedHashMap<>();
        Start.of(desk).forEach(s -> trials.merge(s.trial(), List.of(s), FieldTest::joined));
        List<List<Start>> resumed = trials.values().stream()
                .filter(t -> t.size() > 1 && t.get(0).until() == t.get(1).until())
                .filter(t -> t.get(1).from() == 1)
                .toList();
        assertThat(resumed)
                .as("cut at epoch 1, and continued from there")
                .isNotEmpty()
                .allMatch(t -> t.get(1).began() == 1);
        String json = desk.stint("report", "study.yaml", "--json").out();
        assertThat(json)
                .containsPattern("\"class\":\"infrastructure\",\"attempts\":(\\d+),\"cost\":[0-9.]+,\"retried\":\\1,")
                .containsPattern("\"class\":\"oom\",\"attempts\":[1-9]\\d*,\"cost\":[0-9.]+,\"retried\":0,")
                .contains("ended by signal 9, which Stint did not send");
    }

    private static List<Start> joined(List<Start> first, List<Start> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** One training runs for ever and says so, another is silent once it goes on; both only once. */
    private static final String STUCK = EPOCHS + """
        while batch == 50 and once("endless"):
            for _ in range(1000):
                print("still here", flush=True)
                time.sleep(0.3)
        if start > 0 and once("silent"):
            time.sleep(600)
        """;

    private static final String ONCE = """
        def once(name):
            try:
                open(name, "x").close()
                return True
            except FileExistsError:
                return False


        def say(\
        """;

    @Test
    void whatRunsTooLongFailsAndWhatFallsSilentIsTriedAgain(@TempDir Path folder) throws IOException {
        Desk desk = desk(folder, EPOCHS, STUCK, "def say(", ONCE);
        desk.study("seed: 0", "seed: 0\nlimits: {time: 9 seconds, silence: 4 seconds, grace: 1 second}");

        Desk.Said said = desk.stint("run", "study.yaml");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("hung: wrote nothing for");
        assertThat(desk.stint("report", "study.yaml", "--json").out())
                .containsPattern("\"class\":\"timeout\",\"attempts\":1,\"cost\":[0-9.]+,\"retried\":0,")
                .contains("ran longer than limits.time: 9.0 seconds")
                .containsPattern("\"class\":\"hung\",\"attempts\":1,\"cost\":[0-9.]+,\"retried\":1,");
    }

    @Test
    void aStudyWithAnotherSpaceGoesOnFromTheOneBefore(@TempDir Path folder) throws Exception {
        Desk desk = desk(folder);
        desk.study("PAUSE: \"0\"", "PAUSE: \"0.2\"");
        Desk.Running old = desk.start("run", "study.yaml", "--quiet", "--no-archive");
        Desk.until("ten starts", () -> starts(desk) >= 10);
        old.signal("INT");
        assertThat(old.await().code()).isEqualTo(130);
        Files.delete(desk.path("starts.log"));
        String changed = desk.read("study.yaml")
                .replace("log-uniform: [1e-3, 10]", "log-uniform: [1e-2, 100]")
                .replace("45 epochs", "30 epochs");
        Files.writeString(desk.path("study.yaml"), changed);
        Desk.Said told = desk.stint("run", "study.yaml");
        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("study: moons-2", "stint run study.yaml --from " + desk.path(".stint/moons"));
        Files.writeString(desk.path("study.yaml"), changed.replace("study: moons", "study: moons-2"));

        Desk.Said said = desk.stint("run", "study.yaml", "--from", ".stint/moons", "--no-archive");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .containsPattern("goes on from moons with \\d+ of its \\d+ trials; left out: \\d+ outside");
        Map<Integer, Start> first = new LinkedHashMap<>();
        Start.of(desk).forEach(s -> first.putIfAbsent(s.trial(), s));
        assertThat(first.values())
                .as("a run of the old study is trained on from its checkpoint")
                .anyMatch(s -> s.from() > 0 && s.began() == s.from());
        assertThat(spent(desk)).isLessThanOrEqualTo(30);
        assertThat(desk.stint("report", "study.yaml", "--json").out())
                .contains("from moons, trial ")
                .containsPattern("\"verdict\":\\{\"winner\":\\d+,\"corrected\":\\{\"mean\":")
                .containsPattern("\"seed-deviation\":[0-9.E-]+,\"preferred\":null")
                .containsPattern("\"probability-of-best\":[0-9.]+,\"cost\":[0-9.]+")
                .doesNotContain("holdout-seen");
        assertThat(desk.stint("run", "study.yaml", "--from", ".stint/moons").err())
                .contains("moons-2 has begun");

        Files.writeString(desk.path("study.yaml"), desk.read("study.yaml").replace("moons-2", "moons-3"));
        assertThat(desk.stint("run", "study.yaml", "--from", ".stint/moons-2", "--no-archive")
                        .out())
                .contains("the holdout was opened by moons-2");
    }

    private static long starts(Desk desk) {
        try {
            return Files.exists(desk.path("starts.log")) ? Start.of(desk).size() : 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatCannotBeComparedIsNotGoneOnFrom(@TempDir Path folder) throws IOException {
        Desk desk = desk(folder);
        desk.study();
        assertThat(desk.stint("run", "study.yaml", "--quiet", "--no-archive").code())
                .isZero();
        desk.study("study: moons", "study: other", "max: 4", "max: 6", "seed: 0", "seed: 1");
        Desk.Said said = desk.stint("run", "study.yaml", "--from", ".stint/moons", "--no-archive");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("fidelity.max was 4 and is 6", "seed was 0 and is 1", "through the archive");
        assertThat(desk.stint("run", "study.yaml", "--from", "nowhere").err()).doesNotContain("Exception");
        assertThat(desk.path(".stint/other")).doesNotExist();
    }

    @Test
    void withoutCheckpointsEveryTrainingStartsOverAndIsChargedInFull(@TempDir Path folder) throws IOException {
        Desk desk = desk(folder);
        desk.study("seed: 0", "seed: 0\ncheckpoint: false", "45 epochs", "60 epochs");

        Desk.Said said = desk.stint("run", "study.yaml");

        assertThat(said.code()).as(said.err()).isZero();
        List<Start> starts = Start.of(desk);
        assertThat(starts).allMatch(s -> s.from() == 0 && s.began() == 0 && s.full() == 4);
        assertThat(starts.stream().map(Start::until).distinct()).contains(1L, 4L);
        assertThat(spent(desk))
                .isEqualTo((double) starts.stream().mapToLong(Start::until).sum());
    }

    @Test
    void whereSchedulesShrinkNoTrainingIsResumed(@TempDir Path folder) throws IOException {
        Desk desk = desk(folder);
        desk.study("max: 4", "max: 4, schedule: rescale", "45 epochs", "60 epochs");

        Desk.Said said = desk.stint("run", "study.yaml");

        assertThat(said.code()).as(said.err()).isZero();
        List<Start> starts = Start.of(desk);
        assertThat(starts).allMatch(s -> s.from() == 0 && s.began() == 0 && s.full() == s.until());
        assertThat(starts.stream().map(Start::until).distinct()).contains(1L, 4L);
        assertThat(spent(desk))
                .isEqualTo((double) starts.stream().mapToLong(Start::until).sum());
    }
}
