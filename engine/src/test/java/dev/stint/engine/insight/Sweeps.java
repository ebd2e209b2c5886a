package dev.stint.engine.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes learning-rate sweeps whose truth is known. */
final class Sweeps {
    private Sweeps() {}

    /**
     * A loss that falls from 2.3 around the rate 10^steep and turns up around 10^edge.
     *
     * @param sharpness how fast the loss rises beyond the edge: 3 is gradual, 12 abrupt
     */
    record Shape(double steep, double edge, double fall, double sharpness) {
        double loss(double log10Rate) {
            double fallen = 1 / (1 + StrictMath.exp(-(log10Rate - steep) / 0.22));
            double risen = StrictMath.expm1(Math.min(sharpness * Math.max(0, log10Rate - edge), 40));
            return 2.3 * StrictMath.exp(-fall * fallen) + 0.1 * risen;
        }

        /** The centre by the rule of three votes, read off the noise-free shape. */
        double centre(OptimizerFamily family) {
            double steepest = 0;
            double lowest = 0;
            double step = 0.001;
            double fastest = 0;
            for (double u = -7; u < edge; u += step) {
                double slope = StrictMath.log(loss(u + step)) - StrictMath.log(loss(u));
                steepest = slope < fastest ? u : steepest;
                fastest = Math.min(slope, fastest);
            }
            for (double u = -7; u < 1; u += step) {
                lowest = loss(u) < loss(lowest) ? u : lowest;
            }
            double diverged = lowest;
            double limit = StrictMath.log(loss(lowest)) + 0.3 * StrictMath.log(loss(-7) / loss(lowest));
            while (StrictMath.log(loss(diverged)) <= limit) {
                diverged += step;
            }
            double below = family == OptimizerFamily.SGD ? 1 : StrictMath.log10(30) / 2;
            return (steepest + lowest - below + diverged - 1) / 3;
        }
    }

    static List<LrSweep.Point> sweep(Shape shape, double noise, Random random) {
        return sweep(shape, noise, 200, -7, 1, random);
    }

    static List<LrSweep.Point> sweep(Shape shape, double noise, int steps, double from, double to, Random random) {
        List<LrSweep.Point> points = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double u = from + (to - from) * i / (steps - 1);
            double loss = shape.loss(u) * StrictMath.exp(noise * random.nextGaussian());
            points.add(new LrSweep.Point(StrictMath.pow(10, u), loss > 1e12 ? Double.NaN : loss));
        }
        return points;
    }

    static List<LrSweep.Point> noiseOnly(double noise, int steps, Random random) {
        List<LrSweep.Point> points = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double rate = StrictMath.pow(10, -7 + 8.0 * i / (steps - 1));
            points.add(new LrSweep.Point(rate, 2.3 * StrictMath.exp(noise * random.nextGaussian())));
        }
        return points;
    }

    /** Gradient descent on a quadratic whose largest curvature is given: steps above 2 / curvature diverge. */
    static List<LrSweep.Point> descent(double curvature, double noise, Random random) {
        double[] weights = new double[20];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextGaussian() / Math.sqrt(curvature);
        }
        List<LrSweep.Point> points = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            double rate = StrictMath.pow(10, -6 + 7.0 * step / 199);
            double loss = 0.05;
            for (int i = 0; i < weights.length; i++) {
                double bend = curvature * StrictMath.pow(0.05, i / 19.0);
                loss += 0.5 * bend * weights[i] * weights[i];
                weights[i] -= rate * (bend * weights[i] + 0.02 * Math.sqrt(curvature) * random.nextGaussian());
            }
            points.add(new LrSweep.Point(rate, loss * StrictMath.exp(noise * random.nextGaussian())));
        }
        return points;
    }
}
