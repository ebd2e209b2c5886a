package dev.stint.bench.lcbench;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.insight.EffectDesign;
import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.Importance.Share;
import dev.stint.engine.model.Sobol;
import dev.stint.engine.phase.refine.Landscape;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Space;
import dev.stint.engine.spec.PlanSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench/importance}: what Stint says of parameters, beside what they do. */
@Command(
        name = "importance",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares what Stint says of the importance of parameters with the truth of LCBench.")
public final class ImportanceCheck implements Callable<Integer> {

    private static final int TRUTH = 2_000;
    private static final int QUARTER = 4;

    @Mixin
    private final Instances instances = new Instances();

    @Option(names = "--method", defaultValue = "random", description = "random (default), sobol or adaptive.")
    private String method = "";

    @Option(names = "--rows", description = "Print a line for each parameter: what was said, and the truth.")
    private boolean rows;

    @Option(names = "--budget", defaultValue = "30", description = "In full trainings (default ${DEFAULT-VALUE}).")
    private double budget;

    private final Verdicts everywhere = new Verdicts("everywhere");
    private final Verdicts good = new Verdicts("good");
    private final List<Double> milliseconds = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ImportanceCheck()).execute(arguments));
    }

    @Override
    public Integer call() {
        instances.each(this::look);
        System.out.println(everywhere.text());
        System.out.println(good.text());
        System.out.printf(
                Locale.ROOT,
                "%.0f ms on average, %.0f at most%n",
                milliseconds.stream().mapToDouble(ms -> ms).average().orElse(Double.NaN),
                milliseconds.stream().mapToDouble(ms -> ms).max().orElse(Double.NaN));
        return 0;
    }

    private void look(Instance instance) {
        History history = played(instance);
        long begun = System.nanoTime();
        Importance importance = Landscape.importance(history);
        milliseconds.add((System.nanoTime() - begun) / 1e6);
        if (importance != null) {
            compare(importance, true, truth(instance, true), everywhere);
            compare(importance, false, truth(instance, false), good);
        }
    }

    private void compare(Importance importance, boolean all, double[] truth, Verdicts verdicts) {
        for (int j = 0; j < truth.length; j++) {
            Importance.Row row = importance.rows().get(j);
            Share share = all ? row.everywhere() : row.good();
            if (rows) {
                System.out.printf(
                        Locale.ROOT,
                        "%s %s %.3f %.3f %.3f %.3f %.3f %.3f%n",
                        all ? "all" : "good",
                        row.parameter(),
                        share.mean(),
                        share.low(),
                        share.high(),
                        share.worth(),
                        share.first(),
                        truth[j]);
            }
            verdicts.add(share, truth[j]);
        }
    }

    private History played(Instance instance) {
        PlanSpec plan = switch (method) {
            case "adaptive" -> new PlanSpec.Adaptive();
            case "sobol" -> only(PlanSpec.Method.SOBOL);
            default -> only(PlanSpec.Method.RANDOM);
        };
        Setting setting = new Setting(Arm.COLD, SpaceKind.WIDENED, 0, 1, false);
        return new SimulatedStudy(plan)
                .play(instance, budget, setting, Knowledge.none())
                .history();
    }

    private static PlanSpec only(PlanSpec.Method refinement) {
        return new PlanSpec.Custom(List.of(
                new PlanSpec.PhaseSpec("refine", refinement, 0.36, null),
                new PlanSpec.PhaseSpec("validate", null, 0.64, null)));
    }

    private static double[] truth(Instance instance, boolean all) {
        Space space = instance.space();
        Encoding encoding = new Encoding(space);
        List<double[]> points = List.of(Sobol.plain(encoding.axes().size()).points(1, all ? TRUTH : QUARTER * TRUTH));
        if (!all) {
            double[] values = values(instance, encoding, points.toArray(double[][]::new));
            List<double[]> some = points;
            points = IntStream.range(0, values.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -values[i]))
                    .limit(TRUTH)
                    .map(some::get)
                    .toList();
            points = EffectDesign.shuffled(points, p -> p, Seed.of(1).stream());
        }
        EffectDesign design = new EffectDesign(p -> p, points, Seed.of(0).stream());
        return design.shares(values(instance, encoding, design.rows()));
    }

    private static double[] values(Instance instance, Encoding encoding, double[][] points) {
        List<Config> configs = new ArrayList<>();
        for (double[] point : points) {
            configs.add(encoding.decode(point));
        }
        return instance.suite().ends(instance.name(), configs);
    }
}
