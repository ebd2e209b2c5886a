package dev.stint.engine.insight;

import dev.stint.engine.budget.Amount;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What more budget would buy: how much better the recommended configuration would be at full length.
 *
 * @param metric the gains are in its units, and positive is better
 * @param little a gain below this is not worth having: what two seeds of one configuration differ by where that is known, else a twentieth
 *     of the distance between the best and the median of what was opened
 * @param rows the smallest first
 */
public record Outlook(String metric, double little, List<Row> rows) {

    /** With fewer configurations nothing is said. */
    public static final int FEWEST = 10;

    /** Further budgets, as shares of what is spent, at which the gains of studies were measured. */
    private static final double[] SHARES = {0.25, 0.5, 1};

    /**
     * What studies gained on average for each of those, on the tuning instances of LCBench (docs/benchmark.md), in the geometric mean of
     * what a model expected and the distance between the best and the median: an expectation alone orders studies too boldly.
     */
    private static final List<Double> KEPT = List.of(0.076, 0.124, 0.217);

    /**
     * What studies gained in the same unit, as twenty quantiles for each of those, on the same instances at 6.25 and 12.5 trainings: mostly
     * nothing, seldom much.
     */
    private static final List<List<Double>> REALISED = List.of(
            List.of(
                    0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.01, 0.03, 0.09, 0.14, 0.19, 0.23,
                    0.29, 0.46),
            List.of(
                    0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.02, 0.03, 0.05, 0.08, 0.13, 0.18, 0.22, 0.26, 0.29,
                    0.36, 0.72),
            List.of(
                    0.0, 0.0, 0.0, 0.0, 0.0, 0.01, 0.02, 0.05, 0.07, 0.11, 0.15, 0.19, 0.23, 0.27, 0.29, 0.33, 0.40,
                    0.45, 0.56, 1.37));

    public Outlook {
        rows = List.copyOf(rows);
    }

    /** Whether not one of the twenty quantiles is a gain that is worth having, more than half of them are, or neither. */
    public enum Verdict {
        WORTH_LITTLE,
        WORTH_IT,
        CANNOT_TELL
    }

    /**
     * What some further budget buys.
     *
     * @param more of the budget, beyond what is spent
     * @param rest whether it is what is left of the budget
     * @param gain expected
     * @param low end of the 90 % interval, as {@code high}
     * @param worth the probability of a gain of at least {@link Outlook#little}
     */
    public record Row(Amount more, boolean rest, double gain, double low, double high, double worth, Verdict verdict) {

        /**
         * From the gain that a model expects, the distance between the best and the median, and what studies gained.
         *
         * @param share of the further budget in what is spent
         * @param expected not negative
         * @param spread between the best and the median; not negative
         */
        public static Row of(Amount more, boolean rest, double share, double expected, double spread, double little) {
            double unit = Math.sqrt(expected * spread);
            double[] gains = realised(share).map(r -> r * unit).toArray();
            double worth = Arrays.stream(gains).filter(g -> g >= little).count() / (double) gains.length;
            Verdict verdict = worth == 0 ? Verdict.WORTH_LITTLE : worth > 0.5 ? Verdict.WORTH_IT : Verdict.CANNOT_TELL;
            double mean = between(share, KEPT) * unit;
            return new Row(more, rest, mean, at(gains, 0.05), at(gains, 0.95), worth, verdict);
        }

        private static DoubleStream realised(double share) {
            return IntStream.range(0, REALISED.getFirst().size())
                    .mapToDouble(i -> between(
                            share,
                            REALISED.stream().map(quantiles -> quantiles.get(i)).toList()));
        }

        /** Between the shares that were measured; beyond the largest as there, below the smallest in proportion. */
        private static double between(double share, List<Double> measured) {
            int above = share <= SHARES[1] ? 1 : 2;
            double part = (share - SHARES[above - 1]) / (SHARES[above] - SHARES[above - 1]);
            double weight = Math.clamp(part, 0.0, 1.0);
            double shrunk = Math.min(1, share / SHARES[0]);
            return shrunk * ((1 - weight) * measured.get(above - 1) + weight * measured.get(above));
        }

        private static double at(double[] sorted, double quantile) {
            return sorted[(int) Math.round(quantile * (sorted.length - 1))];
        }

        /** The verdict with its numbers, as a clause: what the amount buys. */
        public String says(String metric) {
            String numbers = metric + " better by " + Words.number(gain) + " (90 % interval " + Words.number(low)
                    + " to " + Words.number(high) + ")";
            return switch (verdict) {
                case WORTH_LITTLE -> "worth little: " + numbers;
                case WORTH_IT -> "worth having: " + numbers;
                case CANNOT_TELL -> "cannot tell whether it is worth having: " + numbers;
            };
        }
    }

    /** Whether even the most that was asked about buys little. */
    public boolean exhausted() {
        return !rows.isEmpty() && rows.getLast().verdict() == Verdict.WORTH_LITTLE;
    }
}
