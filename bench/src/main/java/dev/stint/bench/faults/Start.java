package dev.stint.bench.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One {@code stint run --json}, from its start to its end. */
final class Start {

    /** Beyond this a start counts as stuck. */
    private static final long PATIENCE_SECONDS = 240;

    private static final int SIGKILL = 128 + 9;

    /** Something done once so many lines were seen. */
    interface Blow {
        void fall(Process stint, List<String> lines) throws IOException, InterruptedException;
    }

    /**
     * What was seen of it.
     *
     * @param struck whether it lived to see the blow
     */
    record Seen(int code, boolean struck, boolean stuck, List<String> lines, String err) {
        boolean killed() {
            return code == SIGKILL;
        }
    }

    private final Ground ground;
    private final List<String> stint;

    /** @param stint the words that start the command */
    Start(Ground ground, List<String> stint) {
        this.ground = ground;
        this.stint = stint;
    }

    Seen run(int after, @Nullable Blow blow) throws IOException, InterruptedException {
        Path err = Files.createTempFile("stint-faults-", ".err");
        Process process = process(err);
        AtomicBoolean stuck = new AtomicBoolean();
        CompletableFuture<Void> watch = CompletableFuture.runAsync(
                () -> {
                    stuck.set(process.isAlive());
                    process.destroyForcibly();
                },
                CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        try {
            List<String> lines = new ArrayList<>();
            boolean struck = follow(process, lines, after, blow);
            int code = process.waitFor();
            return new Seen(code, struck, stuck.get(), lines, Files.readString(err, StandardCharsets.ISO_8859_1));
        } finally {
            watch.cancel(false);
            Files.delete(err);
        }
    }

    private Process process(Path err) throws IOException {
        List<String> words = new ArrayList<>(stint);
        words.addAll(List.of("run", "study.yaml", "--json"));
        return new ProcessBuilder(ground.in(words)).redirectError(err.toFile()).start();
    }

    private static boolean follow(Process process, List<String> lines, int after, @Nullable Blow blow)
            throws IOException, InterruptedException {
        boolean struck = false;
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (blow != null && lines.size() == after) {
                    blow.fall(process, lines);
                    struck = true;
                }
            }
        }
        return struck;
    }
}
