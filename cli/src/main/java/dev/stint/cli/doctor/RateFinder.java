package dev.stint.cli.doctor;

import dev.stint.cli.doctor.Stage.Order;
import dev.stint.cli.doctor.Watching.Patience;
import dev.stint.engine.history.End;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.insight.ShortTrainings;
import dev.stint.engine.phase.LrSweeps;
import dev.stint.engine.phase.lrfind.LrFindPhase;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Looks for the learning rate of the defaults: by one sweep, or by short trainings where the script has no mode for it. */
final class RateFinder {

    /** How much further a sweep goes that saw no divergence. */
    private static final double FURTHER = 100;

    private static final int SWEEP_TRIAL = 0;

    private final StudySpec spec;
    private final String name;
    private final Domain.LogUniform range;
    private final long length;
    private final Stage stage;
    private final Consumer<String> progress;
    private final List<Seen> made = new ArrayList<>();

    RateFinder(
            StudySpec spec, String name, Domain.LogUniform range, long length, Stage stage, Consumer<String> progress) {
        this.spec = spec;
        this.name = name;
        this.range = range;
        this.length = length;
        this.stage = stage;
        this.progress = progress;
    }

    RateSearch.Result result() {
        Sounding sounding = sounding();
        return new RateSearch.Result(
                sounding,
                made.size(),
                made.stream().mapToLong(Seen::reached).sum(),
                made.stream()
                        .mapToDouble(seen -> seen.seconds() + seen.startUp())
                        .sum());
    }

    private Sounding sounding() {
        Task.LrRange first = LrFindPhase.sweepOf(range);
        Sounding sounding = swept(first);
        boolean further = sounding instanceof Sounding.Swept swept
                && swept.verdict() instanceof LrVerdict.Unreadable unreadable
                && unreadable.higherRatesMayHelp();
        return further ? swept(LrFindPhase.sweep(first.min(), first.max() * FURTHER)) : sounding;
    }

    private Sounding swept(Task.LrRange sweep) {
        progress.accept("sweeps " + sweep.steps() + " learning rates");
        Patience untilItTrains = new Patience(Double.POSITIVE_INFINITY, true);
        Seen seen = run(new Order(new RunId(SWEEP_TRIAL, 1), sweep, defaults(), 0, 0, full(), untilItTrains));
        List<LrSweep.Point> points = seen.lines(Line.Lr.class).stream()
                .map(line -> new LrSweep.Point(line.lr(), line.loss()))
                .toList();
        if (points.isEmpty() && (seen.end() == End.UNSUPPORTED || seen.stop() != null || !seen.failed())) {
            return trained();
        }
        if (seen.failed()) {
            return new Sounding.Failed("the sweep fails" + Say.quoted(seen.detail()));
        }
        try {
            return new Sounding.Swept(points, LrSweep.read(points, LrSweeps.family(spec.space(), defaults())));
        } catch (IllegalArgumentException notRising) {
            return new Sounding.Failed("the sweep cannot be read: " + notRising.getMessage());
        }
    }

    private Sounding trained() {
        List<LrSweep.Point> points = new ArrayList<>();
        Patience patience = Patience.ENDLESS;
        for (double u : ShortTrainings.places(range.low(), range.high())) {
            Config config = spec.space().complete(Map.of(name, range.tidyFromUnit(u)));
            double rate = LrSweeps.number(config, name);
            progress.accept("trains " + Say.value(rate) + " for " + length + " "
                    + spec.fidelity().unit() + "s");
            Seen seen = run(new Order(new RunId(points.size() + 1, 1), Task.FULL, config, 0, length, length, patience));
            if (seen.end() == null || (points.isEmpty() && seen.failed())) {
                return new Sounding.Failed(
                        "a training with " + name + " = " + Say.value(rate) + " fails" + Say.quoted(seen.detail()));
            }
            points.add(new LrSweep.Point(rate, loss(seen)));
            patience = new Patience(5 * made.getLast().seconds() + 60, false);
        }
        return new Sounding.Trained(points, length, ShortTrainings.read(points));
    }

    /** Smaller is better; NaN where it failed. */
    private double loss(Seen seen) {
        Objective objective = spec.objective();
        Trace trace = seen.trace(objective.metric());
        return seen.failed() || seen.stop() != null || trace.isEmpty() ? Double.NaN : -objective.score(trace.last());
    }

    private Seen run(Order order) {
        Seen seen = stage.run(order, () -> {});
        made.add(seen);
        return seen;
    }

    private Config defaults() {
        return spec.space().defaults();
    }

    private long full() {
        return spec.fullLength(defaults());
    }
}
