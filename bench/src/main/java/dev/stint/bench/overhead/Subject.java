package dev.stint.bench.overhead;

import dev.stint.engine.history.Entry;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A study in a folder of its own, run by the real command; killed at the end, since only its overhead matters. */
final class Subject implements AutoCloseable {

    private final Path folder;
    private final Process process;

    private Subject(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts a study of the method {@code random}.
     *
     * @param script the training, in sh
     * @param full epochs of a training
     * @param json whether events are told on the standard output, which is then a pipe; else it is a file
     */
    static Subject start(Path stint, String script, long full, int slots, boolean json) throws IOException {
        Path folder = Files.createTempDirectory("stint-overhead-");
        Files.writeString(folder.resolve("train.sh"), script);
        Files.writeString(folder.resolve("study.yaml"), study(full, slots));
        List<String> words = new ArrayList<>(List.of(stint.toString(), "run", "study.yaml"));
        if (json) {
            words.add("--json");
        }
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile());
        if (!json) {
            builder.redirectOutput(folder.resolve("out").toFile());
        }
        return new Subject(folder, builder.start());
    }

    private static String study(long full, int slots) {
        return """
            study: overhead
            budget: 1000000 epochs
            command: [sh, train.sh]
            objective: {metric: val_loss, goal: minimize}
            fidelity: {unit: epoch, min: 1, max: %d}
            resources: {slots: %d}
            space:
              lr: {log-uniform: [1e-5, 1], default: 1e-2}
              width: {log-int: [8, 512], default: 64}
            plan: [{phase: refine, method: random, share: 100%%}]
            validate: none
            """.formatted(full, slots);
    }

    Process process() {
        return process;
    }

    /** Waits while it runs. */
    void let(Duration pass) throws InterruptedException, IOException {
        if (process.waitFor(pass.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the study ended: " + Files.readString(folder.resolve("err")));
        }
    }

    /** Processor time of the process itself, without its children. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** What the journal holds by now. */
    List<Entry> entries() {
        try (SqliteJournal journal = SqliteJournal.readOnly(folder.resolve(".stint/overhead"), new EventCodec())) {
            return journal.read(0);
        }
    }

    /** Ends everything: the watcher ends the trainings of a Stint that is gone. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        process.onExit().join();
        all.forEach(each -> each.onExit().join());
        delete();
    }

    private void delete() throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(Subject::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
