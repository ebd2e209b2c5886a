package dev.stint.bench.lcbench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code bench/lcbench}. */
@Command(
        name = "lcbench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares methods on LCBench; the folder with the surrogate is not part of this project.")
public final class Main implements Callable<Integer> {

    private static final int MOST_SEEDS = 20;

    /** Something has to be left to be shown. */
    private static final int MOST_LATE = 20;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The folder with bench/ and yahpo/; needed for all but the real tables.")
    private @Nullable Path data;

    @Option(
            names = "--space",
            defaultValue = "widened",
            description = "widened (default) or tabulated; or real, the tables of our own real trainings.")
    private String space = "";

    @Option(
            names = "--arm",
            defaultValue = "cold",
            description = "cold (default), own-history, rich-history, misleading, mixed, noise.")
    private String arm = "";

    @Option(
            names = "--earlier",
            defaultValue = "10",
            description =
                    "Of how many other instances the arms with a history tell, at most (default ${DEFAULT-VALUE}).")
    private int earlier;

    @Option(
            names = "--earlier-spaces",
            defaultValue = "same",
            description =
                    "same (default), or different: each earlier study lacks two parameters, names one otherwise and has"
                            + " one range moved.")
    private String earlierSpaces = "";

    @Option(
            names = "--prior",
            description = "right or wrong: the study file has a prior on learning rate, weight decay and batch size.")
    private @Nullable String prior;

    @Option(
            names = "--confidence",
            defaultValue = "medium",
            description = "Of that prior: high, medium (default) or low.")
    private String confidence = "";

    @Option(
            names = "--sweeps",
            paramLabel = "FOLDER",
            description = "With --space real: the project's folder; the two problems whose networks are in plain Java"
                    + " then answer a sweep of the learning rate.")
    private @Nullable Path sweeps;

    @Option(
            names = "--sigma",
            split = ",",
            defaultValue = "0.03,0.1",
            description = "Seed noise of the noise arm, in units of best - median (default ${DEFAULT-VALUE}).")
    private List<Double> sigma = List.of();

    @Option(
            names = "--budgets",
            split = ",",
            defaultValue = "5,6.25,10,20",
            description = "In full trainings (default ${DEFAULT-VALUE}).")
    private List<Double> budgets = List.of();

    @Option(
            names = "--instances",
            split = ",",
            defaultValue = "all",
            description = "all (default), tune, report, or names.")
    private List<String> instances = List.of();

    @Option(
            names = "--seeds",
            defaultValue = "10",
            description = "How many from 0 (default ${DEFAULT-VALUE}), or a range such as 10-19.")
    private String seeds = "";

    @Option(
            names = "--workers",
            defaultValue = "1",
            description = "1 (default), or more, such as 4: time is then the cost, and one worker is run too.")
    private int workers;

    @Option(names = "--cost", description = "epochs (default with one worker) or time.")
    private @Nullable String cost;

    @Option(
            names = "--methods",
            split = ",",
            defaultValue = "adaptive,classic,random,corners",
            description = "The first is what the others are compared with (default ${DEFAULT-VALUE}).")
    private List<String> methods = List.of();

