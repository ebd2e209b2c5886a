package dev.stint.bench.lr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the sweeps and trainings, and says how well they are read. */
@Command(
        name = "lr",
        mixinStandardHelpOptions = true,
        description = "Learning-rate sweeps read, beside dense sweeps of real trainings.")
public final class Main implements Callable<Integer> {

    @Option(names = "--root", required = true, hidden = true)
    private Path root = Path.of("");

    @Option(names = "--jobs", defaultValue = "2", description = "Cases at once (default ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--subjects",
            split = ",",
            description = "Some of tumours, digits-mlp, digits, pytorch, digits-rnn.")
    private List<String> subjects = List.of();

    @Option(names = "--each", description = "A line for each case as well.")
    private boolean each;

    @Option(
            names = "--rules",
            description = "Only what is said of batch size and rate on the tables of bench/realtable.")
    private boolean rules;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rules) {
            System.out.print(Rules.text());
            return 0;
        }
        Path log = Files.createDirectories(root.resolve("target/lr")).resolve("cases.log");
        List<Case> all = new ArrayList<>(Case.tune());
        all.addAll(Case.test());
        if (!subjects.isEmpty()) {
            all.removeIf(c -> !subjects.contains(c.subject()));
        }
        make(all, log);
        Map<String, Measured> made = read(log);
        System.out.print(Sheet.of("tune", measured(Case.tune(), made), each));
        System.out.print(Sheet.of("test", measured(Case.test(), made), each));
        return 0;
    }

    private static List<Measured> measured(List<Case> cases, Map<String, Measured> made) {
        return cases.stream()
                .filter(c -> made.containsKey(c.key()))
                .map(c -> made.get(c.key()))
                .toList();
    }

    private static Map<String, Measured> read(Path log) throws IOException {
        Map<String, Measured> made = new LinkedHashMap<>();
        for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
            Measured measured = Measured.parse(line);
            made.put(measured.one().key(), measured);
        }
        return made;
    }

    /** Goes on where it was broken off: each case is a line of the file once it is done. */
    private void make(List<Case> all, Path log) throws IOException, InterruptedException {
        Map<String, Measured> made = read(log);
        Queue<Case> due = new ConcurrentLinkedQueue<>(
                all.stream().filter(c -> !made.containsKey(c.key())).toList());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < jobs && !due.isEmpty(); i++) {
            threads.add(Thread.ofPlatform().start(() -> work(due, log)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work(Queue<Case> due, Path log) {
        for (Case next = due.poll(); next != null; next = due.poll()) {
            long start = System.nanoTime();
            try (Subject subject = Subject.of(next.subject(), root)) {
                keep(Measured.of(next, subject, Sheet.briefRates()), log);
            }
            System.err.printf("%s: %.0f s%n", next.key(), (System.nanoTime() - start) / 1e9);
        }
    }

    private static synchronized void keep(Measured measured, Path log) {
        try {
            Files.writeString(log, measured.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + log, e);
        }
    }
}
