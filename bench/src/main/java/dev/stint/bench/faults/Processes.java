package dev.stint.bench.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What runs on this machine, as {@code /proc} tells it. */
final class Processes {

    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /** The processes that belong to a study: their environment or their arguments name its folder as Stint does. */
    static List<Long> of(Ground ground) throws IOException {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                if (environment(process, "STINT_REPORT=" + ground.mark()) || watches(process, ground)) {
                    found.add(Long.valueOf(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    /** The watchers of a study. */
    static List<Long> watchers(Ground ground) throws IOException {
        List<Long> found = new ArrayList<>();
        for (long pid : of(ground)) {
            if (watches(PROC.resolve(Long.toString(pid)), ground)) {
                found.add(pid);
            }
        }
        return found;
    }

    private static boolean watches(Path process, Ground ground) {
        return read(process.resolve("cmdline")).endsWith("\0" + ground.mark() + "/home/.stint/faults\0");
    }

    private static boolean environment(Path process, String start) {
        return ("\0" + read(process.resolve("environ"))).contains("\0" + start);
    }

    /** Empty for a process that is gone. */
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    /** Its arguments. */
    static String words(long pid) {
        return read(PROC.resolve(Long.toString(pid)).resolve("cmdline"))
                .replace('\0', ' ')
                .strip();
    }

    static void kill(String target) throws IOException, InterruptedException {
        signal("KILL", target);
    }

    /** @param target a process, or a group with a minus before it */
    static void signal(String name, String target) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", name, "--", target)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
