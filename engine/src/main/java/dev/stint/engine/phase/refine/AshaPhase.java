package dev.stint.engine.phase.refine;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Lengths;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous successive halving (Li, Jamieson, Rostamizadeh, Gonina, Ben-tzur, Hardt, Recht and Talwalkar 2020, A system for
 * massively parallel hyperparameter tuning, MLSys, Algorithm 2): a free slot promotes whatever can be promoted, the highest rung
 * first, and opens a new configuration where nothing can. No rung is ever waited for.
 *
 * <p>Symbols: r the shortest useful length and R the full one, in units of fidelity; rung k is at {@code r_k = r·η^k}, up to R, which
 * is the last; of the |rung k| trials measured there the best {@code ⌊|rung k|/η⌋} are promoted to rung k + 1, once each. The early
 * stopping rate s is 0. What was explored before the phase stands in the rungs as well.
 */
public final class AshaPhase implements Phase {

    public static final String NAME = "refine";

    private final int eta;
    private final Sampler sampler;

    public AshaPhase(int eta, Sampler sampler) {
        this.eta = eta;
        this.sampler = sampler;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        Trains trains = new Trains(history, Costs.of(history), NAME);
        List<Long> rungs = rungs(history.spec(), eta);
        Trial waiting = new Field(history).waiting();
        Step.Train given = waiting == null ? null : trains.on(waiting, 1, rungs.getFirst(), "added by you", List.of());
        if (given != null && ledger.affords(given.reserve())) {
            return given;
        }
        Step.Train promotion = promotion(history, ledger, trains, rungs);
        return promotion == null ? grow(history, ledger, trains, rungs.getFirst(), seed) : promotion;
    }

    /** The lengths r_k, ascending, the full length last. */
    static List<Long> rungs(StudySpec spec, int eta) {
        List<Long> rungs = new ArrayList<>();
        long full = spec.fidelity().max();
        for (long rung = spec.fidelity().min(); rung < full; rung *= eta) {
            rungs.add(rung);
        }
        rungs.add(full);
        return List.copyOf(rungs);
    }

    /** Lines 12 to 18 of Algorithm 2: from the top down, the best promotable trial, or null; what is too dear is passed over. */
    private Step.@Nullable Train promotion(History history, Ledger ledger, Trains trains, List<Long> rungs) {
        for (int k = rungs.size() - 2; k >= 0; k--) {
            for (Trial trial : promotable(history, trains, rungs, k)) {
                Step.Train train = trains.on(trial, 1, rungs.get(k + 1), why(history, rungs, k), List.of());
                if (ledger.affords(train.reserve())) {
                    return train;
                }
            }
        }
        return null;
    }

    /** Of the best of rung k those that were never asked for more, best first. */
    private List<Trial> promotable(History history, Trains trains, List<Long> rungs, int k) {
        List<Trial> ranked = new Field(history).ranked(history.candidates(), rungs.get(k));
        return ranked.subList(0, ranked.size() / eta).stream()
                .filter(t -> trains.idle(t, 1))
                .filter(t -> t.runs().getFirst().state().continuable())
                .filter(t -> t.runs().getFirst().asked() < Lengths.of(history.spec(), t.config(), rungs.get(k + 1)))
                .toList();
    }

    private String why(History history, List<Long> rungs, int k) {
        return "among the best of " + eta + " at " + rungs.get(k) + " "
                + history.spec().fidelity().unit() + "s";
    }

    /** Lines 19 and 20: the bottom rung grows. */
    private Step grow(History history, Ledger ledger, Trains trains, long bottom, Seed seed) {
        Sampler.Proposal proposal = sampler.propose(history, seed);
        if (proposal == null) {
            return finished(history, "every configuration of this space is opened, and none is to be promoted");
        }
        Step.Train train = trains.open(proposal.config(), bottom, proposal.why(), List.of());
        return ledger.affords(train.reserve()) ? train : finished(history, "the share is spent");
    }

    private static Step finished(History history, String why) {
        return history.busy(NAME) ? Step.WAIT : new Step.Done(NAME, why);
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        Amount amount = ledger.free().orZero();
        if (!costs.known()) {
            return new PhaseOutline(NAME, "asha", 0, amount, null, null, null, "unknown until measured");
        }
        List<Long> rungs = rungs(history.spec(), eta);
        Amount each = costs.expected(history.spec().space().defaults(), 0, rungs.getFirst());
        String note = "promotes the best in " + eta + " at "
                + rungs.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " "
                + history.spec().fidelity().unit() + "s, or opens another";
        return new PhaseOutline(NAME, "asha", 0, amount, null, rungs.getFirst(), each, note);
    }
}
