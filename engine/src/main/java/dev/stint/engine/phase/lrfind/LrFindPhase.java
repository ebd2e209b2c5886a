package dev.stint.engine.phase.lrfind;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.LrSweeps;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Step;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One exponential sweep of the learning rate on the defaults (Smith 2015, arXiv:1506.01186); its reading is a prior on the peak rate. */
public final class LrFindPhase implements Phase {

    public static final String NAME = "lr-find";

    private static final int STEPS_PER_DECADE = 25;

    private final double share;

    /** @param share of the budget that the sweep may cost */
    public LrFindPhase(double share) {
        this.share = share;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        Trial sweep = history.trial(History.SWEEP);
        if (history.busy(NAME)) {
            return Step.WAIT;
        }
        Domain.LogUniform range = range(history);
        if (range == null) {
            return new Step.Done(NAME, "no learning rate on a log scale to sweep");
        }
        if (!sweep.runs().isEmpty()) {
            return new Step.Done(NAME, verdict(history));
        }
        Amount reserve = ledger.total().times(share).min(ledger.free().orZero());
        Amount least = Costs.of(history).sweep();
        if (!reserve.isPositive() || reserve.compareTo(least) < 0) {
            return new Step.Done(NAME, "the share buys no sweep");
        }
        return new Step.Train(
                new Step.TrialRef.Existing(History.SWEEP),
                1,
                sweepOf(range),
                0,
                reserve,
                NAME,
                "a sweep of the learning rate on the defaults: a prior for the peak rate",
                List.of());
    }

    /** One decade beyond the range on either side, so that the loss can be seen to turn up. */
    public static Task.LrRange sweepOf(Domain.LogUniform range) {
        return sweep(range.low() / 10, range.high() * 10);
    }

    /** A sweep between two rates, dense enough to be read. */
    public static Task.LrRange sweep(double min, double max) {
        int steps = (int) Math.max(100, StrictMath.ceil(STEPS_PER_DECADE * StrictMath.log10(max / min)));
        return new Task.LrRange(min, max, steps);
    }

    private static String verdict(History history) {
        return switch (LrSweeps.read(history)) {
            case LrVerdict.Readable readable ->
                String.format(
                        Locale.ROOT,
                        "the sweep suggests a peak rate near %.2g, give or take %.1f decades",
                        readable.centre(),
                        readable.priorSdDecades());
            case LrVerdict.Unreadable unreadable ->
                history.lrPoints().isEmpty()
                        ? "the script has no lr-range mode"
                        : "no answer: " + String.join("; ", unreadable.reasons());
        };
    }

    private static Domain.@Nullable LogUniform range(History history) {
        Parameter parameter = history.spec().space().withRole(Role.LEARNING_RATE);
        return parameter != null && parameter.domain() instanceof Domain.LogUniform range ? range : null;
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        boolean possible = range(history) != null;
        Amount amount = possible
                ? ledger.total().times(share)
                : Amount.zero(ledger.total().unit());
        String note = possible ? "at most; what is left rolls forward" : "skipped: no learning rate on a log scale";
        return new PhaseOutline(NAME, "sweep", share, amount, possible ? 1 : 0, null, possible ? amount : null, note);
    }
}
