package dev.stint.engine.insight;

import dev.stint.engine.model.Ridge;
import dev.stint.engine.model.Ridge.Coefficient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether the value of one parameter that a stand-in likes is a good one for the training too.
 *
 * <p>Main effects of both are straight lines with a bend in each parameter, by Bayesian ridge regression on normal scores
 * ({@link Ridge}). The stand-in's favourite is where its expected effect is highest; what it gains by the training's effect, over an
 * average value, has a posterior of Student's t. With d parameters a claim must be sure at {@code 1 − .05/d}.
 *
 * @param probability that the favourite is better than an average value; NaN where the stand-in has none for sure
 */
public record CarriedOver(String parameter, double probability, Verdict verdict) {

    /** What is known of it. */
    public enum Verdict {
        CARRIES_OVER,
        /** What the stand-in likes is worse than average for the training. */
        TURNS,
        CANNOT_TELL
    }

    private static final double DOUBT = 0.05;

    private static final double LINE_SD = 1.5;
    private static final double BEND_SD = 3;
    private static final double NOISE_SD = 0.6;
    private static final double NOISE_WORTH = 4;

    /** Values between which the favourite is chosen. */
    private static final int VALUES = 21;

    /** The mean of the square of a coordinate about its middle. */
    private static final double MEAN_SQUARE = 1.0 / 12;

    /** One for each parameter; all are open where there is not enough to compare. */
    static List<CarriedOver> of(ProxyEvidence evidence, boolean enough) {
        if (!enough) {
            return evidence.names().stream()
                    .map(name -> new CarriedOver(name, Double.NaN, Verdict.CANNOT_TELL))
                    .toList();
        }
        Ridge proxy = fit(evidence.rows().toArray(double[][]::new), scores(evidence.proxy()));
        Ridge training = fit(evidence.pairedRows(), Completion.normalScores(evidence.pairedTraining()));
        double doubt = DOUBT / Math.max(1, evidence.names().size());
        int dimensions = evidence.rows().getFirst().length;
        List<CarriedOver> all = new ArrayList<>();
        for (int j = 0; j < evidence.names().size(); j++) {
            double gains = evidence.numeric().get(j) ? gains(proxy, training, j, dimensions, doubt) : Double.NaN;
            all.add(new CarriedOver(evidence.names().get(j), gains, verdict(gains, doubt)));
        }
        return all;
    }

    private static double[] scores(List<Double> values) {
        return Completion.normalScores(values.stream().mapToDouble(v -> v).toArray());
    }

    private static Verdict verdict(double probability, double doubt) {
        return probability >= 1 - doubt
                ? Verdict.CARRIES_OVER
                : probability <= doubt ? Verdict.TURNS : Verdict.CANNOT_TELL;
    }

    private static Ridge fit(double[][] points, double[] scores) {
        List<Coefficient> prior = new ArrayList<>();
        prior.add(new Coefficient(0, 1));
        for (int j = 0; j < points[0].length; j++) {
            prior.add(new Coefficient(0, LINE_SD));
            prior.add(new Coefficient(0, BEND_SD));
        }
        double[][] rows = new double[points.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = features(points[i]);
        }
        return Ridge.fit(new Ridge.Prior(prior, NOISE_SD, NOISE_WORTH), rows, scores);
    }

    private static double[] features(double[] point) {
        double[] row = new double[1 + 2 * point.length];
        row[0] = 1;
        for (int j = 0; j < point.length; j++) {
            row[1 + 2 * j] = point[j] - 0.5;
            row[2 + 2 * j] = (point[j] - 0.5) * (point[j] - 0.5) - MEAN_SQUARE;
        }
        return row;
    }

    /** The probability that the proxy's favourite of coordinate j is above the average of the training's effect. */
    private static double gains(Ridge proxy, Ridge training, int j, int dimensions, double doubt) {
        double favourite = IntStream.range(0, VALUES)
                .mapToObj(v -> (double) v / (VALUES - 1))
                .max((u, v) -> Double.compare(
                        proxy.contrast(effect(u, j, dimensions)).location(),
                        proxy.contrast(effect(v, j, dimensions)).location()))
                .orElseThrow();
        double[] effect = effect(favourite, j, dimensions);
        double seen = 1 - proxy.contrast(effect).cdf(0);
        return seen < 1 - doubt ? Double.NaN : 1 - training.contrast(effect).cdf(0);
    }

    /** A value's row less the average row: other coordinates cancel. */
    private static double[] effect(double value, int j, int dimensions) {
        double[] row = new double[1 + 2 * dimensions];
        row[1 + 2 * j] = value - 0.5;
        row[2 + 2 * j] = (value - 0.5) * (value - 0.5) - MEAN_SQUARE;
        return row;
    }
}
