package dev.stint.engine.phase.transfer;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Lengths;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.phase.refine.FreezeThawPhase;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts from what is known: the user's defaults briefly, then a few points that earlier studies or the textbook like, each with a
 * guaranteed part of a full training, since a short look would throw most of them away.
 */
public final class PortfolioPhase implements Phase {

    public static final String NAME = TransferPhase.NAME;

    private static final int POINTS = 4;
    private static final int FEW_POINTS = 2;
    private static final double SMALL = 3;
    /** Of a full training: what paid most below seven trainings. */
    private static final double GUARANTEED = 0.3;

    private final TransferPhase control;

    /** @param control trains the defaults */
    public PortfolioPhase(TransferPhase control) {
        this.control = control;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        Step first = control.next(history, ledger, seed);
        if (!(first instanceof Step.Done done)) {
            return first;
        }
        Costs costs = Costs.of(history);
        if (!costs.known()) {
            return done;
        }
        Trains trains = new Trains(history, costs, NAME);
        for (Config point : points(history, costs)) {
            Step.Train train = step(history, trains, point);
            if (train != null && ledger.affords(train.reserve())) {
                return train;
            }
        }
        return history.busy(NAME) ? Step.WAIT : new Step.Done(NAME, "what is known beforehand is trained");
    }

    private static List<Config> points(History history, Costs costs) {
        double trainings = history.spec().budget().over(costs.full());
        return Portfolio.of(history, trainings <= SMALL ? FEW_POINTS : POINTS);
    }

    private static Step.@Nullable Train step(History history, Trains trains, Config point) {
        long rung = guaranteed(history);
        Trial trial = history.find(point);
        String why = history.knowledge().isEmpty() ? "from the textbook" : "from earlier studies";
        if (trial == null) {
            return trains.open(point, rung, why, List.of());
        }
        Run run = trial.first();
        boolean wanting = run == null
                || (run.state().continuable()
                        && trains.idle(trial, 1)
                        && run.curve().reached() < Lengths.of(history.spec(), point, rung));
        return wanting ? trains.on(trial, 1, rung, why, List.of()) : null;
    }

    /** What was measured elsewhere has earned a longer look than what is only written. */
    private static long guaranteed(History history) {
        StudySpec spec = history.spec();
        return history.knowledge().isEmpty() ? FreezeThawPhase.lowest(spec) : Lengths.share(spec, GUARANTEED);
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        if (!costs.known()) {
            return control.outline(history, ledger);
        }
        int count = points(history, costs).size();
        long length = guaranteed(history);
        Amount each = costs.expected(history.spec().space().defaults(), 0, length);
        String method = history.knowledge().isEmpty() ? "textbook" : "portfolio";
        return new PhaseOutline(
                NAME, method, 0, each.times(count + 1), count + 1, length, each, "the defaults, then what is known");
    }
}
