package dev.stint.engine.insight;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.spec.Objective;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of the finals: finalists trained with paired seeds, some perhaps with fewer seeds than others.
 *
 * <p>The model is that of {@link FinalsPosterior}. Seeds are assumed to spread all finalists alike. Estimates of single
 * finalists are plain; whatever speaks of the winner (its corrected value, the difference to the control, ties, the
 * probability of being best) is shrunk, since the maximum of noisy means is too good to be true, and where the
 * {@linkplain Searched search} is given, free of its luck. For an estimate from fresh seeds alone, give only the runs that were not used for
 * any choice.
 */
public final class Validation {
    private static final int DRAWS = 4000;
    private static final double SMALL = 1e-100;
    private static final double LARGE = 1e100;

    /** The objective of one finished run at full length; runs with the same replicate share their seed. */
    public record Outcome(int finalist, int replicate, double value) {}

    /**
     * The search that chose finalists by their first seeds.
     *
     * @param spared the finalist that was not chosen by its results, the defaults; null for none
     */
    public record Searched(SearchTail tail, @Nullable Integer spared) {}

    /**
     * What is known of the finalists beside their outcomes.
     *
     * @param control the finalist that holds the user's defaults, or null
     * @param assumed what is known of the noise from elsewhere, or null
     * @param searched what speaks of the winner is without the luck that follows from this; null to take nothing off
     * @param prices one a finalist: where the best cannot be told from a cheaper one, that one wins. Empty where cost is no matter
     * @param barred finalists that do not win by their price, because something else says that they are worse
     */
    public record Known(
            @Nullable Integer control,
            @Nullable SeedNoise assumed,
            @Nullable Searched searched,
            List<Price> prices,
            List<Integer> barred) {
        public Known {
            prices = List.copyOf(prices);
            barred = List.copyOf(barred);
        }

        /** Without prices. */
        public Known(@Nullable Integer control, @Nullable SeedNoise assumed, @Nullable Searched searched) {
            this(control, assumed, searched, List.of(), List.of());
        }
    }

    private final FinalsTable table;
    private final double unit;
    private final @Nullable SeedNoise assumed;
    private final Known known;

    private Validation(FinalsTable table, double unit, @Nullable SeedNoise assumed, Known known) {
        this.table = table;
        this.unit = unit;
        this.assumed = assumed;
        this.known = known;
    }

    /**
     * Judges the finals, of which no more is known.
     *
     * @param control the finalist that holds the user's defaults, or null
     * @param assumed what is known of the noise from elsewhere, or null
     * @see #judge(List, Objective.Goal, Known, Seed)
     */
    public static FinalsVerdict judge(
            List<Outcome> outcomes,
            @Nullable Integer control,
            Objective.Goal goal,
            @Nullable SeedNoise assumed,
            Seed seed) {
        return judge(outcomes, goal, new Known(control, assumed, null), seed);
    }

    /**
     * Judges the finals.
     *
     * @param outcomes at least one for each of the finalists 0 .. K-1; all finite, one for a finalist and replicate
     * @param seed of the simulation of the choice; the rest is computed without draws
     * @throws IllegalArgumentException for a missing finalist, a repeated run or a value that is not finite
     */
    public static FinalsVerdict judge(List<Outcome> outcomes, Objective.Goal goal, Known known, Seed seed) {
        double scale = scale(outcomes);
        double unit = goal == Objective.Goal.MAXIMIZE ? scale : -scale;
        FinalsTable table = FinalsTable.of(outcomes, known.control == null ? -1 : known.control, 1 / unit);
        SeedNoise assumed = known.assumed == null ? null : known.assumed.over(scale);
        Validation validation = new Validation(table, unit, assumed, known);
        return table.freedom() == 0 && assumed == null ? validation.cannotTell() : validation.tell(seed);
    }

    /** The pooled deviation between seeds, in the units of the outcomes; NaN until a finalist has two. */
    public static double pooledSd(List<Outcome> outcomes) {
        return outcomes.isEmpty() ? Double.NaN : FinalsTable.of(outcomes, -1, 1).pooledSd();
    }

    /** A power of two, so that dividing by it is exact; other than 1 only where squares would overflow or vanish. */
    private static double scale(List<Outcome> outcomes) {
        double largest =
                outcomes.stream().mapToDouble(o -> Math.abs(o.value())).max().orElse(0);
        boolean ordinary = largest == 0 || (largest > SMALL && largest < LARGE);
        return ordinary ? 1 : Math.scalb(1.0, Math.clamp(Math.getExponent(largest), -1000, 1000));
    }

