package dev.stint.engine.phase.explore;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Beliefs;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Lengths;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.StudySpec;
import java.util.List;
import java.util.Locale;

/**
 * Random or quasi-random configurations over the whole space, each trained briefly.
 *
 * <p>Precedence: the budget of the phase, then the least useful length, then the number of runs. Thirty configurations at a tenth of
 * the full length where that is affordable; shorter ones, down to the least useful length, where it is not; then fewer.
 */
public final class ExplorePhase implements Phase {

    public static final String NAME = "explore";

    /** Configurations wanted, the defaults among them. */
    public static final int WANTED = 30;

    private static final double LONGEST = 0.10;

    private final Method method;

    public ExplorePhase(Method method) {
        this.method = method;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        Field field = new Field(history);
        Costs costs = Costs.of(history);
        Trains trains = new Trains(history, costs, NAME);
        long length = length(history, ledger);
        Trial waiting = field.waiting();
        if (waiting != null) {
            return affordable(history, ledger, trains.on(waiting, 1, length, "added by you", List.of()));
        }
        int opened = field.opened();
        if (opened >= wanted(history)) {
            return finished(history, opened + " configurations are trained");
        }
        Config config = propose(history, seed, opened);
        if (config == null) {
            return finished(history, "every configuration of this space is trained");
        }
        return affordable(history, ledger, trains.open(config, length, "exploration over the wide ranges", List.of()));
    }

    private @org.jspecify.annotations.Nullable Config propose(History history, Seed seed, int opened) {
        Proposals proposals = new Proposals(history);
        Proposals.Source source = switch (method) {
            case SOBOL -> proposals.sobol(seed.child("sobol"), opened);
            case RANDOM, TPE, GP, HALVING, FREEZE_THAW, HYPERBAND, ASHA ->
                proposals.random(seed.child(history.nextTrial()));
        };
        Beliefs beliefs = Beliefs.of(history);
        return proposals.fresh(draw -> beliefs.shape(source.point(draw)));
    }

    private Step affordable(History history, Ledger ledger, Step.Train train) {
        if (ledger.affords(train.reserve())) {
            return train;
        }
        return finished(history, "the share is spent after " + new Field(history).opened() + " configurations");
    }

    private static Step finished(History history, String why) {
        return history.busy(NAME) ? Step.WAIT : new Step.Done(NAME, why);
    }

    private static int wanted(History history) {
        Integer runs = history.started(NAME) ? history.outlineOf(NAME).runs() : null;
        return runs == null ? WANTED : runs;
    }

    /** The rung of the exploration: as it began, or what the ledger would buy now. */
    public long length(History history, Ledger ledger) {
        Long begun = history.started(NAME) ? history.outlineOf(NAME).length() : null;
        return begun != null
                ? begun
                : planned(history, Costs.of(history), ledger.free().plus(trained(ledger)));
    }

    private static Amount trained(Ledger ledger) {
        return ledger.spent("transfer");
    }

    private static long planned(History history, Costs costs, Amount amount) {
        StudySpec spec = history.spec();
        Config defaults = spec.space().defaults();
        long affordable = costs.affordable(defaults, 0, amount.times(1.0 / WANTED));
        return Lengths.clamp(spec, Math.min(affordable, Lengths.share(spec, LONGEST)));
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        Amount amount = ledger.free().orZero();
        String named = method.name().toLowerCase(Locale.ROOT);
        if (!costs.known()) {
            return new PhaseOutline(NAME, named, 0, amount, null, null, null, "unknown until measured");
        }
        long length = length(history, ledger);
        Amount each = costs.expected(history.spec().space().defaults(), 0, length);
        int affordable = each.isPositive()
                ? (int) Math.floor(amount.plus(trained(ledger)).over(each) + 1e-9)
                : WANTED;
        int runs = Math.max(1, Math.min(WANTED, affordable));
        String note = runs < WANTED
                ? "cut from " + WANTED + " to " + runs + " runs: shorter than " + length + " says nothing"
                : "";
        return new PhaseOutline(NAME, named, 0, amount, runs, length, each, note);
    }
}
