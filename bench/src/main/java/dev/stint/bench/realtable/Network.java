package dev.stint.bench.realtable;

import dev.stint.bench.realtable.Examples.Example;
import java.util.random.RandomGenerator;

/** A network whose weights lie in one vector. */
public interface Network {

    /** First weights: normal with a variance that keeps what flows through of one size, biases zero. */
    double[] start(RandomGenerator random);

    /** Scores of the classes, nothing dropped. */
    double[] scores(double[] weights, Example example);

    /** Adds the gradient of the cross-entropy of one example. */
    void learn(double[] weights, Example example, RandomGenerator dropped, double[] gradient);

    /** The cross-entropy in nats. */
    static double loss(double[] scores, int label) {
        double most = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            most = Math.max(most, score);
        }
        double sum = 0;
        for (double score : scores) {
            sum += StrictMath.exp(score - most);
        }
        return most + StrictMath.log(sum) - scores[label];
    }

    /** The gradient of the cross-entropy by the scores. */
    static double[] pull(double[] scores, int label) {
        double[] pull = new double[scores.length];
        for (int i = 0; i < pull.length; i++) {
            pull[i] = StrictMath.exp(-loss(scores, i));
        }
        pull[label] -= 1;
        return pull;
    }

    /** The class with the highest score. */
    static int read(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    /** What each of some features is multiplied with: 0 where dropped, else what keeps the mean. */
    static double[] mask(int features, double dropout, RandomGenerator random) {
        double[] mask = new double[features];
        for (int i = 0; i < features; i++) {
            mask[i] = dropout == 0 ? 1 : random.nextDouble() < dropout ? 0 : 1 / (1 - dropout);
        }
        return mask;
    }
}