    /** A score in the user's units; what is beyond the largest number is the largest number. */
    private double told(double score) {
        return Math.clamp(unit * score, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    private FinalsVerdict cannotTell() {
        double[] means = table.means();
        List<Estimate> estimates = new ArrayList<>();
        for (double mean : means) {
            estimates.add(new Estimate.Unbounded(told(mean), 1, "one seed, and no finalist has a second one"));
        }
        return new FinalsVerdict.CannotTell(
                best(means),
                estimates,
                "no finalist was trained with a second seed, so luck and quality cannot be told apart");
    }

    private FinalsVerdict tell(Seed seed) {
        FinalsPosterior shrunk = sober(FinalsPosterior.shrunk(table, assumed));
        double[] means = shrunk.means();
        int best = best(means);
        int winner = winner(shrunk, best);
        Choice choice = simulate(shrunk, seed.stream());
        return new FinalsVerdict.Told(
                winner,
                estimates(),
                bounded(means[winner], shrunk.interval(winner), winner),
                Math.abs(told(choice.optimism)),
                choice.best,
                toControl(shrunk, winner),
                ties(shrunk, winner),
                Math.abs(told(shrunk.sigma())),
                winner == best ? null : preferred(shrunk, winner, best));
    }

    /** The best, or a cheaper one: but not where only the best is known to beat the control. */
    private int winner(FinalsPosterior shrunk, int best) {
        int preferred = new Preference(shrunk, known.prices, known.barred).insteadOf(best);
        return beatsControl(shrunk, best) && !beatsControl(shrunk, preferred) ? best : preferred;
    }

    private boolean beatsControl(FinalsPosterior shrunk, int finalist) {
        FinalsVerdict.Difference difference = toControl(shrunk, finalist);
        return difference != null && difference.evidence();
    }

    /** Without the luck of the search. */
    private FinalsPosterior sober(FinalsPosterior chosen) {
        Searched searched = known.searched;
        return searched == null ? chosen : chosen.less(table.ofSearch(luck(searched.tail()), searched.spared()));
    }

    /** In the units of the table. What finalists have in common chose none of them; where that cannot be told, it is none. */
    private double luck(SearchTail tail) {
        double own = table.ownSd();
        double sd = !Double.isNaN(own) ? own : table.freedom() > 0 || assumed == null ? table.pooledSd() : assumed.sd();
        return tail.luck(Math.abs(unit * sd)) / Math.abs(unit);
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }

    /** Where some finalists lack a seed, the luck that this seed gave to all is taken back, in the mean as in the interval. */
    private List<Estimate> estimates() {
        FinalsPosterior flat = FinalsPosterior.flat(table, assumed);
        double[] means = flat.means();
        List<Estimate> estimates = new ArrayList<>();
        for (int c = 0; c < means.length; c++) {
            estimates.add(bounded(means[c], flat.interval(c), c));
        }
        return estimates;
    }

    private Estimate.Bounded bounded(double mean, double[] interval, int finalist) {
        Estimate.Basis others = table.freedom() > 0 ? Estimate.Basis.OTHER_FINALISTS : Estimate.Basis.ASSUMED;
        return new Estimate.Bounded(
                told(mean),
                Math.min(told(interval[0]), told(interval[1])),
                Math.max(told(interval[0]), told(interval[1])),
                table.seeds[finalist],
                table.seeds[finalist] > 1 ? Estimate.Basis.OWN_SEEDS : others);
    }

    private FinalsVerdict.@Nullable Difference toControl(FinalsPosterior shrunk, int winner) {
        return table.control < 0 || table.control == winner ? null : difference(shrunk, winner, table.control);
    }

    private FinalsVerdict.Difference difference(FinalsPosterior shrunk, int winner, int other) {
        double[] means = shrunk.means();
        double[] interval = shrunk.difference(winner, other);
        return new FinalsVerdict.Difference(
                told(means[winner] - means[other]),
                Math.min(told(interval[0]), told(interval[1])),
                Math.max(told(interval[0]), told(interval[1])),
                interval[0] > 0);
    }

    private FinalsVerdict.Preferred preferred(FinalsPosterior shrunk, int winner, int best) {
        double cost = known.prices.get(winner).over(known.prices.get(best));
        return new FinalsVerdict.Preferred(best, difference(shrunk, winner, best), cost);
    }

    private List<Integer> ties(FinalsPosterior shrunk, int winner) {
        List<Integer> ties = new ArrayList<>();
        for (int c = 0; c < table.finalists(); c++) {
            if (c != winner && shrunk.difference(winner, c)[0] <= 0) {
                ties.add(c);
            }
        }
        return ties;
    }

    private record Choice(List<Double> best, double optimism) {}

    /** Plays the finals again in worlds drawn from the posterior, and looks how the apparent winner does in truth. */
    private Choice simulate(FinalsPosterior posterior, Stream stream) {
        int[] wins = new int[table.finalists()];
        double optimism = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            FinalsPosterior.World world = posterior.draw(stream);
            wins[best(world.f())]++;
            double[] observed = table.replay(world, stream);
            int chosen = best(observed);
            optimism += (observed[chosen] - world.f()[chosen]) / DRAWS;
        }
        List<Double> shares = new ArrayList<>();
        for (int won : wins) {
            shares.add((double) won / DRAWS);
        }
        return new Choice(shares, Math.max(0, optimism));
    }
}
