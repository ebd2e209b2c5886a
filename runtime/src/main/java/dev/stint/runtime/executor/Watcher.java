package dev.stint.runtime.executor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small process that outlives Stint: when Stint is gone without a farewell, it ends every registered group and writes the time of
 * death. It learns of a death by the end of its stdin, which the system closes however Stint dies.
 */
final class Watcher implements AutoCloseable {

    private static final int TRIES = 2;

    private final Shell shell;
    private final Path study;
    private final long graceTenths;
    private final Map<Long, Group> groups = new LinkedHashMap<>();
    private @Nullable Process process;

    Watcher(Shell shell, Path study, double graceSeconds) {
        this.shell = shell;
        this.study = study;
        this.graceTenths = (long) Math.ceil(graceSeconds * 10);
    }

    void register(Group group) throws IOException {
        groups.put(group.pid(), group);
        tell(entry(group));
    }

    void forget(Group group) {
        groups.remove(group.pid());
        try {
            tell("-" + group.pid());
        } catch (IOException dead) {
            return; // the next registration starts a new one
        }
    }

    @Override
    public void close() {
        if (process != null) {
            try (OutputStream input = process.getOutputStream()) {
                input.write("quit\n".getBytes(StandardCharsets.UTF_8));
            } catch (IOException dead) {
                process.destroyForcibly();
            }
        }
    }

    /** Says a line; a watcher that somebody killed is replaced. */
    private void tell(String line) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                if (process == null || !process.isAlive()) {
                    process = started();
                    write(process, groups.values().stream().map(Watcher::entry).toList());
                }
                write(process, List.of(line));
                return;
            } catch (IOException dead) {
                process = null;
                if (tries == TRIES) {
                    throw dead;
                }
            }
        }
    }

    private Process started() throws IOException {
        return new ProcessBuilder(shell.script("watch.sh", List.of(Long.toString(graceTenths), study.toString())))
                .directory(Path.of("/").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void write(Process to, List<String> lines) throws IOException {
        List<String> all = new ArrayList<>(lines);
        all.add("");
        to.getOutputStream().write(String.join("\n", all).getBytes(StandardCharsets.UTF_8));
        to.getOutputStream().flush();
    }

    private static String entry(Group group) {
        return "+" + group.pid() + ":" + group.startTime();
    }
}
