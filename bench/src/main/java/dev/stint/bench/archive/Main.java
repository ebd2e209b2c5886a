package dev.stint.bench.archive;

import dev.stint.archive.Archive;
import dev.stint.archive.ArchivedParameter;
import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ArchivedTrial;
import dev.stint.archive.ArchivedTrial.Reading;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.phase.transfer.PortfolioPhase;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.Objective.Goal;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.Release;
import dev.stint.runtime.file.StudyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** Fills an archive, opens it as a new process would, and chooses a portfolio from it; each in a process that is cold for it. */
public final class Main {

    private static final int READINGS = 10;
    private static final int STARTS = 15;

    private static final StudySpec SPEC = StudyFile.parse("""
        study: next
        budget: 100 epochs
        objective: {metric: val_loss, goal: minimize}
        fidelity: {unit: epoch, min: 1, max: 20}
        cost: {full: 20 epochs}
        tags: {model: mlp, data: d7}
        space:
          lr: {log-uniform: [1e-5, 1e-1], default: 1e-3}
          batch_size: {choice: [16, 32, 64, 128], default: 32}
          weight_decay: {log-uniform: [1e-6, 1e-1], default: 1e-4}
          dropout: {uniform: [0, 0.5], default: 0.1}
          optimizer: {choice: [adamw, sgd], default: adamw}
          depth: {int: [1, 6], default: 2}
        """, "next.yaml").spec();

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 1) {
            measure(Path.of(arguments[0]));
            return;
        }
        int studies = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5000;
        int trials = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        Path folder = Files.createTempDirectory("stint-archive");
        Path file = folder.resolve("archive.db");
        try {
            fill(file, studies, trials);
            starts(file, folder.resolve("cache"));
        } finally {
            delete(folder);
        }
    }

    /** In turn, so that both see the same machine. */
    private static void starts(Path file, Path cache) throws IOException, InterruptedException {
        again(file, "-Dstint.cache=" + cache); // keeps the library
        List<double[]> kept = new ArrayList<>();
        List<double[]> unpacked = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            unpacked.add(again(file, "-Dstint.cache="));
            kept.add(again(file, "-Dstint.cache=" + cache));
        }
        print("SQLite's library unpacked each time", unpacked);
        print("SQLite's library kept, as by the command", kept);
    }

    private static void print(String what, List<double[]> starts) {
        System.out.printf(
                "%s, %d starts, median (least to most):%n  opened in %s ms%n  similar studies found in %s ms%n  a"
                        + " portfolio chosen in %s ms in all%n",
                what, starts.size(), spread(starts, 0), spread(starts, 1), spread(starts, 2));
    }

    private static String spread(List<double[]> starts, int which) {
        double[] sorted = starts.stream().mapToDouble(s -> s[which]).sorted().toArray();
        double median = (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
        return String.format("%.0f (%.0f to %.0f)", median, sorted[0], sorted[sorted.length - 1]);
    }

    private static void delete(Path folder) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void fill(Path file, int studies, int trials) {
        long start = System.nanoTime();
        try (Archive archive = Archive.open(file)) {
            for (int i = 0; i < studies; i++) {
                archive.add(study(i, trials), false);
            }
            System.out.printf(
                    "%d studies of %d trials: filled in %.1f s, %.0f MB%n",
                    studies, trials, seconds(start), archive.size() / 1e6);
        }
    }

    private static ArchivedStudy study(int number, int trials) {
        Stream stream = Seed.of(number).stream();
        List<ArchivedTrial> all = new ArrayList<>();
        for (int i = 1; i <= trials; i++) {
            Config config = SPEC.space().sample(stream);
            double end = stream.uniform();
            List<Reading> curve = IntStream.rangeClosed(1, READINGS)
                    .mapToObj(r -> new Reading((double) r / READINGS, end + 1.0 / r))
                    .toList();
            all.add(new ArchivedTrial(i, config, "finished", curve));
        }
        LinkedHashMap<String, String> tags = new LinkedHashMap<>();
        tags.put("model", number % 3 == 0 ? "mlp" : "cnn");
        tags.put("data", "d" + number % 50);
        return new ArchivedStudy(
                "study " + number,
                "s" + number,
                "stint",
                number,
                tags,
                "val_loss",
                Goal.MINIMIZE,
                "epoch",
                20,
                SPEC.space().parameters().stream()
                        .map(p -> ArchivedParameter.of(p.name(), p.domain(), p.fallback(), "epoch"))
                        .toList(),
                "done",
                null,
                all);
    }

    /** Milliseconds: opened, similar studies found, a portfolio chosen. */
    private static double[] again(Path file, String option) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("a start failed: " + said);
        }
        return Arrays.stream(said.strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void measure(Path file) {
        long start = System.nanoTime();
        try (Archive archive = Archive.open(file)) {
            double opened = 1000 * seconds(start);
            start = System.nanoTime();
            Knowledge known = archive.recall(SPEC);
            double recalled = 1000 * seconds(start);
            History history = History.open(new Entry(1, 0, new StudyOpened(SPEC, 1, Release.provenance(SPEC), known)));
            PortfolioPhase.starts(history);
            double chosen = 1000 * seconds(start);
            if (known.studies().isEmpty()) {
                throw new IllegalStateException("no similar study was found, so nothing was chosen from");
            }
            System.out.println(opened + " " + recalled + " " + chosen);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
