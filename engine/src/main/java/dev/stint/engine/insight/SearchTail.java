package dev.stint.engine.insight;

import dev.stint.engine.model.Normal;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * How the scores of what a search tried thin out towards the best of them, from which follows the luck of what it chose by its first seed.
 *
 * <p>A score with noise of deviation sigma is on average better than the truth by {@code −sigma² d/ds log p(s)}, p the density of all
 * scores (Tweedie's formula; Efron 2011, doi:10.1198/jasa.2011.tm11181). Towards the best the density is taken as {@code exp(−slope · s)},
 * so that the luck is sigma² times the slope; at most that of the best of so many scores that are noise alone.
 *
 * @param slope from the excess of the best six over the seventh, one over units of the objective; infinite where they are all the same
 * @param tried how many scores there are
 */
public record SearchTail(double slope, int tried) {

    private static final int BEST = 6;
    private static final int FEWEST = 3;

    public SearchTail {
        if (!(slope >= 0) || tried <= FEWEST) {
            throw new IllegalArgumentException("A tail needs a slope that is not negative and more than " + FEWEST
                    + " scores, got " + slope + " of " + tried + ".");
        }
    }

    /** From the scores of all that was tried, larger is better; null where they are too few. */
    public static @Nullable SearchTail of(double[] scores) {
        double[] ascending =
                DoubleStream.of(scores).filter(Double::isFinite).sorted().toArray();
        int n = ascending.length;
        return n <= FEWEST ? null : new SearchTail(slope(ascending, Math.min(BEST, n - 1)), n);
    }

    /** Unbiased where the tail is exponential: (k − 1) over the sum of the k excesses. */
    private static double slope(double[] ascending, int k) {
        int next = ascending.length - 1 - k;
        double above = 0;
        for (int i = next + 1; i < ascending.length; i++) {
            above += ascending[i] - ascending[next];
        }
        return (k - 1) / above;
    }

    /** How much too good the first seed of what was chosen is on average, given the deviation between seeds. */
    double luck(double sigma) {
        return sigma == 0 ? 0 : sigma * Math.min(bestOfNoise(), sigma * slope);
    }

    /** The expected best of so many standard normal scores (Blom 1958). */
    private double bestOfNoise() {
        return Normal.quantile((tried - 0.375) / (tried + 0.25));
    }
}
