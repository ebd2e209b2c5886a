package dev.stint.engine.insight;

import dev.stint.engine.model.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Seeds that collapsed: far worse than the other seeds of their configuration, by what seeds differ elsewhere among the finals.
 *
 * <p>Each seed is compared with the mean of its configuration's others, in units of the pooled deviation of all seeds but itself. Were all
 * seeds normal with one deviation, one study in a thousand would name a seed wrongly (Bonferroni over the seeds).
 */
public final class Collapse {

    private static final double FALSE_ALARMS = 0.001;

    /** Below so many degrees of freedom the deviation is too uncertain for anybody to be called an exception. */
    private static final int FREEDOM = 3;

    /**
     * A seed that collapsed.
     *
     * @param row of its configuration
     * @param seed its place in the row
     * @param others mean score of the other seeds
     */
    public record Place(int row, int seed, double others) {}

    private Collapse() {}

    /** @param scores a row for each configuration, a finite score for each seed; larger is better */
    public static List<Place> find(List<double[]> scores) {
        int seeds = scores.stream().mapToInt(row -> row.length).sum();
        List<Place> places = new ArrayList<>();
        for (int row = 0; row < scores.size(); row++) {
            for (int seed = 0; seed < scores.get(row).length; seed++) {
                double[] others = without(scores.get(row), seed);
                double mean = Arrays.stream(others).average().orElse(Double.NaN);
                if (mean - scores.get(row)[seed] > limit(scores, row, others, seeds)) {
                    places.add(new Place(row, seed, mean));
                }
            }
        }
        return places;
    }

    /** How far a seed may lie below the mean of {@code others}; infinite where nobody can tell. */
    private static double limit(List<double[]> scores, int row, double[] others, int seeds) {
        double squares = 0;
        int freedom = 0;
        for (int i = 0; i < scores.size(); i++) {
            double[] seen = i == row ? others : scores.get(i);
            squares += squares(seen);
            freedom += Math.max(0, seen.length - 1);
        }
        if (freedom < FREEDOM || squares == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double sd = StrictMath.sqrt(squares / freedom * (1 + 1.0 / others.length));
        return sd * StudentT.standard(freedom).quantile(1 - FALSE_ALARMS / seeds);
    }

    private static double squares(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    }

    private static double[] without(double[] values, int place) {
        double[] rest = new double[values.length - 1];
        System.arraycopy(values, 0, rest, 0, place);
        System.arraycopy(values, place + 1, rest, place, rest.length - place);
        return rest;
    }

    /** What to say of one: its value, and the mean of its configuration's other seeds. */
    public static Warning warning(String metric, int trial, int replicate, double value, double others) {
        return new Warning(
                "seed-collapsed",
                "replicate " + replicate + " of trial " + trial + " collapsed: " + metric + " " + Words.number(value)
                        + ", where its other seeds have " + Words.number(others)
                        + "; it widens every interval of the finals",
                "look at its curve and its output. A configuration that collapses with one seed may do so with yours:"
                        + " a lower learning rate, a longer warm-up or clipped gradients often help");
    }
}
