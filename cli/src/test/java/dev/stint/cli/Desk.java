package dev.stint.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A folder with a training script, where somebody works with the command. */
final class Desk {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** What a process said and how it ended. */
    record Said(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** A command under way. */
    record Running(Process process, Path out, Path err) {
        Said await() {
            try {
                if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(
                            "still running after " + LONGEST + ": " + Files.readString(out) + Files.readString(err));
                }
                return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        String soFar() {
            try {
                return Files.readString(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    private final Path folder;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private int started;

    Desk(Path folder) throws IOException {
        this.folder = folder;
        try (InputStream script = Desk.class.getResourceAsStream("train.py")) {
            Files.write(
                    folder.resolve("train.py"),
                    java.util.Objects.requireNonNull(script).readAllBytes());
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes a study file: the usual one, with texts replaced pair by pair. */
    void study(String... changes) throws IOException {
        String text = """
            study: moons
            budget: 45 epochs
            command: [python3, train.py, "${lr}", "${decay}", "${batch}"]
            objective: {metric: val_loss, goal: minimize}
            holdout: holdout_loss
            test: test_accuracy
            fidelity: {unit: epoch, min: 1, max: 4}
            resources: {slots: 2}
            env: {PAUSE: "0"}
            space:
              lr: {log-uniform: [1e-3, 10], role: learning-rate, default: 0.01}
              decay: {log-uniform: [1e-6, 1e-1], role: weight-decay, default: 1e-3}
              batch: {choice: [10, 20, 50], role: batch-size, default: 20}
            seed: 0
            """;
        text = text.replace("[python3,", "[" + python() + ",");
        for (int i = 0; i < changes.length; i += 2) {
            if (!text.contains(changes[i])) {
                throw new IllegalArgumentException("the study has no " + changes[i]);
            }
            text = text.replace(changes[i], changes[i + 1]);
        }
        Files.writeString(path("study.yaml"), text);
    }

    /** The system's own where there is one: a version switcher in between costs more than the training. */
    static String python() {
        return Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
    }

    Said stint(String... arguments) throws IOException {
        return start(arguments).await();
    }

    Running start(String... arguments) throws IOException {
        return launch(words(arguments), variables);
    }

    /** The command as a program and its arguments. */
    static List<String> words(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.stint.cli.Main"));
        words.addAll(List.of(arguments));
        return words;
    }

    /** Gives this folder an archive of its own, {@code archive.db}. */
    Desk withArchive() {
        variables.put("STINT_ARCHIVE", path("archive.db").toString());
        return this;
    }

    /** With an archive on a server. */
    Desk withArchive(String address) {
        variables.put("STINT_ARCHIVE", address);
        return this;
    }

    /** Starts any program in this folder, with these variables added. */
    Running launch(List<String> words, Map<String, String> variables) throws IOException {
        started++;
        Path out = Files.createDirectories(path("said")).resolve(started + ".out");
        Path err = path("said").resolve(started + ".err");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(variables);
        return new Running(builder.start(), out, err);
    }

    /** Waits for something that another process does. */
    static void until(String what, BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            Thread.sleep(20); // polls another process
        }
    }

    boolean begun() {
        return Files.exists(path(".stint"));
    }

    String read(String name) throws IOException {
        return new String(Files.readAllBytes(path(name)), StandardCharsets.UTF_8);
    }
}
