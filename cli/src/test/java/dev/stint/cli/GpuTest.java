package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole studies on a machine with two GPUs, as far as Stint can tell: {@code nvidia-smi} on the PATH is a script that prints what the real one
 * prints for this query. No GPU is used.
 */
class GpuTest {

    private static final String SMI = """
        #!/bin/sh
        case "$*" in
        "--query-gpu=index --format=csv,noheader") cat gpus ;;
        "--query-gpu=index --format=csv,noheader -i "?) grep -x "$4" gpus || exit 6 ;;
        *) exit 2 ;;
        esac
        """;

    /** Each attempt holds a file for each of its devices, and notes how many others hold one. */
    private static final String HOLD = """
        devices = os.environ["CUDA_VISIBLE_DEVICES"].split(",")
        os.makedirs("held", exist_ok=True)
        mine = ["held/%s-%d" % (device, os.getpid()) for device in devices]
        for file in mine:
            open(file, "w").close()
        import atexit
        atexit.register(lambda: [os.remove(file) for file in mine])
        for _ in range(20):
            held = os.listdir("held")
            if len(held) < int(os.environ["MOST"]):
                time.sleep(0.05)
        sharing = max(sum(name.startswith(device + "-") for name in held) for device in devices)
        order = os.environ.get("CUDA_DEVICE_ORDER")
        open("seen.log", "a").write("%s %s %d %d\\n" % (",".join(devices), order, sharing, len(held)))
        """;

    private record Seen(String devices, String order, int sharing, int held) {
        static Seen of(String line) {
            String[] f = line.split(" ");
            return new Seen(f[0], f[1], Integer.parseInt(f[2]), Integer.parseInt(f[3]));
        }
    }

    private static List<String> command(String... arguments) {
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "-u", "CUDA_VISIBLE_DEVICES"));
        words.addAll(Desk.words(arguments));
        return words;
    }

    private static Map<String, String> twoGpus(Desk desk) throws IOException {
        Path smi = Files.writeString(Files.createDirectories(desk.path("bin")).resolve("nvidia-smi"), SMI);
        Files.setPosixFilePermissions(smi, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(desk.path("gpus"), "0\n1\n");
        return Map.of("PATH", smi.getParent() + ":" + System.getenv("PATH"));
    }

    @ParameterizedTest
    @CsvSource({
        // gpus-per-trial, what attempts are given, most on one device, files held at once at most
        "1, 0 1, 1, 2",
        "2, '0,1', 1, 2",
        "0.5, 0 1, 2, 4"
    })
    void attemptsHaveTheirOwnDevices(String each, String given, int sharing, int held, @TempDir Path folder)
            throws IOException {
        Desk desk = new Desk(folder);
        String script = desk.read("train.py");
        Files.writeString(desk.path("train.py"), script.replace("start, w = 0, None\n", HOLD + "start, w = 0, None\n"));
        Map<String, String> path = twoGpus(desk);
        desk.study("slots: 2", "gpus-per-trial: " + each, "PAUSE: \"0\"", "MOST: \"" + held + "\"");

        Desk.Said said = desk.launch(command("run", "study.yaml"), path).await();

        assertThat(said.code()).as(said.err()).isZero();
        List<Seen> seen = desk.read("seen.log").lines().map(Seen::of).toList();
        assertThat(seen.stream().map(Seen::devices).distinct())
                .containsExactlyInAnyOrder(Stream.of(given.split(" ")).toArray(String[]::new));
        assertThat(seen).allMatch(s -> s.order().equals("PCI_BUS_ID"));
        assertThat(seen).allMatch(s -> s.sharing() <= sharing && s.held() <= held);
        assertThat(seen)
                .as("as many at once as there may be")
                .anyMatch(s -> s.held() == held && s.sharing() == sharing);
    }

    /** The third attempt loses its GPU and fails, as a CUDA error makes it. */
    private static final String LOSE = """
        device = os.environ["CUDA_VISIBLE_DEVICES"]
        open("used.log", "a").write(device + "\\n")
        if len(open("used.log").readlines()) >= 3:
            try:
                with open("lost", "x") as lost:
                    lost.write(device)
                left = open("gpus").read().replace(device + "\\n", "")
                open("gpus.new", "w").write(left)
                os.replace("gpus.new", "gpus")
                sys.exit("CUDA error: unspecified launch failure")
            except FileExistsError:
                pass
        """;

    private static void losing(Desk desk) throws IOException {
        String script = desk.read("train.py");
        Files.writeString(desk.path("train.py"), script.replace("start, w = 0, None\n", LOSE + "start, w = 0, None\n"));
    }

    @Test
    void aGpuThatVanishesCostsOneAttemptAndNoTrial(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        losing(desk);
        Map<String, String> path = twoGpus(desk);
        desk.study("slots: 2", "gpus-per-trial: 1");

        Desk.Said said = desk.launch(command("run", "study.yaml"), path).await();

        assertThat(said.code()).as(said.err()).isZero();
        String lost = desk.read("lost");
        List<String> used = desk.read("used.log").lines().toList();
        long after = used.subList(3, used.size()).stream().filter(lost::equals).count();
        assertThat(after)
                .as("one may have been started on it at the same moment")
                .isLessThanOrEqualTo(1);
        Desk.Said report =
                desk.launch(command("report", "study.yaml", "--json"), path).await();
        assertThat(report.out())
                .contains(
                        "\"code\":\"gpu-gone\"",
                        "GPU " + lost + " is not there any more",
                        "\"class\":\"infrastructure\"")
                .doesNotContain("\"class\":\"user\"", "\"state\":\"failed\"");
    }

    @Test
    void theLastGpuGonePausesTheStudyUntilItIsBack(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        losing(desk);
        Map<String, String> path = twoGpus(desk);
        Files.writeString(desk.path("gpus"), "1\n");
        desk.study("slots: 2", "gpus-per-trial: 1");

        Desk.Said paused = desk.launch(command("run", "study.yaml"), path).await();
        Files.writeString(desk.path("gpus"), "0\n");
        Desk.Said done = desk.launch(command("run", "study.yaml"), path).await();

        assertThat(paused.code()).as(paused.err()).isEqualTo(130);
        assertThat(paused.out() + paused.err()).contains("too few GPUs are left for a training: 0 of 1");
        assertThat(done.code()).as(done.err()).isZero();
    }
}
