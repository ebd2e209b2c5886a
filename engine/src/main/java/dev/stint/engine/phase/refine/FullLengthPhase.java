package dev.stint.engine.phase.refine;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.seed.Seed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search of a time before early stopping: every configuration is trained to the full length, one after another, until the share is
 * spent. When the space has no new one left, the paused ones are trained out, the best first.
 */
public final class FullLengthPhase implements Phase {

    public static final String NAME = "refine";

    private final Sampler sampler;

    public FullLengthPhase(Sampler sampler) {
        this.sampler = sampler;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        Trains trains = new Trains(history, Costs.of(history), NAME);
        long full = history.spec().fidelity().max();
        Trial waiting = new Field(history).waiting();
        Step.Train given = waiting == null ? null : trains.on(waiting, 1, full, "added by you", List.of());
        if (given != null && ledger.affords(given.reserve())) {
            return given;
        }
        Step.Train train = open(history, trains, full, seed);
        if (train == null) {
            return finished(history, "every configuration of this space is trained");
        }
        return ledger.affords(train.reserve()) ? train : finished(history, "the share buys no further training");
    }

    private Step.@Nullable Train open(History history, Trains trains, long full, Seed seed) {
        Sampler.Proposal proposal = sampler.propose(history, seed);
        if (proposal != null) {
            return trains.open(proposal.config(), full, proposal.why(), List.of());
        }
        List<Trial> paused = BayesPhase.paused(history, trains, full);
        return new Field(history)
                .standings().stream()
                        .filter(paused::contains)
                        .findFirst()
                        .map(t -> trains.on(t, 1, full, "no new one is left: the best of the paused", List.of()))
                        .orElse(null);
    }

    private static Step finished(History history, String why) {
        return history.busy(NAME) ? Step.WAIT : new Step.Done(NAME, why);
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        Amount amount = ledger.free().orZero();
        String method = sampler.method();
        if (!costs.known()) {
            return new PhaseOutline(NAME, method, 0, amount, null, null, null, "unknown until measured");
        }
        Amount each = costs.full();
        int runs = (int) Math.floor(amount.over(each) + 1e-9);
        String note = runs < 1 ? "cut: the share buys no training of the full length" : "";
        return new PhaseOutline(
                NAME, method, 0, amount, runs, history.spec().fidelity().max(), each, note);
    }
}
