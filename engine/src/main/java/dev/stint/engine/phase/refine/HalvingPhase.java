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
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.phase.explore.ExplorePhase;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Successive halving in the promising region: keep the best of a rung, train them η times as long, until one is left. Paused runs resume. */
public final class HalvingPhase implements Phase {

    public static final String NAME = "refine";

    private static final int MOST = 256;

    private final int eta;

    public HalvingPhase(int eta) {
        this.eta = eta;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        Bracket bracket = Bracket.afterExploration(history, history.outlineOf(NAME), eta);
        Trains trains = new Trains(history, Costs.of(history), NAME);
        Trial waiting = new Field(history).waiting();
        Step.Train given = waiting == null ? null : trains.on(waiting, 1, bracket.length(0), "added by you", List.of());
        if (given != null && ledger.affords(given.reserve())) {
            return given;
        }
        if (bracket.empty()) {
            return finished(history, "the share buys no second configuration");
        }
        if (bracket.stand(trains) instanceof Bracket.ProxyStanding.Opens) {
            Step.Train opening = opening(history, trains, bracket, seed);
            if (opening != null && ledger.affords(opening.reserve())) {
                return opening;
            }
        }
        return climb(history, ledger, bracket, trains);
    }

    private static Step.@Nullable Train opening(History history, Trains trains, Bracket bracket, Seed seed) {
        Proposals proposals = new Proposals(history);
        Promising promising = Promising.of(history, proposals, bracket.length(0));
        Config config = proposals.fresh(promising.draws(seed.child(history.nextTrial())));
        return config == null
                ? null
                : trains.open(config, bracket.length(0), "new, drawn near the best of the exploration", List.of());
    }

    private static Step climb(History history, Ledger ledger, Bracket bracket, Trains trains) {
        return switch (bracket.climb(trains)) {
            case Bracket.ProxyStanding.Promotes(Trial trial, int rung, String why) -> {
                Step.Train train = trains.on(trial, 1, bracket.length(rung), why, List.of());
                yield ledger.affords(train.reserve()) ? train : finished(history, "the share is spent at rung " + rung);
            }
            case Bracket.ProxyStanding.Climbed(String why) -> finished(history, why);
            case Bracket.ProxyStanding.Opens ignored -> Step.WAIT;
            case Bracket.ProxyStanding.Waits ignored -> Step.WAIT;
        };
    }

    private static Step finished(History history, String why) {
        return history.busy(NAME) ? Step.WAIT : new Step.Done(NAME, why);
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        Amount amount = ledger.free().orZero();
        if (!costs.known()) {
            return new PhaseOutline(NAME, "halving", 0, amount, null, null, null, "unknown until measured");
        }
        long r = first(history);
        int explored = history.started(ExplorePhase.NAME)
                ? new Field(history).ranked(history.candidates(), r).size()
                : ExplorePhase.WANTED;
        List<Config> typical = history.candidates().stream().map(Trial::config).toList();
        int n = entrants(Ladder.of(history.spec(), costs, typical, r, explored, eta), amount);
        return n < 2
                ? new PhaseOutline(
                        NAME, "halving", 0, amount, 0, r, null, "cut: the share buys no second configuration")
                : new PhaseOutline(NAME, "halving", 0, amount, n, r, null, ladder(history.spec(), n, r));
    }

    private static long first(History history) {
        Long explored = history.started(ExplorePhase.NAME)
                ? history.outlineOf(ExplorePhase.NAME).length()
                : null;
        return explored != null ? explored : Lengths.share(history.spec(), 0.1);
    }

    private static int entrants(Ladder ladder, Amount amount) {
        int n = 1;
        while (n < MOST && ladder.cost(n + 1).compareTo(amount) <= 0) {
            n++;
        }
        return n;
    }

    /**
     * What a bracket would cost.
     *
     * @param steps the average cost of one training to each rung, the first from nothing
     */
    private record Ladder(List<Amount> steps, int explored, int eta) {

        static Ladder of(StudySpec spec, Costs costs, List<Config> typical, long r, int explored, int eta) {
            List<Amount> steps = new ArrayList<>();
            steps.add(costs.average(typical, 0, r));
            long length = r;
            while (length < spec.fidelity().max()) {
                long next = Lengths.clamp(spec, length * eta);
                steps.add(costs.average(typical, spec.resumes() ? length : 0, next));
                length = next;
            }
            return new Ladder(steps, explored, eta);
        }

        /** New entrants at rung 0, then each rung's keepers from one length to the next. */
        Amount cost(int n) {
            Bracket.Shape shape = new Bracket.Shape(n, 1, eta);
            Amount sum = steps.getFirst().times(n - Bracket.veterans(n, explored));
            for (int k = 1; k < steps.size() && shape.kept(k - 1) > 1; k++) {
                sum = sum.plus(steps.get(k).times(shape.kept(k)));
            }
            return sum;
        }
    }

    private String ladder(StudySpec spec, int n, long r) {
        Bracket.Shape shape = new Bracket.Shape(n, r, eta);
        StringBuilder text = new StringBuilder(n + " × " + r);
        for (int k = 1; shape.has(spec, k); k++) {
            text.append(", ").append(shape.kept(k)).append(" × ").append(shape.length(spec, k));
        }
        return text + " " + spec.fidelity().unit() + "s";
    }
}
