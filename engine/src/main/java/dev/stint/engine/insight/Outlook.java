package dev.stint.engine.insight;

import dev.stint.engine.budget.Amount;
import java.util.Arrays;
import java.util.List;

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

    private static final double SURE = 0.9;

    /** Further budgets, as shares of what is spent, at which the gains of studies were compared with what was expected of them. */
    private static final double[] SHARES = {0.25, 0.5, 1};

    /**
     * What studies gained over what was expected of them, as twenty quantiles for each of those shares, on the tuning instances of LCBench
     * at 6.25 and 12.5 trainings (docs/benchmark.md): mostly nothing, seldom much.
     */
    private static final double[][] REALISED = {
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.02, 0.15, 0.32, 0.63, 0.76, 1.76},
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.02, 0.04, 0.12, 0.36, 0.49, 0.62, 0.68, 0.85, 1.61},
        {0, 0, 0, 0, 0, 0, 0.02, 0.03, 0.04, 0.07, 0.15, 0.20, 0.32, 0.49, 0.64, 0.89, 1.04, 1.29, 1.95, 5.67}
    };

    public Outlook {
        rows = List.copyOf(rows);
    }

    /** Whether a gain that is worth having is unlikely (a tenth at most), more likely than not, or neither. */
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
         * From the gain that a model expects, and how such expectations came true.
         *
         * @param share of the further budget in what is spent
         * @param expected not negative
         */
        public static Row of(Amount more, boolean rest, double share, double expected, double little) {
            double[] gains =
                    Arrays.stream(realised(share)).map(r -> r * expected).toArray();
            double worth = Arrays.stream(gains).filter(g -> g >= little).count() / (double) gains.length;
            Verdict verdict =
                    worth <= 1 - SURE ? Verdict.WORTH_LITTLE : worth > 0.5 ? Verdict.WORTH_IT : Verdict.CANNOT_TELL;
            double mean = Arrays.stream(gains).average().orElse(0);
            return new Row(more, rest, mean, at(gains, 0.05), at(gains, 0.95), worth, verdict);
        }

        /** Between the shares that were measured; beyond the largest as there, below the smallest in proportion. */
        private static double[] realised(double share) {
            double[] mixed = new double[REALISED[0].length];
            int above = share <= SHARES[1] ? 1 : 2;
            double part = (share - SHARES[above - 1]) / (SHARES[above] - SHARES[above - 1]);
            double shrunk = Math.min(1, share / SHARES[0]);
            double weight = Math.clamp(part, 0.0, 1.0);
            Arrays.setAll(mixed, i -> shrunk * ((1 - weight) * REALISED[above - 1][i] + weight * REALISED[above][i]));
            return mixed;
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
