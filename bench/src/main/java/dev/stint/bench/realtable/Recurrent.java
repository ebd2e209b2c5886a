package dev.stint.bench.realtable;

import dev.stint.bench.realtable.Examples.Example;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Reads an image row by row into a state, h = tanh(A·[row, h] + a), and tells the digit from the last state (Elman 1990). */
public final class Recurrent implements Network {

    private static final int SIDE = 8;

    private final int width;
    private final double dropout;
    private final Dense cell;
    private final Dense last;

    /** @param width numbers in its state */
    public Recurrent(int width, int classes, double dropout) {
        this.width = width;
        this.dropout = dropout;
        this.cell = new Dense(0, SIDE + width, width);
        this.last = new Dense(cell.end(), width, classes);
    }

    @Override
    public double[] start(RandomGenerator random) {
        double[] weights = new double[last.end()];
        cell.start(weights, 1.0 / (SIDE + width), random);
        last.start(weights, 1.0 / width, random);
        return weights;
    }

    @Override
    public double[] scores(double[] weights, Example example) {
        return last.forward(weights, state(read(weights, example)[SIDE]));
    }

    /** What the cell sees at each row, and after all of them. */
    private double[][] read(double[] weights, Example example) {
        double[][] seen = new double[SIDE + 1][SIDE + width];
        for (int row = 0; row < SIDE; row++) {
            System.arraycopy(example.inputs(), row * SIDE, seen[row], 0, SIDE);
            double[] next = cell.forward(weights, seen[row]);
            for (int i = 0; i < width; i++) {
                seen[row + 1][SIDE + i] = StrictMath.tanh(next[i]);
            }
        }
        return seen;
    }

    private static double[] state(double[] seen) {
        return Arrays.copyOfRange(seen, SIDE, seen.length);
    }

    @Override
    public void learn(double[] weights, Example example, RandomGenerator dropped, double[] gradient) {
        double[][] seen = read(weights, example);
        double[] mask = Network.mask(width, dropout, dropped);
        double[] kept = times(state(seen[SIDE]), mask);
        double[] pull = Network.pull(last.forward(weights, kept), example.label());
        pull = times(last.backward(weights, kept, pull, gradient), mask);
        for (int row = SIDE - 1; row >= 0; row--) {
            double[] state = state(seen[row + 1]);
            for (int i = 0; i < width; i++) {
                pull[i] *= 1 - state[i] * state[i];
            }
            pull = state(cell.backward(weights, seen[row], pull, gradient));
        }
    }

    private static double[] times(double[] x, double[] mask) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = x[i] * mask[i];
        }
        return product;
    }
}
