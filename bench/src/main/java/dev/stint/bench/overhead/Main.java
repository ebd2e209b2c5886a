package dev.stint.bench.overhead;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the figures that are asked for. */
@Command(
        name = "overhead",
        mixinStandardHelpOptions = true,
        description = {
            "What Stint itself costs: its processor time while eight trainings report once a second (six minutes),",
            "trainings a minute of a command that ends at once (three and a half),",
            "and how soon a reported line is durable (two)."
        })
public final class Main implements Callable<Integer> {

    @Option(names = "--stint", required = true, hidden = true)
    private Path stint = Path.of("");

    @Option(
            names = "--slots",
            defaultValue = "4",
            description = "Trainings at once of 'trials' (default ${DEFAULT-VALUE}).")
    private int slots;

    @Option(names = "--short", description = "A tenth of the time each, to see that it works; the figures are none.")
    private boolean brief;

    @Parameters(description = "Some of cpu, trials, durable; all where none is named.")
    private List<String> figures = List.of();

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Measures measures = new Measures(stint);
        for (String figure : figures.isEmpty() ? List.of("cpu", "trials", "durable") : figures) {
            System.out.println(
                    switch (figure) {
                        case "cpu" -> measures.cpu(seconds(60), seconds(300));
                        case "trials" -> measures.trials(seconds(30), seconds(180), slots);
                        case "durable" -> measures.durable(seconds(60), seconds(60));
                        default -> figure + " is no figure; there are cpu, trials and durable";
                    });
        }
        return 0;
    }

    private Duration seconds(long number) {
        return brief ? Duration.ofMillis(100 * number) : Duration.ofSeconds(number);
    }
}
