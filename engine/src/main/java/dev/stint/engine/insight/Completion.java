package dev.stint.engine.insight;

import dev.stint.engine.model.Normal;
import dev.stint.engine.model.Ridge;
import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What configurations that were not trained on would have reached at the next rung: one draw from what those that were say.
 *
 * <p>Who is trained on was chosen by values that are known here, so that the choice does not bias a regression on them (missing at random;
 * Rubin 1987, Multiple imputation, sections 5.2 and 5.4; Little and Rubin 2020, section 7.4, for the ladder of rungs). Rows keep the
 * distances between good values: those that were trained on are mostly good ones, and where these crowd, ranks would show a flat line. The
 * regression is {@link Ridge}, and its prior expects the correlation that learning curves usually have, or, seldom, none at all: a rung
 * within a warm-up may show nothing.
 */
final class Completion {

    /** How many configurations the prior is worth. */
    private static final double WORTH = 4;

    private static final double NO_IDEA = 3;

    /** How likely it is beforehand that a rung tells nothing of the next. */
    private static final double NOTHING = 0.05;

    /** Of a coefficient that is 0. */
    private static final double TINY = 1e-3;

    private static final double LARGE = 1e100;

    private Completion() {}

    /**
     * The values, standardised, with a draw for each that is missing.
     *
     * @param regressors of about unit scale, one array a regressor; the first is expected to predict, the others are not
     * @param values NaN where missing
     * @param correlation that is expected between the first regressor and the values, in (0, 1)
     */
    static double[] draw(List<double[]> regressors, double[] values, double correlation, Stream stream) {
        int[] known = where(values, true);
        int[] missing = where(values, false);
        double[] standard = standardised(values, known);
        if (missing.length == 0) {
            return standard;
        }
        Ridge.Prior usual = prior(regressors, known, correlation);
        Ridge.Prior nothing = nothing(regressors.size());
        double told = told(fit(usual, regressors, standard, known), fit(nothing, regressors, standard, known));
        Ridge.Prior prior = stream.uniform() < told ? usual : nothing;
        double[] drawn = fit(prior, regressors, standard, half(known, stream)).draw(rows(regressors, missing), stream);
        for (int i = 0; i < missing.length; i++) {
            standard[missing[i]] = drawn[i];
        }
        return standard;
    }

    /**
     * Half as many of them, drawn with replacement: those that a search trains on resemble each other, so that they are worth fewer than
     * they are, and the draws differ by where the line is not straight.
     */
    private static int[] half(int[] known, Stream stream) {
        int[] some = new int[(known.length + 1) / 2];
        Arrays.setAll(some, i -> known[stream.below(known.length)]);
        return some;
    }

    private static Ridge fit(Ridge.Prior prior, List<double[]> regressors, double[] values, int[] which) {
        double[] y = IntStream.of(which).mapToDouble(i -> values[i]).toArray();
        return Ridge.fit(prior, rows(regressors, which), y);
    }

    /** The probability that a rung tells something of the next. */
    private static double told(Ridge usual, Ridge nothing) {
        double odds = StrictMath.log((1 - NOTHING) / NOTHING) + usual.logEvidence() - nothing.logEvidence();
        return 1 / (1 + StrictMath.exp(-odds));
    }

    /** Those that were trained on are a selection, in which the same line looks steeper on its own scale. */
    private static Ridge.Prior prior(List<double[]> regressors, int[] known, double correlation) {
        double[] first = regressors.getFirst();
        double spread = known.length < 2
                ? 1
                : variance(IntStream.of(known).mapToDouble(i -> first[i]).toArray());
        double noise = 1 / (correlation * correlation) - 1;
        double slope = 1 / Math.sqrt(spread + noise);
        double sd = slope * Math.sqrt(noise);
        List<Ridge.Coefficient> coefficients = new ArrayList<>();
        coefficients.add(new Ridge.Coefficient(0, NO_IDEA));
        coefficients.add(new Ridge.Coefficient(slope, sd / Math.sqrt(WORTH)));
        for (int r = 1; r < regressors.size(); r++) {
            coefficients.add(new Ridge.Coefficient(0, sd / Math.sqrt(WORTH)));
        }
        return new Ridge.Prior(coefficients, sd, WORTH);
    }

    private static Ridge.Prior nothing(int regressors) {
        List<Ridge.Coefficient> coefficients = new ArrayList<>(List.of(new Ridge.Coefficient(0, NO_IDEA)));
        for (int r = 0; r < regressors; r++) {
            coefficients.add(new Ridge.Coefficient(0, TINY));
        }
        return new Ridge.Prior(coefficients, 1, WORTH);
    }

    private static double[][] rows(List<double[]> regressors, int[] which) {
        double[][] rows = new double[which.length][regressors.size() + 1];
        for (int i = 0; i < which.length; i++) {
            rows[i][0] = 1;
            for (int r = 0; r < regressors.size(); r++) {
                rows[i][r + 1] = regressors.get(r)[which[i]];
            }
        }
        return rows;
    }

    private static int[] where(double[] values, boolean known) {
        return IntStream.range(0, values.length)
                .filter(i -> Double.isNaN(values[i]) != known)
                .toArray();
    }

    private static double[] standardised(double[] given, int[] known) {
        double[] values = tamed(given, known);
        double[] y = IntStream.of(known).mapToDouble(i -> values[i]).toArray();
        double mean = Arrays.stream(y).average().orElse(0);
        double sd = y.length < 2 ? 0 : Math.sqrt(variance(y));
        double[] standard = values.clone();
        Arrays.setAll(standard, i -> (values[i] - mean) / (sd == 0 ? 1 : sd));
        return standard;
    }

    /** The squares of the largest numbers are none. */
    private static double[] tamed(double[] values, int[] known) {
        double largest =
                IntStream.of(known).mapToDouble(i -> Math.abs(values[i])).max().orElse(0);
        return largest < LARGE
                ? values
                : Arrays.stream(values).map(v -> v / largest).toArray();
    }

    private static double variance(double[] y) {
        double mean = Arrays.stream(y).average().orElse(0);
        return Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum() / y.length;
    }

    /** Normal scores of the ranks; ties share theirs. */
    static double[] normalScores(double[] values) {
        int n = values.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] scores = new double[n];
        int from = 0;
        for (int i = 1; i <= n; i++) {
            if (i == n || values[order[i]] != values[order[from]]) {
                double score = Normal.quantile((from + i) / (2.0 * n));
                for (int j = from; j < i; j++) {
                    scores[order[j]] = score;
                }
                from = i;
            }
        }
        return scores;
    }
}
