package dev.stint.bench.lcbench;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.insight.ProxyEvidence;
import dev.stint.engine.insight.ProxyVerdict;
import dev.stint.engine.insight.ProxyVerdict.Trust;
import dev.stint.engine.phase.proxy.ProxyPhase;
import dev.stint.engine.phase.proxy.ProxyStanding;
import dev.stint.engine.report.Report;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench/proxy}: what Stint says of shorter trainings as stand-ins, and what following it costs. */
@Command(
        name = "proxy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Takes the first epochs of LCBench's trainings as a stand-in for all 52, and compares the verdict with"
                        + " the truth, and the regret of who follows it with always training to half length.")
public final class ProxyCheck implements Callable<Integer> {

    @Mixin
    private final Instances instances = new Instances();

    @Option(names = "--epochs", split = ",", defaultValue = "1,2,5,16", description = "Lengths of the stand-in.")
    private List<Integer> epochs = List.of();

    @Option(names = "--pairs", split = ",", defaultValue = "20,6", description = "Configurations that both train.")
    private List<Integer> pairs = List.of();

    @Option(names = "--budget", defaultValue = "6", description = "Full trainings to spend after the verdict.")
    private double budget;

    @Option(
            names = "--studies",
            split = ",",
            description = "Instead, plays whole studies with these budgets, each with every stand-in and without any.")
    private List<Double> studies = List.of();

    @Option(
            names = "--shortest",
            defaultValue = "1",
            description = "The shortest training proper in those studies (default 1; 26 for half length).")
    private int shortest;

    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    /** Of one length and number of pairs. */
    private static final class Tally {
        private final Map<Trust, Integer> verdicts = new EnumMap<>(Trust.class);
        private final Map<String, List<Double>> differences = new TreeMap<>();

        private void add(Instance instance, Trust trust, double difference) {
            verdicts.merge(trust, 1, Integer::sum);
            differences.computeIfAbsent(instance.name(), n -> new ArrayList<>()).add(difference);
        }

        private String text() {
            Clustered mean = Clustered.of(differences.values().stream()
                    .map(of -> of.stream().mapToDouble(d -> d).average().orElseThrow())
                    .toList());
            return String.format(
                    Locale.ROOT,
                    "%s; difference in regret %+.3f (s.e. %.3f, clustered by instance)",
                    verdicts,
                    mean.mean(),
                    mean.error());
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ProxyCheck()).execute(arguments));
    }

    @Override
    public Integer call() {
        instances.each(studies.isEmpty() ? this::look : this::play);
        tallies.forEach((name, tally) -> System.out.println(name + ": " + tally.text()));
        return 0;
    }

    private void look(Instance instance) {
        List<Config> drawn = drawn(instance, 400);
        for (int many : pairs) {
            List<Config> known = drawn.subList(0, many);
            double half = regret(instance, known, drawn.subList(many, drawn.size()), instance.epochs() / 2);
            for (int epoch : epochs) {
                Trust trust = verdict(instance, known, epoch).trust();
                int length = trust == Trust.TRUST ? epoch : instance.epochs() / 2;
                double followed = regret(instance, known, drawn.subList(many, drawn.size()), length);
                tallies.computeIfAbsent(many + " pairs, epoch " + epoch, k -> new Tally())
                        .add(instance, trust, followed - half);
            }
        }
    }

    /** Whole studies, each with a stand-in and without. */
    private void play(Instance instance) {
        for (double trainings : studies) {
            double without = regret(instance, played(instance, trainings, List.of()));
            for (int epoch : epochs) {
                Proxy proxy = new Proxy("shorter", new LinkedHashMap<>(), epoch, null);
                History history = played(instance, trainings, List.of(proxy));
                Trust trust = history.started(ProxyPhase.NAME)
                        ? ProxyStanding.of(history, proxy).trust()
                        : Trust.CANNOT_TELL;
                tallies.computeIfAbsent("B = " + trainings + ", epoch " + epoch, k -> new Tally())
                        .add(instance, trust, regret(instance, history) - without);
            }
        }
    }

    private static double regret(Instance instance, History history) {
        Report.Recommendation recommended = Report.recommended(history);
        return instance.regret(recommended == null ? history.spec().space().defaults() : recommended.config());
    }

    private History played(Instance instance, double trainings, List<Proxy> proxies) {
        Setting setting = new Setting(Arm.COLD, SpaceKind.WIDENED, 0, 1, false);
        return new SimulatedStudy(new PlanSpec.Adaptive(), shortest, proxies)
                .play(instance, trainings, setting, Knowledge.none())
                .history();
    }

    private static List<Config> drawn(Instance instance, int count) {
        Stream stream = instance.streams().child("proxy").stream();
        return IntStream.range(0, count)
                .mapToObj(i -> instance.space().sample(stream))
                .toList();
    }

    private static ProxyVerdict verdict(Instance instance, List<Config> configs, int epoch) {
        Encoding encoding = new Encoding(instance.space());
        ProxyEvidence evidence = new ProxyEvidence(
                encoding.axes().stream().map(Parameter::name).toList(),
                encoding.axes().stream().map(p -> p.domain().numeric()).toList(),
                configs.stream().map(encoding::encode).toList(),
                configs.stream().map(c -> score(instance, c, epoch)).toList(),
                configs.stream().map(c -> score(instance, c, instance.epochs())).toList());
        double cheapness = (double) epoch / instance.epochs();
        return ProxyVerdict.of("shorter", instance.epochs(), cheapness, evidence);
    }

    private static double score(Instance instance, Config config, int epoch) {
        double score = instance.objective().score(instance.trajectory(config).at(epoch));
        return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
    }

    /** Trains as many as the budget buys to a length, the best of them to the end, and takes the best of all that are known at the end. */
    private double regret(Instance instance, List<Config> known, List<Config> fresh, int length) {
        double share = (double) length / instance.epochs();
        int count = (int) Math.floor((budget - (1 - share)) / share);
        Config best = fresh.stream()
                .limit(count)
                .max(Comparator.comparingDouble(c -> score(instance, c, length)))
                .orElseThrow();
        List<Config> all = new ArrayList<>(known);
        all.add(best);
        return all.stream()
                .max(Comparator.comparingDouble(c -> score(instance, c, instance.epochs())))
                .map(instance::regret)
                .orElseThrow();
    }
}
