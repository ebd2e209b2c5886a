package dev.stint.engine.phase.transfer;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.phase.refine.FreezeThawPhase;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Starts from what is known, each briefly: the user's defaults, then a few points that earlier studies like, then the textbook's.
 *
 * <p>A guaranteed part of a full training for each was measured and cost more than it brought: three points of everything that is known,
 * looked at for as long as any other, leave the choice of what to continue to the search (docs/search.md).
 */
public final class PortfolioPhase implements Phase {

    public static final String NAME = TransferPhase.NAME;

    /** Altogether, where few trainings can be paid for. */
    private static final int FEW_POINTS = 2;

    private static final double FEW_TRAININGS = 3;

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
            Step.Train train = trains.reaching(point, FreezeThawPhase.lowest(history.spec()), from(history, point));
            if (train != null && ledger.affords(train.reserve())) {
                return train;
            }
        }
        return history.busy(NAME) ? Step.WAIT : new Step.Done(NAME, "what is known beforehand is trained");
    }

    /** What is known, the most promising first. */
    private static List<Config> points(History history, Costs costs) {
        List<Config> points = points(history);
        boolean few = history.spec().budget().over(costs.full()) <= FEW_TRAININGS;
        return points.stream().limit(few ? FEW_POINTS : points.size()).toList();
    }

    private static List<Config> points(History history) {
        Set<Config> points = new LinkedHashSet<>(Portfolio.of(history).points());
        points.addAll(Textbook.of(history.spec().space()).points());
        return List.copyOf(points);
    }

    /** What a study would start from, and from where each comes: its defaults, then as many points as its budget allows. */
    public static SequencedMap<Config, String> starts(History history) {
        Costs costs = Costs.of(history);
        SequencedMap<Config, String> starts = new LinkedHashMap<>();
        starts.put(history.spec().space().defaults(), "from: your defaults");
        List<Config> points = costs.known() ? points(history, costs) : points(history);
        points.forEach(point -> starts.putIfAbsent(point, from(history, point)));
        return starts;
    }

    /** Whether points of earlier studies are tried first; false where there are none. */
    public static boolean borrows(History history) {
        return !Portfolio.of(history).points().isEmpty();
    }

    /** Why no point of earlier studies is tried first, in words; there are such studies. */
    public static String unborrowed(History history) {
        if (!Hearing.before(history).trusted()) {
            return "what did best there is what usually does badly, so it comes last";
        }
        return Portfolio.wanted(history) > 0
                ? "nothing that did well there fits this space"
                : "what they say is too little to be tried first; more studies, or ones that are more alike, would"
                        + " change that";
    }

    private static String from(History history, Config point) {
        String study = Portfolio.of(history).source(point);
        return study == null ? "from: shipped table" : "from: archived study " + study;
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        if (!costs.known()) {
            return control.outline(history, ledger);
        }
        int count = points(history, costs).size();
        long length = FreezeThawPhase.lowest(history.spec());
        Amount each = costs.expected(history.spec().space().defaults(), 0, length);
        String method = Portfolio.of(history).points().isEmpty() ? "textbook" : "portfolio";
        return new PhaseOutline(
                NAME, method, 0, each.times(count + 1), count + 1, length, each, "the defaults, then what is known");
    }
}
