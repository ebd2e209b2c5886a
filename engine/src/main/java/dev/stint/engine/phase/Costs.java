package dev.stint.engine.phase;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.CostModel;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.StudyEvent.TrialImported;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.spec.Proxy;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What trainings of a study cost, as learnt from what was metered; amounts are in the unit of the budget. */
public final class Costs {

    /** An evaluation before the first is measured, in units of training: a forward pass over a fraction of the data. */
    private static final double EVALUATION = 0.3;

    private static final double EVALUATION_SHARE = 0.05;

    /** Starts differ, and at the end nothing is left to make up for a slow one. */
    private static final double START_UPS = 1.5;

    private final StudySpec spec;
    private final Encoding encoding;
    private final CostModel model;
    private final Amount evaluation;
    private final @Nullable Proxy proxy;

    private Costs(StudySpec spec, Encoding encoding, CostModel model, Amount evaluation, @Nullable Proxy proxy) {
        this.spec = spec;
        this.encoding = encoding;
        this.model = model;
        this.evaluation = evaluation;
        this.proxy = proxy;
    }

    /** The costs as the history shows them. */
    public static Costs of(History history) {
        StudySpec spec = history.spec();
        Encoding encoding = new Encoding(spec.space());
        List<CostModel.Observation> observations = measured(history, encoding, Task.FULL);
        if (observations.isEmpty()) {
            observations.addAll(elsewhere(history, encoding));
        }
        if (observations.isEmpty()) {
            observations.addAll(fruitless(history, encoding));
        }
        CostModel model = CostModel.fit(encoding.dimensions(), observations, guess(spec));
        return new Costs(spec, encoding, model, evaluation(history, model), null);
    }

    /** The costs of a stand-in, as its own trainings show them, or else by what the user guesses. */
    public static Costs of(History history, Proxy proxy) {
        StudySpec spec = history.spec();
        Encoding encoding = new Encoding(spec.space());
        Amount guess = proxy.cost();
        double perUnit = guess == null ? Double.NaN : guess.value() / proxy.length();
        List<CostModel.Observation> observations = measured(history, encoding, new Task.Proxy(proxy.name()));
        CostModel model = CostModel.fit(encoding.dimensions(), observations, new CostModel.Guess(perUnit, 0));
        return new Costs(spec, encoding, model, Amount.zero(spec.budget().unit()), proxy);
    }

    private static List<CostModel.Observation> measured(History history, Encoding encoding, Task task) {
        List<CostModel.Observation> observations = new ArrayList<>();
        for (Attempt attempt : history.attempts()) {
            if (attempt.task().equals(task)
                    && attempt.trained() > 0
                    && attempt.cost().isPositive()) {
                observations.add(observation(history, encoding, attempt));
            }
        }
        return observations;
    }

    /** What trainings cost that were taken over: a first guess, until this study has measured its own. */
    private static List<CostModel.Observation> elsewhere(History history, Encoding encoding) {
        List<CostModel.Observation> observations = new ArrayList<>();
        for (TrialImported given : history.imported()) {
            Amount cost = given.cost();
            long units = history.run(given.run()).curve().reached();
            if (cost != null && cost.isPositive() && units > 0) {
                double[] point =
                        encoding.encode(history.trial(given.run().trial()).config());
                observations.add(new CostModel.Observation(point, units, cost.value(), Double.NaN));
            }
        }
        return observations;
    }

    /** Trainings that were stopped before their first step: that step costs as much at least. */
    private static List<CostModel.Observation> fruitless(History history, Encoding encoding) {
        return history.attempts().stream()
                .filter(a -> a.task() instanceof Task.Full
                        && a.end() == End.STOPPED
                        && a.cost().isPositive())
                .map(a -> new CostModel.Observation(
                        encoding.encode(history.trial(a.run().trial()).config()),
                        1,
                        a.cost().value(),
                        Double.NaN))
                .toList();
    }

    private static CostModel.Observation observation(History history, Encoding encoding, Attempt attempt) {
        double seconds = attempt.running() && attempt.ownCost() ? attempt.lastStepSeconds() : attempt.seconds();
        double perSecond = seconds > 0 ? attempt.cost().value() / seconds : Double.NaN;
        double inner = attempt.lines() > 1
                ? perSecond
                        * (attempt.lastStepSeconds() - attempt.firstStepSeconds())
                        / (attempt.lines() - 1)
                        * attempt.lines()
                        / attempt.trained()
                : Double.NaN;
        Config config = history.trial(attempt.run().trial()).config();
        boolean ahead = attempt.running() && !attempt.ownCost() && seconds > 0 && attempt.lastStepSeconds() > 0;
        double cost =
                ahead ? perSecond * attempt.lastStepSeconds() : attempt.cost().value();
        return new CostModel.Observation(encoding.encode(config), attempt.trained(), cost, inner);
    }

    /**
     * What the starts of all training processes have cost so far: from the start to the first step, less what a step costs. Where an
     * attempt has too few steps to tell, the start is taken to cost what it usually does. Starts of warm workers are charged apart.
     */
    public static Amount starts(History history) {
        Unit unit = history.spec().budget().unit();
        Costs costs = of(history);
        double sum = 0;
        for (Attempt attempt : history.attempts()) {
            sum += costs.start(history, attempt);
        }
        return new Amount(sum, unit);
    }

