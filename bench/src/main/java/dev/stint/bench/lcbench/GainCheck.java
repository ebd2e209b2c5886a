package dev.stint.bench.lcbench;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.insight.Outlook;
import dev.stint.engine.model.RankCorrelation;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.refine.Horizon;
import dev.stint.engine.report.Report;
import dev.stint.engine.spec.PlanSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench/gain}: what more budget is said to buy, and what it buys; and what is said of early ranks. */
@Command(
        name = "gain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares what Stint says that more budget buys with what it buys on LCBench, and what it says of"
                + " early ranks with the curves themselves.")
public final class GainCheck implements Callable<Integer> {

    private static final double[] MORE = {0.25, 0.5, 1};

    @Mixin
    private final Instances instances = new Instances();

    @Option(names = "--budget", defaultValue = "6.25", description = "In full trainings (default ${DEFAULT-VALUE}).")
    private double budget;

    @Option(names = "--rows", description = "Print a line for each study and further budget.")
    private boolean rows;

    private record Said(Outlook.Row row, double little, double realised, double width) {
        boolean held() {
            return row.low() <= realised && realised <= row.high();
        }
    }

    private final List<Said> said = new ArrayList<>();
    private final List<EarlyRanks> ranks = new ArrayList<>();
    private final List<Double> truths = new ArrayList<>();
    private double milliseconds;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GainCheck()).execute(arguments));
    }

    @Override
    public Integer call() {
        instances.each(this::look);
        for (int i = 0; i < MORE.length; i++) {
            print(i);
        }
        early();
        System.out.printf(Locale.ROOT, "%.0f ms for an outlook%n", milliseconds * MORE.length / said.size());
        return 0;
    }

    private void look(Instance instance) {
        History history = played(instance, budget);
        long begun = System.nanoTime();
        Outlook outlook = Horizon.outlook(history);
        milliseconds += (System.nanoTime() - begun) / 1e6;
        ranks(instance, history);
        for (int i = 0; outlook != null && i < MORE.length; i++) {
            double realised = end(instance, played(instance, budget * (1 + MORE[i]))) - end(instance, history);
            Outlook.Row row = outlook.rows().get(i);
            said.add(new Said(row, outlook.little(), realised, instance.scale().width()));
            if (rows) {
                double width = instance.scale().width();
                System.out.printf(
                        Locale.ROOT,
                        "%s %d %.2f realised %.4f said %.4f %.4f %.4f little %.4f worth %.3f%n",
                        instance.name(),
                        instance.seed(),
                        MORE[i],
                        realised / width,
                        row.gain() / width,
                        row.low() / width,
                        row.high() / width,
                        outlook.little() / width,
                        row.worth());
            }
        }
    }

    private static History played(Instance instance, double trainings) {
        Setting setting = new Setting(Arm.COLD, SpaceKind.WIDENED, 0, 1, false);
        return new SimulatedStudy(new PlanSpec.Adaptive())
                .play(instance, trainings, setting, Knowledge.none())
                .history();
    }

    /** What the best is worth when it is trained out; accuracies, so that more is better. */
    private static double end(Instance instance, History history) {
        Trial best = Objects.requireNonNull(new Field(history).best());
        return instance.trajectory(best.config()).end();
    }

    private void ranks(Instance instance, History history) {
        List<Trial> trials = history.candidates().stream()
                .filter(t -> new Field(history).measured(t, 4))
                .toList();
        for (EarlyRanks said : Report.of(history).earlyRanks()) {
            double[] early = trials.stream()
                    .mapToDouble(t -> instance.trajectory(t.config()).at(said.length()))
                    .toArray();
            double[] end = trials.stream()
                    .mapToDouble(t -> instance.trajectory(t.config()).end())
                    .toArray();
            ranks.add(said);
            truths.add((1 + RankCorrelation.kendall(early, end).tau()) / 2);
        }
    }

    private void print(int i) {
        List<Said> some = new ArrayList<>();
        for (int j = i; j < said.size(); j += MORE.length) {
            some.add(said.get(j));
        }
        Predicate<Said> little = s -> s.row().verdict() == Outlook.Verdict.WORTH_LITTLE;
        Predicate<Said> worth = s -> s.row().verdict() == Outlook.Verdict.WORTH_IT;
        Predicate<Said> small = s -> s.realised() < s.little();
        System.out.printf(
                Locale.ROOT,
                "+%.0f %%: intervals hold %d of %d (%d above, %d below), gain %.4f of the width said on average, %.4f"
                        + " true; \"worth little\" right %d of %d, of %d small;"
                        + " \"worth having\" right %d of %d, of %d others%n",
                100 * MORE[i],
                count(some, Said::held),
                some.size(),
                count(some, s -> s.realised() > s.row().high()),
                count(some, s -> s.realised() < s.row().low()),
                some.stream()
                        .mapToDouble(s -> s.row().gain() / s.width())
                        .average()
                        .orElse(0),
                some.stream()
                        .mapToDouble(s -> s.realised() / s.width())
                        .average()
                        .orElse(0),
                count(some, little.and(small)),
                count(some, little),
                count(some, small),
                count(some, worth.and(small.negate())),
                count(some, worth),
                count(some, small.negate()));
    }

    private void early() {
        List<Long> lengths =
                ranks.stream().map(EarlyRanks::length).distinct().sorted().toList();
        for (long length : lengths) {
            int all = 0;
            int held = 0;
            double truth = 0;
            double mean = 0;
            double width = 0;
            for (int i = 0; i < ranks.size(); i++) {
                EarlyRanks r = ranks.get(i);
                if (r.length() == length) {
                    all++;
                    held += r.low() <= truths.get(i) && truths.get(i) <= r.high() ? 1 : 0;
                    truth += truths.get(i);
                    mean += r.probability();
                    width += r.high() - r.low();
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "early ranks at %d: intervals hold %d of %d, %.2f said on average, %.2f true, mean width %.2f%n",
                    length,
                    held,
                    all,
                    mean / all,
                    truth / all,
                    width / all);
        }
    }

    private static long count(List<Said> all, Predicate<Said> holds) {
        return all.stream().filter(holds).count();
    }
}
