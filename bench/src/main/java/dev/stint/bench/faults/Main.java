package dev.stint.bench.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the campaign and prints its counts; exit code 1 where anything happened that must not. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {
            "Seeded studies that are killed, starved, lied to and damaged, started again until they end, and audited"
                    + " from outside.",
            "Exit code 1 with any violation; each is printed with the command that shows it again."
        })
public final class Main implements Callable<Integer> {

    @Option(names = "--stint", required = true, hidden = true)
    private Path stint = Path.of("");

    @Option(names = "--runs", defaultValue = "200", description = "How many (default ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Everything follows from it (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--jobs", defaultValue = "2", description = "Runs at once (default ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(names = "--kinds", split = ",", description = "Kinds of faults, which take turns; all where none is named.")
    private List<String> kinds = List.of();

    @Option(names = "--only", description = "The number of one run, from 0.")
    private @Nullable Integer only;

    @Option(names = "--keep", description = "Keep the folders of runs with violations.")
    private boolean keep;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Kind> chosen = chosen();
        long from = System.nanoTime();
        Campaign campaign = new Campaign(List.of(stint.toString()), seed, chosen, keep, System.out::println);
        Sheet sheet = campaign.run(only == null ? Campaign.first(runs) : List.of(only), jobs);
        System.out.print(sheet.text());
        chosen.forEach(kind -> System.out.printf("  %-12s %s%n", kind.key(), kind.text()));
        System.out.printf("%d violations, %.0f s%n", sheet.violations(), (System.nanoTime() - from) / 1e9);
        return sheet.violations() == 0 ? 0 : 1;
    }

    private List<Kind> chosen() throws InterruptedException {
        List<Kind> all = kinds.isEmpty()
                ? Arrays.asList(Kind.values())
                : kinds.stream().map(Kind::of).toList();
        List<Kind> chosen = new ArrayList<>(all);
        if (chosen.stream().anyMatch(Kind::mounts) && !Disk.possible()) {
            System.out.println("left out, since this user may not mount a disk of its own: full-disk");
            chosen.removeIf(Kind::mounts);
        }
        return chosen;
    }
}
