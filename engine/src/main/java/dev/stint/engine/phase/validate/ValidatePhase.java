package dev.stint.engine.phase.validate;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.DetectableDifference;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The finals: the best configurations and the control at full length over several paired seeds. The race sees the objective only. When
 * it ends, the holdout of all finished replicates is opened together, once; then the test for the winner. No training follows.
 */
public final class ValidatePhase implements Phase {

    public static final String NAME = "validate";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        if (history.isOpen(Split.HOLDOUT) || history.isOpen(Split.TEST)) {
            return opening(history, ledger);
        }
        Costs costs = Costs.of(history);
        Trains trains = new Trains(history, costs, NAME);
        Ledger withoutEvaluation = ledger.cappedAt(ledger.limit().minus(evaluations(history, costs)));
        for (Race.Purchase wanted : new Race(history).wanted()) {
            Trial trial = wanted.trial();
            Step.Train train = trains.to(
                    trial, wanted.replicate(), history.spec().fullLength(trial.config()), wanted.why(), List.of());
            if (withoutEvaluation.affords(train.reserve())) {
                return train;
            }
            Amount expected = costs.expected(trial.config(), trains.from(trial, wanted.replicate()), train.upTo());
            if (wanted.floor() && withoutEvaluation.affords(expected)) {
                return train.promised(withoutEvaluation.free());
            }
            if (wanted.floor() && history.busy(NAME)) {
                return Step.WAIT;
            }
        }
        if (history.busy(NAME)) {
            return Step.WAIT;
        }
        Step.Train rest = history.spec().keepLeftover()
                ? null
                : new Leftover(history, costs, trains).step(withoutEvaluation.free());
        return rest != null ? rest : opening(history, ledger);
    }

    /** What opening the splits will cost: the holdout of everything finished or under way, one more, and the test of a winner. */
    private static Amount evaluations(History history, Costs costs) {
        StudySpec spec = history.spec();
        Finals finals = new Finals(history);
        int finished = finals.everybody().stream()
                .mapToInt(t -> finals.finished(t).size())
                .sum();
        int replicates = finished + history.open().size() + 1;
        int most =
                finals.everybody().stream().mapToInt(t -> t.runs().size()).max().orElse(0) + 1;
        int count =
                (evaluated(history, spec.holdout()) ? replicates : 0) + (evaluated(history, spec.test()) ? most : 0);
        return costs.evaluation().times(count);
    }

    /** Whether a split's metric has to be evaluated; a script that prints it while it trains needs no evaluation. */
    private static boolean evaluated(History history, @Nullable String metric) {
        return metric != null
                && !history.found("no-evaluate")
                && history.candidates().stream()
                        .flatMap(t -> t.runs().stream())
                        .filter(r -> !r.curve().points().isEmpty())
                        .noneMatch(r -> r.curve().points().getLast().sealed().has(metric));
    }

    private static Step opening(History history, Ledger ledger) {
        Finals finals = new Finals(history);
        List<Trial> finished = finals.everybody().stream()
                .filter(t -> !finals.finished(t).isEmpty())
                .toList();
        if (finished.isEmpty()) {
            return history.busy(NAME) ? Step.WAIT : new Step.Done(NAME, "no configuration reached full length");
        }
        Step holdout = open(history, ledger, Split.HOLDOUT, history.spec().holdout(), finished);
        if (holdout != null) {
            return holdout;
        }
        Trial winner = finals.winner();
        Step test = winner == null
                ? null
                : open(history, ledger, Split.TEST, history.spec().test(), List.of(winner));
        return test != null ? test : new Step.Done(NAME, "the finals are over" + missing(history));
    }

    /** What winner and control lack of their two seeds each, in words; empty for nothing. */
    private static String missing(History history) {
        List<String> lacking = new Race(history)
                .wanted().stream()
                        .filter(Race.Purchase::floor)
                        .map(p -> p.why() + " (trial " + p.trial().number() + ")")
                        .toList();
        return lacking.isEmpty() ? "" : "; the budget did not hold " + String.join(", nor ", lacking);
    }

    /** The next step of opening a split, or null when it is open and read, not asked for, or nothing is left to read it with. */
    private static @Nullable Step open(
            History history, Ledger ledger, Split split, @Nullable String metric, List<Trial> trials) {
        if (metric == null) {
            return null;
        }
        if (!history.isOpen(split)) {
            return new Step.Unseal(split);
        }
        Finals finals = new Finals(history);
        boolean affordable =
                ledger.free().isPositive() || !history.spec().budget().unit().timed();
        for (Trial trial : affordable ? trials : List.<Trial>of()) {
            for (Run run : finals.finished(trial)) {
                if (mayEvaluate(history, run, split, metric)) {
                    Amount reserve =
                            Costs.of(history).evaluation().min(ledger.free().orZero());
                    return new Step.Train(
                            new Step.TrialRef.Existing(trial.number()),
                            run.id().replicate(),
                            new Task.Evaluate(split),
                            0,
                            reserve,
                            NAME,
                            "opens the " + split.key() + " of a finalist, once",
                            List.of());
                }
            }
        }
        return history.busy(NAME) ? Step.WAIT : null;
    }

    private static boolean mayEvaluate(History history, Run run, Split split, String metric) {
        boolean tried = history.attempts().stream()
                .anyMatch(a -> a.run().equals(run.id())
                        && a.task() instanceof Task.Evaluate(Split asked)
                        && asked == split
                        && a.end() != null
                        && a.end() != dev.stint.engine.history.End.INTERRUPTED);
        return !tried
                && !history.found("no-evaluate")
                && !history.open().containsKey(run.id())
                && !history.dropped().contains(run.id())
                && Double.isNaN(history.opened(split, run.id(), metric));
    }

    /** The least that the finals need: winner and control at two seeds each, or one each on request. */
    public static Amount floor(History history, Costs costs) {
        int seeds = switch (history.spec().validate().mode()) {
            case FULL -> 2;
            case SINGLE_SEED -> 1;
            case NONE -> 0;
        };
        int splits = (evaluated(history, history.spec().holdout()) ? 2 * seeds : 0)
                + (evaluated(history, history.spec().test()) ? seeds : 0);
        Amount control = costs.full().times(seeds);
        return control.plus(best(history, costs).times(seeds))
                .plus(costs.evaluation().times(splits));
    }

    /** A full training of the configuration that leads the search, or of the defaults before anything leads. */
    private static Amount best(History history, Costs costs) {
        List<Trial> standings = new Field(history).standings();
        if (standings.isEmpty()) {
            return costs.full();
        }
        Config config = standings.getFirst().config();
        return costs.expected(config, 0, history.spec().fullLength(config));
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        Amount amount = ledger.free().orZero();
        String method = history.spec().validate().mode() == Validate.Mode.SINGLE_SEED ? "single-seed" : "race";
        if (!costs.known()) {
            return new PhaseOutline(NAME, method, 0, amount, null, null, null, "unknown until measured");
        }
        Amount each = costs.full();
        int runs = (int) Math.floor(amount.minus(evaluations(history, costs)).over(each) + 1e-9);
        return new PhaseOutline(
                NAME,
                method,
                0,
                amount,
                Math.max(0, runs),
                history.spec().fidelity().max(),
                each,
                note(history, runs));
    }

    private static String note(History history, int runs) {
        boolean single = history.spec().validate().mode() == Validate.Mode.SINGLE_SEED;
        if (single) {
            return "one seed each, as you asked: no interval can be given";
        }
        if (runs < 4) {
            return "buys fewer than two seeds each of winner and control";
        }
        Integer asked = history.spec().validate().finalists();
        int finalists = asked != null ? asked : Math.max(1, Math.min(5, 1 + (runs - 3) / 2));
        String who = finalists < 3
                ? "winner and control, two seeds each"
                        + (finalists > 1 ? ", and a runner-up" : "; too few for runners-up")
                : finalists + " finalists and the control";
        return who + "; " + detectable(history, runs, finalists);
    }

    /** What is left when all have two seeds buys third ones, and so on. */
    private static String detectable(History history, int runs, int finalists) {
        Integer most = history.spec().validate().seeds();
        int bought = Math.max(2, runs / (finalists + 1));
        int seeds = most == null ? bought : Math.min(most, bought);
        return String.format(
                Locale.ROOT,
                "told apart with %d seeds each if they differ by %.1f times the spread between seeds",
                seeds,
                DetectableDifference.of(1, seeds, 2));
    }
}
