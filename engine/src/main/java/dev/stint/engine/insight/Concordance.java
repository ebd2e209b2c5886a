package dev.stint.engine.insight;

import dev.stint.engine.model.Beta;
import dev.stint.engine.model.RankCorrelation;
import java.util.List;

/**
 * How far a low fidelity (or another proxy) ranks configurations as the full training does.
 *
 * <p>p is the probability that two random configurations are ordered alike; tau = 2p - 1. Its prior is Beta, worth six
 * pairs. n configurations give n(n-1)/2 pairs, but these share members: they count as the
 * {@code 9n(n-1) / (2(2n+5))} independent pairs with the same variance of Kendall's tau (Kendall 1938). The pairs must
 * be unselected: configurations that were promoted because they looked good at the low fidelity rank worse than all do.
 *
 * @param probability posterior mean of p
 * @param low 5 % quantile of p
 * @param high 95 % quantile of p
 * @param configurations how many pairs of values were given
 * @param trust what follows from it
 */
public record Concordance(double probability, double low, double high, int configurations, Trust trust) {
    /** Worth trusting: two pairs in three ordered alike, tau = 1/3. Below, early ranks hardly beat chance. */
    private static final double ENOUGH = 2.0 / 3;

    private static final double SURE = 0.9;
    private static final double PRIOR_PAIRS = 6;

    /** Measured on learning curves of 34 tabular tasks: fraction of the full length, and p over all configurations. */
    private static final double[] FRACTION = {0.02, 0.04, 0.10, 0.15, 0.25, 0.50, 1};

    private static final double[] USUAL = {0.51, 0.73, 0.82, 0.85, 0.88, 0.93, 0.99};

    /** Whether ranks at the low fidelity may decide. */
    public enum Trust {
        TRUST,
        DONT_TRUST,
        CANNOT_TELL
    }

    /** One configuration, measured at both fidelities; both values in the same direction. */
    public record Pair(double low, double high) {}

    /**
     * The posterior after these pairs.
     *
     * @param prior expected p before any pair, for instance {@link #usual}; in (0, 1)
     * @throws IllegalArgumentException for a value that is not finite, or a prior outside (0, 1)
     */
    public static Concordance of(List<Pair> pairs, double prior) {
        if (!(prior > 0 && prior < 1)) {
            throw new IllegalArgumentException("The prior concordance (" + prior + ") must lie between 0 and 1.");
        }
        pairs.forEach(Concordance::requireFinite);
        double[] low = pairs.stream().mapToDouble(Pair::low).toArray();
        double[] high = pairs.stream().mapToDouble(Pair::high).toArray();
        Beta before = new Beta(PRIOR_PAIRS * prior, PRIOR_PAIRS * (1 - prior));
        Beta p = RankCorrelation.kendall(low, high, before).concordance();
        return new Concordance(p.mean(), p.quantile(0.05), p.quantile(0.95), pairs.size(), trust(p.cdf(ENOUGH)));
    }

    private static Trust trust(double below) {
        if (below >= SURE) {
            return Trust.DONT_TRUST;
        }
        return below <= 1 - SURE ? Trust.TRUST : Trust.CANNOT_TELL;
    }

    private static void requireFinite(Pair pair) {
        if (!Double.isFinite(pair.low) || !Double.isFinite(pair.high)) {
            throw new IllegalArgumentException("The pair (" + pair + ") is not finite.");
        }
    }

    /** The p to expect of a prefix of this fraction (0, 1] of the full training, where nothing is known of the task. */
    public static double usual(double fraction) {
        if (fraction <= FRACTION[0]) {
            return USUAL[0];
        }
        int above = 1;
        while (above < FRACTION.length - 1 && FRACTION[above] < fraction) {
            above++;
        }
        double span = StrictMath.log(FRACTION[above] / FRACTION[above - 1]);
        double part = Math.min(1, StrictMath.log(fraction / FRACTION[above - 1]) / span);
        return USUAL[above - 1] + part * (USUAL[above] - USUAL[above - 1]);
    }

    /** The verdict as a sentence with its numbers. */
    public String sentence() {
        String measured = Words.percent(probability) + " of pairs ordered alike (90 % interval " + Words.percent(low)
                + " to " + Words.percent(high) + ", " + configurations + " configurations"
                + (configurations < 6 ? ", mostly assumed)" : ")");
        return switch (trust) {
            case TRUST -> "Early ranks can be trusted to remove bad configurations: " + measured + ".";
            case DONT_TRUST -> "Early ranks cannot be trusted: " + measured + "; compare at a higher fidelity.";
            case CANNOT_TELL -> "Cannot tell whether early ranks can be trusted: " + measured + ".";
        };
    }
}
