package dev.stint.bench.faults;

import dev.stint.engine.seed.Seed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Seeded runs, each with a study of its own; the kinds take turns.
 *
 * @param stint the words that start the command
 * @param keep whether the folders of runs with violations stay
 * @param told a line for every violation, and where it can be seen
 */
record Campaign(List<String> stint, long seed, List<Kind> kinds, boolean keep, Consumer<String> told) {

    /** Runs some numbers of the campaign, as many at once as there are {@code jobs}. */
    Sheet run(List<Integer> numbers, int jobs) throws InterruptedException {
        Sheet sheet = new Sheet();
        try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
            List<Future<?>> all = numbers.stream()
                    .<Future<?>>map(n -> pool.submit(() -> run(n, sheet)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the campaign itself failed", broken.getCause());
        }
        return sheet;
    }

    /** The first so many runs. */
    static List<Integer> first(int runs) {
        return IntStream.range(0, runs).boxed().toList();
    }

    private void run(int number, Sheet sheet) {
        Kind kind = kinds.get(number % kinds.size());
        Verdict verdict;
        try {
            verdict = verdict(kind, Seed.of(seed).child("run").child(number), number);
        } catch (IOException | RuntimeException broken) {
            verdict = new Verdict();
            StringWriter trace = new StringWriter();
            broken.printStackTrace(new PrintWriter(trace));
            verdict.violate(Violation.Sort.ENDING, "the campaign itself failed: " + trace);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        sheet.add(kind, verdict);
        verdict.violations()
                .forEach(v -> told.accept("run " + number + " (" + kind.key() + "): " + v.sort() + ": " + v.what()));
        if (!verdict.violations().isEmpty()) {
            told.accept("  again: bench/faults --seed " + seed + " --kinds "
                    + String.join(",", kinds.stream().map(Kind::key).toList()) + " --only " + number + " --keep");
        }
    }

    private Verdict verdict(Kind kind, Seed own, int number) throws IOException, InterruptedException {
        Scene scene = Scene.of(kind, own);
        if (kind.simulated()) {
            Path folder = Files.createTempDirectory("stint-faults-");
            Verdict verdict = new SimulatedRun(scene, kind, own, folder.resolve("study")).run();
            Ground.delete(folder, keep && !verdict.violations().isEmpty());
            return verdict;
        }
        Ground ground = Ground.of(scene, kind.mounts());
        Verdict verdict = new RealRun(scene, own.child("damage"), ground, stint).run();
        if (keep && !verdict.violations().isEmpty()) {
            told.accept("run " + number + " is kept in " + ground.mark());
        } else {
            ground.close();
        }
        return verdict;
    }
}
