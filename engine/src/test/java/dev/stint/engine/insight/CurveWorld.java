package dev.stint.engine.insight;

import dev.stint.engine.spec.Objective.Goal;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Makes learning curves of which it is known what they show. Time runs from 0 to 1 over 50 epochs. */
final class CurveWorld {
    private final Random random;

    CurveWorld(int seed) {
        this.random = new Random(seed);
    }

    LearningCurve of(Diagnosis.Kind kind) {
        return switch (kind) {
            case DIVERGED -> diverged();
            case EARLY_INSTABILITY -> early();
            case OVERFITTING -> overfitting();
            case UNDERFITTING -> underfitting();
            case NOT_CONVERGED -> curve(t -> 0.3 + 0.5 * StrictMath.pow(1 + 30 * t, -between(0.4, 0.8)), 0.002);
            case SATURATED -> maybeAccuracy(t -> 0.3 + 0.7 * StrictMath.exp(-between(14, 25) * t), 0.005);
            case LATE_NOISE -> healthy().withRivalGap(0.004);
            case HEALTHY -> healthy().withRivalGap(0.1);
            case CANNOT_TELL -> LearningCurve.of("val_loss", "epoch", Goal.MINIMIZE, 50, series(t -> 1 - t, 0.01, 4));
        };
    }

    private double drawn = Double.NaN;

    /** One draw a curve: the shape is evaluated many times. */
    private double between(double low, double high) {
        drawn = Double.isNaN(drawn) ? low + (high - low) * random.nextDouble() : drawn;
        return drawn;
    }

    private LearningCurve healthy() {
        return maybeAccuracy(t -> 0.3 + 0.6 * StrictMath.exp(-between(4.8, 5.8) * t), 0.009 * 0.6);
    }

    private LearningCurve diverged() {
        double when = 0.3 + 0.5 * random.nextDouble();
        int sort = random.nextInt(3);
        DoubleUnaryOperator loss = t -> 0.2 + 0.8 * StrictMath.exp(-5 * t) + (t > when ? 1.5 : 0);
        LearningCurve lossCurve = curve(loss, 0.02);
        if (sort == 0) {
            lossCurve = curve(t -> t > when ? Double.NaN : loss.applyAsDouble(t), 0.02);
        }
        return switch (sort) {
            case 0 -> lossCurve;
            case 1 -> lossCurve.withTraining(series(loss, 0.03, 100), false);
            default -> accuracy(t -> t > when ? 0.9 : 0.1 + 0.8 * StrictMath.exp(-5 * t), 0.01);
        };
    }

    private LearningCurve early() {
        double peak = 0.015 + 0.02 * random.nextDouble();
        LearningCurve.Series training = series(
                t -> 0.3 + 2 * StrictMath.exp(-5 * t) + 2.5 * StrictMath.exp(-StrictMath.pow((t - peak) / 0.006, 2)),
                0.05,
                400);
        return curve(t -> 0.4 + 0.6 * StrictMath.exp(-5.3 * t), 0.006).withTraining(training, false);
    }

    private LearningCurve overfitting() {
        double turn = 0.25 + 0.35 * random.nextDouble();
        double rise = 0.15 + 0.3 * random.nextDouble();
        LearningCurve bare = curve(
                t -> 0.4 + 0.6 * StrictMath.exp(-6 * t) + rise * StrictMath.pow(Math.max(0, t - turn), 1.2), 0.006);
        return random.nextBoolean()
                ? bare
                : bare.withTraining(series(t -> 0.02 + StrictMath.exp(-4 * t), 0.01, 50), true);
    }

    private LearningCurve underfitting() {
        DoubleUnaryOperator shape = t -> 0.5 + 0.5 * StrictMath.exp(-between(8, 20) * t);
        return curve(shape, 0.006).withTraining(series(shape, 0.006, 50), true).withTarget(0.4);
    }

    private LearningCurve maybeAccuracy(DoubleUnaryOperator loss, double noise) {
        return random.nextBoolean() ? curve(loss, noise) : accuracy(loss, noise);
    }

    private LearningCurve curve(DoubleUnaryOperator loss, double noise) {
        return LearningCurve.of("val_loss", "epoch", Goal.MINIMIZE, 50, series(loss, noise, 50));
    }

    private LearningCurve accuracy(DoubleUnaryOperator loss, double noise) {
        return LearningCurve.of(
                "accuracy", "epoch", Goal.MAXIMIZE, 50, series(t -> 1 - loss.applyAsDouble(t), noise, 50));
    }

    private LearningCurve.Series series(DoubleUnaryOperator shape, double noise, int points) {
        double[] steps = new double[points];
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            steps[i] = 50.0 * (i + 1) / points;
            values[i] = shape.applyAsDouble(steps[i] / 50) + noise * random.nextGaussian();
        }
        return new LearningCurve.Series(steps, values);
    }
}
