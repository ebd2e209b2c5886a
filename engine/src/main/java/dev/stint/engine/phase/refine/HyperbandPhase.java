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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hyperband (Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar 2018, JMLR 18(185), Algorithm 1): brackets of successive halving, from
 * many short trainings to few long ones, see {@link Brackets}. Promoted runs resume, which the paper does not.
 *
 * <p>A bracket that waits lets the next planned one begin, so that no slot stands idle; an earlier bracket always comes first. Beyond
 * the plan a bracket begins when all before it are climbed and the ledger affords the whole of it.
 */
public final class HyperbandPhase implements Phase {

    public static final String NAME = "refine";

    private final int eta;
    private final Sampler sampler;

    public HyperbandPhase(int eta, Sampler sampler) {
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
        Brackets brackets = brackets(history, history.outlineOf(NAME));
        if (brackets.planned().isEmpty()) {
            return finished(history, "the share buys no second configuration");
        }
        Step.Train given = given(history, trains);
        return given != null && ledger.affords(given.reserve())
                ? given
                : inTurn(history, ledger, trains, brackets, seed);
    }

    /** A configuration of the user's competes in no bracket, so nothing but its full length would say anything. */
    private static Step.@Nullable Train given(History history, Trains trains) {
        Trial waiting = new Field(history).waiting();
        long full = history.spec().fidelity().max();
        return waiting == null ? null : trains.on(waiting, 1, full, "added by you", List.of());
    }

    private Step inTurn(History history, Ledger ledger, Trains trains, Brackets brackets, Seed seed) {
        List<Trial> opened = Bracket.opened(history);
        boolean waits = false;
        int from = 0;
        for (int j = 0; j < brackets.planned().size() || !waits; j++) {
            Bracket.Shape shape = brackets.bracket(j);
            int to = Math.min(opened.size(), from + shape.n());
            Bracket bracket = Bracket.of(history, shape, opened.subList(from, to));
            boolean unplanned = j >= brackets.planned().size() && from == to;
            if (unplanned && !ledger.affords(amount(history, brackets.cost(shape)))) {
                return finished(history, j + " brackets are climbed, and the rest buys no other");
            }
            Step step = step(history, ledger, trains, bracket, seed, j + 1);
            if (step != null) {
                return step;
            }
            waits |= bracket.stand(trains) instanceof Bracket.ProxyStanding.Waits;
            from = to;
        }
        return Step.WAIT;
    }

    /** What a bracket wants; null where it waits or is climbed. */
    private @Nullable Step step(History history, Ledger ledger, Trains trains, Bracket bracket, Seed seed, int number) {
        return switch (bracket.stand(trains)) {
            case Bracket.ProxyStanding.Opens ignored -> {
                Step.Train opening = opening(history, trains, bracket, seed, number);
                yield opening != null && ledger.affords(opening.reserve())
                        ? opening
                        : unfilled(history, ledger, trains, bracket);
            }
            case Bracket.ProxyStanding.Promotes promotes -> promote(history, ledger, trains, bracket, promotes);
            case Bracket.ProxyStanding.Waits ignored -> null;
            case Bracket.ProxyStanding.Climbed ignored -> null;
        };
    }

    private Step.@Nullable Train opening(History history, Trains trains, Bracket bracket, Seed seed, int number) {
        Sampler.Proposal proposal = sampler.propose(history, seed);
        return proposal == null
                ? null
                : trains.open(
                        proposal.config(), bracket.length(0), "bracket " + number + ": " + proposal.why(), List.of());
    }

    /** Where money or new configurations run out, the last bracket is climbed with the entrants that it has. */
    private static Step unfilled(History history, Ledger ledger, Trains trains, Bracket bracket) {
        return bracket.climb(trains) instanceof Bracket.ProxyStanding.Promotes promotes
                ? promote(history, ledger, trains, bracket, promotes)
                : finished(history, "nothing more can be opened");
    }

    private static Step promote(
            History history, Ledger ledger, Trains trains, Bracket bracket, Bracket.ProxyStanding.Promotes promotes) {
        long rung = bracket.length(promotes.rung());
        return affordable(history, ledger, trains.on(promotes.trial(), 1, rung, promotes.why(), List.of()));
    }

    private static Step affordable(History history, Ledger ledger, Step.Train train) {
        return ledger.affords(train.reserve()) ? train : finished(history, "the share is spent");
    }

    private static Step finished(History history, String why) {
        return history.busy(NAME) ? Step.WAIT : new Step.Done(NAME, why);
    }

    private static Amount amount(History history, double trainings) {
        return Costs.of(history).full().times(trainings);
    }

    /** The brackets as the phase began with them: a function of its outline alone. */
    private Brackets brackets(History history, PhaseOutline outline) {
        Amount each = outline.each();
        double trainings =
                each == null || !each.isPositive() ? 0 : outline.amount().over(each);
        return Brackets.of(history.spec(), eta, trainings);
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        Amount amount = ledger.free().orZero();
        if (!costs.known()) {
            return new PhaseOutline(NAME, "hyperband", 0, amount, null, null, null, "unknown until measured");
        }
        Amount each = costs.full();
        PhaseOutline bare = new PhaseOutline(NAME, "hyperband", 0, amount, null, null, each, "");
        Brackets brackets = brackets(history, bare);
        int runs = brackets.planned().stream().mapToInt(Bracket.Shape::n).sum();
        String note = runs == 0
                ? "cut: the share buys no second configuration"
                : brackets.planned().stream().map(brackets::ladder).collect(Collectors.joining("; ")) + " "
                        + history.spec().fidelity().unit() + "s";
        Long length = runs == 0 ? null : brackets.bracket(0).length(history.spec(), 0);
        return new PhaseOutline(NAME, "hyperband", 0, amount, runs, length, each, note);
    }
}
