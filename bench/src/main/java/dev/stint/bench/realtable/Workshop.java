package dev.stint.bench.realtable;

import dev.stint.engine.space.Config;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the table of one problem. Every training that ends is a line of a file at once, with the seconds of work so far in front of it, so that
 * making it can be broken off and gone on with.
 */
final class Workshop {

    private record Due(int row, int seed) {}

    private static final String AFTER = " ";

    private final Problem problem;
    private final Path root;
    private final Path log;
    private final List<Line> made = new ArrayList<>();
    private double before;

    Workshop(Problem problem, Path root, Path folder) {
        this.problem = problem;
        this.root = root;
        this.log = folder.resolve(problem.key() + ".log");
        read();
    }

    private void read() {
        try {
            made.clear();
            for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
                int end = line.indexOf(AFTER);
                Line one = Line.parse(problem, line.substring(end + 1));
                if (one.row() < problem.rows() && one.seed() < problem.seeds()) {
                    made.add(one);
                    before = Double.parseDouble(line.substring(0, end));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /** Trains what is missing on some threads. */
    void make(int jobs) throws InterruptedException {
        ConcurrentLinkedQueue<Due> due = due();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < jobs && !due.isEmpty(); i++) {
            threads.add(Thread.ofPlatform().start(() -> work(due, start)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private ConcurrentLinkedQueue<Due> due() {
        Set<Due> over = new HashSet<>();
        made.forEach(line -> over.add(new Due(line.row(), line.seed())));
        ConcurrentLinkedQueue<Due> due = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < problem.rows() * problem.seeds(); i++) {
            Due next = new Due(i % problem.rows(), i / problem.rows());
            if (!over.contains(next)) {
                due.add(next);
            }
        }
        return due;
    }

    private void work(ConcurrentLinkedQueue<Due> due, long start) {
        try (Trainer trainer = Trainer.of(problem, root)) {
            for (Due next = due.poll(); next != null; next = due.poll()) {
                Config config = problem.config(next.row());
                Line line = new Line(next.row(), next.seed(), config, trainer.train(config, next.seed()));
                keep(line, before + (System.nanoTime() - start) / 1e9);
            }
        }
    }

    private synchronized void keep(Line line, double seconds) {
        made.add(line);
        try {
            Files.writeString(
                    log,
                    "%.1f%s%s%n".formatted(seconds, AFTER, line.text()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + log, e);
        }
        if (made.size() % 32 == 0) {
            System.err.printf(
                    "%s: %d of %d, %.0f s%n", problem.key(), made.size(), problem.rows() * problem.seeds(), seconds);
        }
    }

    /** Writes the table, once it is whole. */
    void pack(Path folder) {
        if (!due().isEmpty()) {
            throw new IllegalArgumentException(problem.key() + " is not whole: " + due().size() + " are missing");
        }
        read();
        Path file = folder.resolve(problem.key() + ".csv.gz");
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII)) {
            out.write("# made in %.1f s%n%s%n".formatted(before, Line.head(problem)));
            made.sort(Comparator.comparingInt(Line::row).thenComparingInt(Line::seed));
            for (Line line : made) {
                out.write(line.text() + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
