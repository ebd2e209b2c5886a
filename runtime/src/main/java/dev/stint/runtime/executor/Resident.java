package dev.stint.runtime.executor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the system tells about processes: from {@code /proc} where there is one, else as much as the JDK knows. */
final class Resident {

    private static final Path PROC = Path.of("/proc");

    private Resident() {}

    /** When a process started, in words that stay the same while it lives; empty when there is no such process. */
    static String startTime(long pid) {
        List<String> fields = stat(PROC.resolve(Long.toString(pid)));
        if (fields != null) {
            return fields.get(19);
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Object::toString)
                .orElse("");
    }

    /** The environment that a process was started with; null where it cannot be known. */
    static @Nullable Map<String, String> environment(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(PROC.resolve(pid + "/environ"));
            Map<String, String> all = new LinkedHashMap<>();
            for (String entry : new String(bytes, StandardCharsets.UTF_8).split("\0")) {
                int equals = entry.indexOf('=');
                if (equals > 0) {
                    all.put(entry.substring(0, equals), entry.substring(equals + 1));
                }
            }
            return all;
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** The processes of a group that still run, zombies left out. */
    static List<Long> members(long group) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(group).filter(ProcessHandle::isAlive).map(ProcessHandle::pid).stream()
                    .toList();
        }
        List<Long> members = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                List<String> fields = stat(process);
                if (fields != null && fields.get(2).equals(Long.toString(group)) && !"ZX".contains(fields.get(0))) {
                    members.add(Long.valueOf(process.getFileName().toString()));
                }
            }
        } catch (IOException | DirectoryIteratorException gone) {
            return members;
        }
        return members;
    }

    /** Memory that a group holds, in bytes, shared pages counted once; 0 where it cannot be known. */
    static long memory(long group) {
        return members(group).stream().mapToLong(Resident::proportional).sum();
    }

    private static long proportional(long pid) {
        try {
            for (String line : Files.readAllLines(PROC.resolve(pid + "/smaps_rollup"))) {
                if (line.startsWith("Pss:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException | NumberFormatException gone) {
            return 0;
        }
        return 0;
    }

    /** The fields after the name: state, parent, group, ...; null when the process is gone. */
    private static @Nullable List<String> stat(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            return fields.size() < 20 ? null : fields;
        } catch (IOException | IndexOutOfBoundsException gone) {
            return null;
        }
    }
}
