package dev.stint.engine.budget;

import dev.stint.engine.model.Ridge;
import dev.stint.engine.model.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cost of a training as start-up plus length times a rate that depends on the configuration.
 *
 * <p>The logarithm of the rate is a Bayesian ridge regression on the encoded configuration, so that with no measurement the user's
 * guess stands, with one the rate is pooled, and with many it follows the configuration. Plain numbers in the unit of the budget.
 */
public final class CostModel {

    /**
     * One metered attempt.
     *
     * @param point the encoded configuration
     * @param units trained
     * @param cost all in all
     * @param inner cost of a unit as the steps of the attempt show it, without its start; NaN with fewer than two steps
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Observation(double[] point, long units, double cost, double inner) {}

    /** What the user believes: cost of a unit (NaN for unknown) and of a start. */
    public record Guess(double perUnit, double startUp) {}

    /** How far one axis of the cube is believed to move the logarithm of the rate, and how much equal trainings differ in it. */
    private static final double EFFECT_SD = 1;

    private static final double NOISE_SD = 0.1;
    private static final double NOISE_WORTH = 6;

    /** A guess may be off by a factor of 1.35 either way. */
    private static final double GUESS_SD = 0.3;

    private static final double VAGUE_SD = 100;

    /** The quantile that a reservation holds; it is asked for so often that its place in the standard distribution is kept. */
    public static final double RESERVED = 0.8;

    private final double startUp;
    private final double typicalRate;
    private final Ridge ridge;
    private final boolean known;
    private final double reserved;

    private CostModel(double startUp, double typicalRate, Ridge ridge, boolean known, int dimensions) {
        this.startUp = startUp;
        this.typicalRate = typicalRate;
        this.ridge = ridge;
        this.known = known;
        this.reserved = standard(ridge.predict(new double[dimensions + 1]), RESERVED);
    }

    private static double standard(StudentT rate, double quantile) {
        return StudentT.standard(rate.freedom()).quantile(quantile);
    }

    /** Learns from measurements; the guess is a belief that few measurements outweigh. */
    public static CostModel fit(int dimensions, List<Observation> observations, Guess guess) {
        double startUp = startUp(observations, guess);
        double[] logs =
                observations.stream().mapToDouble(o -> logRate(o, startUp)).toArray();
        double[][] rows = observations.stream().map(o -> row(o.point())).toArray(double[][]::new);
        boolean guessed = !Double.isNaN(guess.perUnit());
        double believed = guessed ? StrictMath.log(Math.max(guess.perUnit(), 1e-300)) : 0;
        List<Ridge.Coefficient> prior = new ArrayList<>();
        prior.add(new Ridge.Coefficient(believed, guessed ? GUESS_SD : VAGUE_SD));
        for (int j = 0; j < dimensions; j++) {
            prior.add(new Ridge.Coefficient(0, EFFECT_SD));
        }
        Ridge ridge = Ridge.fit(new Ridge.Prior(prior, NOISE_SD, NOISE_WORTH), rows, logs);
        double centre = logs.length == 0 ? believed : Arrays.stream(logs).sum() / logs.length;
        return new CostModel(startUp, StrictMath.exp(centre), ridge, guessed || logs.length > 0, dimensions);
    }

    private static double logRate(Observation seen, double startUp) {
        return StrictMath.log(Math.max(seen.cost() - startUp, 0.05 * seen.cost()) / seen.units());
    }

    /** An intercept, then the point as distances from the middle of the cube. */
    private static double[] row(double[] point) {
        double[] row = new double[point.length + 1];
        row[0] = 1;
        for (int j = 0; j < point.length; j++) {
            row[j + 1] = point[j] - 0.5;
        }
        return row;
    }

    private static double startUp(List<Observation> observations, Guess guess) {
        double[] starts = observations.stream()
                .filter(o -> !Double.isNaN(o.inner()))
                .mapToDouble(o -> Math.max(0, o.cost() - o.inner() * o.units()))
                .sorted()
                .toArray();
        return starts.length == 0 ? guess.startUp() : starts[starts.length / 2];
    }

    /** Whether there is a measurement or a guess. */
    public boolean known() {
        return known;
    }

    /** Cost of starting one attempt. */
    public double startUp() {
        return startUp;
    }

    /** Cost of one unit at the average configuration. */
    public double typicalRate() {
        return typicalRate;
    }

    /** A quantile (in (0, 1)) of the cost of training {@code units} of a configuration, start-up included. */
    public double cost(double[] point, long units, double quantile) {
        StudentT rate = ridge.predict(row(point));
        double away = quantile == 0.5 ? 0 : quantile == RESERVED ? reserved : standard(rate, quantile);
        return startUp + units * StrictMath.exp(rate.location() + rate.scale() * away);
    }
}
