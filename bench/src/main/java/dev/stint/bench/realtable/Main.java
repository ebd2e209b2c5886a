package dev.stint.bench.realtable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the tables, and says what is in them. */
@Command(name = "realtable", mixinStandardHelpOptions = true, description = "Tables of real trainings.")
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Main());
        command.addSubcommand("make", new Make());
        command.addSubcommand("show", new Show());
        System.exit(command.execute(arguments));
    }

    /** Trains what is missing and packs the tables. */
    @Command(
            name = "make",
            mixinStandardHelpOptions = true,
            description = "Trains every configuration once, and goes on where it was broken off.")
    static final class Make implements Callable<Integer> {

        @Option(names = "--root", required = true, hidden = true)
        private Path root = Path.of("");

        @Option(names = "--jobs", defaultValue = "2", description = "Trainings at once (default ${DEFAULT-VALUE}).")
        private int jobs;

        @Option(names = "--problems", split = ",", description = "Some of digits-conv, tumours-mlp, digits-rnn.")
        private List<String> problems = List.of();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Path folder = Files.createDirectories(root.resolve("target/realtable"));
            for (Problem problem : Problem.values()) {
                if (problems.isEmpty() || problems.contains(problem.key())) {
                    Workshop workshop = new Workshop(problem, root, folder);
                    workshop.make(jobs);
                    workshop.pack(root.resolve("bench/src/main/resources/dev/stint/bench/realtable"));
                }
            }
            return 0;
        }
    }

    /** Prints what the tables hold. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "Says what the tables hold.")
    static final class Show implements Callable<Integer> {

        @Override
        public Integer call() {
            for (Problem problem : Problem.values()) {
                System.out.println(said(Table.load(problem)));
            }
            return 0;
        }
    }

    private static String said(Table table) {
        List<Curve> curves =
                table.rows().stream().flatMap(row -> row.curves().stream()).toList();
        double[] ends = table.rows().stream()
                .mapToDouble(row -> row.curves().getFirst().loss(Problem.EPOCHS))
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                "%s: %d trainings, %d diverged, %.0f s of training in %.0f s; validation loss at the end: best %.4f,"
                        + " median %.4f",
                table.problem().key(),
                curves.size(),
                curves.stream().filter(c -> !c.whole()).count(),
                curves.stream().mapToDouble(Curve::seconds).sum(),
                table.wallSeconds(),
                ends[0],
                ends[ends.length / 2]);
    }
}