    @Option(
            names = "--inert",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many more parameters that do nothing (default ${DEFAULT-VALUE}).")
    private int inert;

    @Option(
            names = "--late",
            paramLabel = "N",
            defaultValue = "0",
            description = "Trainings show nothing for so many epochs (default ${DEFAULT-VALUE}).")
    private int late;

    @Option(names = "--out", paramLabel = "FILE.jsonl", description = "One line a study; an older file is replaced.")
    private @Nullable Path out;

    @Option(
            names = "--points-out",
            paramLabel = "FILE.jsonl",
            description = "Runs nothing: writes what the adaptive plan starts from, a line for each instance and seed.")
    private @Nullable Path points;

    @Option(
            names = "--compare",
            split = ",",
            paramLabel = "ARM:METHOD@B",
            description = "With --table: two of its rows, of which the first minus the second is printed.")
    private @Nullable List<String> compared;

    @Option(
            names = "--jobs",
            defaultValue = "2",
            description = "Instances at the same time (default ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--table",
            split = ",",
            paramLabel = "FILE.jsonl",
            description = "Runs nothing: prints the tables of these files; rows of a peer's runner may lack --arm and"
                    + " --space.")
    private @Nullable List<Path> tables;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::complain)
                .execute(arguments));
    }

    private static int complain(Exception problem, CommandLine command, CommandLine.@Nullable ParseResult ignored) {
        if (problem instanceof IllegalArgumentException) {
            command.getErr().println(problem.getMessage());
            return 2;
        }
        problem.printStackTrace(command.getErr());
        return 1;
    }

    @Override
    public Integer call() throws IOException {
        if (points != null) {
            writeStarts(points);
            return 0;
        }
        List<Row> rows = tables == null
                ? run()
                : new Rows(beforehand().key(), SpaceKind.of(space).key()).read(tables);
        print(rows);
        return 0;
    }

    private Shared shared() {
        if (data == null) {
            throw new IllegalArgumentException("give the folder with bench/ and yahpo/ as --data");
        }
        return new Shared(data);
    }

    private boolean real() {
        return SpaceKind.of(space) == SpaceKind.REAL;
    }

    private List<Row> run() throws IOException {
        List<Setting> settings = settings();
        int[] range = range();
        try (Suite suite = suite();
                PrintWriter lines =
                        out == null ? null : new PrintWriter(Files.newBufferedWriter(out, StandardCharsets.UTF_8))) {
            List<Method> all = Methods.all(suite);
            List<Method> chosen =
                    methods.stream().map(name -> Method.named(name, all)).toList();
            Race race = new Race(suite, chosen, budgets, settings, line -> write(lines, line));
            return race.run(names(suite), range[0], range[1], jobs);
        }
    }

    private static void write(@Nullable PrintWriter lines, String line) {
        if (lines != null) {
            lines.println(line);
            lines.flush();
        }
    }

    private List<Setting> settings() {
        SpaceKind kind = SpaceKind.of(space);
        Beforehand known = beforehand();
        List<Double> sigmas = known.arm() == Arm.NOISE ? sigma : List.of(0.0);
        boolean timed = timed();
        return sigmas.stream()
                .flatMap(s -> crews().map(crew -> new Setting(known, kind, s, crew, timed)))
                .toList();
    }

    private Beforehand beforehand() {
        if (earlier < 1) {
            throw new IllegalArgumentException("--earlier must be 1 or more, not " + earlier);
        }
        if (!List.of("same", "different").contains(earlierSpaces)) {
            throw new IllegalArgumentException("--earlier-spaces " + earlierSpaces + " is neither same nor different");
        }
        Expert expert = prior == null ? null : Expert.of(prior, confidence);
        return new Beforehand(Arm.of(arm), earlier, earlierSpaces.equals("different"), expert);
    }

    private void writeStarts(Path file) throws IOException {
        int[] range = range();
        Setting setting = settings().getFirst();
        try (Suite suite = suite();
                PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            Starts starts = new Starts(new Histories(suite), setting);
            for (int seed = range[0]; seed < range[1]; seed++) {
                for (String name : names(suite)) {
                    lines.println(starts.line(suite.instance(name, setting.space(), seed)));
                }
            }
        }
    }

    private Suite suite() {
        if (inert < 0) {
            throw new IllegalArgumentException("--inert must be 0 or more, not " + inert);
        }
        if (late < 0 || late > MOST_LATE) {
            throw new IllegalArgumentException("--late must be from 0 to " + MOST_LATE + ", not " + late);
        }
        if (sweeps != null && !real()) {
            throw new IllegalArgumentException("--sweeps goes with --space real only");
        }
        Suite suite = real() ? new RealTables(sweeps) : new LcBench(shared());
        Suite timely = late == 0 ? suite : new Late(suite, late);
        return inert == 0 ? timely : new Inert(timely, inert);
    }

    /** Several workers are compared with one. */
    private Stream<Integer> crews() {
        return workers > 1 ? Stream.of(1, workers) : Stream.of(1);
    }

    private boolean timed() {
        if (workers < 1 || jobs < 1) {
            throw new IllegalArgumentException("--workers and --jobs must be 1 or more");
        }
        if (cost == null) {
            return workers > 1;
        }
        if (!cost.equals("time") && !cost.equals("epochs")) {
            throw new IllegalArgumentException("--cost " + cost + " is no cost; give epochs or time");
        }
        return cost.equals("time");
    }

    private List<String> names(Suite suite) {
        List<String> all = suite.instances();
        if (instances.equals(List.of("all"))) {
            return all;
        }
        if (instances.size() == 1 && !real()) {
            for (Shared.Split split : Shared.Split.values()) {
                if (split.name().toLowerCase(Locale.ROOT).equals(instances.getFirst())) {
                    return shared().instances(split);
                }
            }
        }
        for (String name : instances) {
            if (!all.contains(name)) {
                throw new IllegalArgumentException("--instances: there is no " + name
                        + "; give all, tune, report, or some of " + String.join(",", all));
            }
        }
        return instances;
    }

    /** The first seed, and the one after the last. */
    private int[] range() {
        try {
            String[] ends = seeds.split("-", -1);
            int from = ends.length == 1 ? 0 : Integer.parseInt(ends[0]);
            int until = ends.length == 1 ? Integer.parseInt(ends[0]) : Integer.parseInt(ends[1]) + 1;
            if (ends.length <= 2 && from < until && until <= MOST_SEEDS) {
                return new int[] {from, until};
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--seeds " + seeds + " is neither a number nor a range such as 10-19", e);
        }
        throw new IllegalArgumentException("--seeds " + seeds + ": there are seeds 0 to " + (MOST_SEEDS - 1));
    }

    /** One set of tables for each setting. */
    private void print(List<Row> rows) {
        Map<List<Object>, List<Row>> settings = new LinkedHashMap<>();
        rows.forEach(row ->
                settings.computeIfAbsent(row.setting(), k -> new ArrayList<>()).add(row));
        for (List<Row> some : settings.values()) {
            Row one = some.getFirst();
            List<Row> alone = settings.getOrDefault(one.alone(), List.of());
            System.out.println(Summary.of(some, alone, peers(one)));
        }
        System.out.print(Arms.of(rows.stream()
                .filter(r -> r.workers() == 1 && !r.timed() && r.sigma() == 0)
                .toList()));
        if (compared != null) {
            System.out.print(Arms.difference(rows, compared));
        }
    }

    private Peers peers(Row one) {
        boolean comparable = !SpaceKind.of(one.space()).equals(SpaceKind.REAL)
                && !one.timed()
                && one.workers() == 1
                && one.sigma() == 0
                && inert == 0
                && late == 0;
        return comparable ? Peers.of(shared(), SpaceKind.of(one.space())) : Peers.none();
    }
}