    private double start(History history, Attempt attempt) {
        boolean cold = attempt.worker() == 0 && attempt.task() instanceof Task.Full;
        if (!cold || !timed() || !attempt.cost().isPositive()) {
            return 0;
        }
        CostModel.Observation seen = observation(history, encoding, attempt);
        double start = Double.isNaN(seen.inner()) ? model.startUp() : seen.cost() - seen.inner() * seen.units();
        return Math.clamp(start, 0, seen.cost());
    }

    /**
     * What a full training costs by the attempts of one run, in the unit of the budget: a run in many pieces has as many starts, of which
     * one counts; attempts that trained nothing count on neither side. NaN where none was metered.
     */
    public double full(History history, Run run) {
        double cost = 0;
        long units = 0;
        for (Attempt attempt : history.attempts()) {
            if (attempt.run().equals(run.id()) && attempt.task() instanceof Task.Full && attempt.trained() > 0) {
                cost += attempt.cost().value() - start(history, attempt);
                units += attempt.trained();
            }
        }
        Config config = history.trial(run.id().trial()).config();
        double once = timed() && !spec.warm() ? model.startUp() : 0;
        return units <= 0 || cost <= 0 ? Double.NaN : cost / units * spec.fullLength(config) + once;
    }

    private static CostModel.Guess guess(StudySpec spec) {
        Amount full = spec.cost().full();
        Amount startUp = spec.cost().startUp();
        double each = startUp == null || spec.warm() ? 0 : startUp.value();
        double perUnit = full == null
                ? Double.NaN
                : Math.max(full.value() - each, 0) / spec.fidelity().max();
        return new CostModel.Guess(perUnit, each);
    }

    private static Amount evaluation(History history, CostModel model) {
        double[] seen = history.attempts().stream()
                .filter(a -> a.task() instanceof Task.Evaluate && !a.running())
                .mapToDouble(a -> a.cost().value())
                .toArray();
        double units = Math.min(
                EVALUATION, EVALUATION_SHARE * history.spec().fidelity().max());
        double each = seen.length > 0
                ? java.util.Arrays.stream(seen).max().orElse(0)
                : model.known() ? units * model.typicalRate() + START_UPS * model.startUp() : 0;
        return new Amount(
                history.spec().budget().unit().timed() ? each : 0,
                history.spec().budget().unit());
    }

    /** Whether anything is known yet: a measurement, a guess of the user, or a unit that needs none. */
    public boolean known() {
        return !timed() || model.known();
    }

    /** The expected cost of training a configuration from one length to another, start-up included. */
    public Amount expected(Config config, long from, long to) {
        return cost(config, from, to, 0.5);
    }

    /** What to promise to such a training: the 80 % quantile of its cost. */
    public Amount reserve(Config config, long from, long to) {
        return cost(config, from, to, CostModel.RESERVED);
    }

    private Amount cost(Config config, long from, long to, double quantile) {
        Unit unit = spec.budget().unit();
        long units = Math.max(0, to - from);
        return switch (unit.kind()) {
            case FIDELITY -> priced(units, 1);
            case TRAININGS -> priced(units, 1.0 / spec.fullLength(config));
            case SLOT_TIME, GPU_TIME -> new Amount(model.cost(encoding.encode(config), units, quantile), unit);
        };
    }

    /** What is counted: each unit at the price of the stand-in, or else at this one. */
    private Amount priced(long units, double each) {
        Amount price = proxy == null ? new Amount(each, spec.budget().unit()) : proxy.price(spec);
        return price.times((double) units);
    }

    /** The longest length that {@code amount} buys for a run that stands at {@code from}; {@code from} if it buys nothing. */
    public long affordable(Config config, long from, Amount amount) {
        long low = from;
        long high = spec.fullLength(config);
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (reserve(config, from, middle).compareTo(amount) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The cost of one full training of the defaults. */
    public Amount full() {
        Config defaults = spec.space().defaults();
        return expected(defaults, 0, spec.fullLength(defaults));
    }

    /** The expected cost of such a training, averaged over configurations; over the defaults where there are none. */
    public Amount average(List<Config> configs, long from, long to) {
        List<Config> some = configs.isEmpty() ? List.of(spec.space().defaults()) : configs;
        Amount sum = Amount.zero(spec.budget().unit());
        for (Config config : some) {
            sum = sum.plus(
                    expected(config, from == 0 ? 0 : Lengths.of(spec, config, from), Lengths.of(spec, config, to)));
        }
        return sum.times(1.0 / some.size());
    }

    /** The least that a sweep is charged, where cost is counted and not metered: one unit. Nothing is known of it elsewhere. */
    public Amount sweep() {
        Config defaults = spec.space().defaults();
        return timed() ? Amount.zero(spec.budget().unit()) : expected(defaults, 0, 1);
    }

    /** The cost of evaluating one split of one run. */
    public Amount evaluation() {
        return evaluation;
    }

    private boolean timed() {
        return spec.budget().unit().timed();
    }
}
