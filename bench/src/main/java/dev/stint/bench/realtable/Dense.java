package dev.stint.bench.realtable;

import java.util.random.RandomGenerator;

/**
 * A layer in which every output sees every input; its matrix and then its biases lie in a vector of weights.
 *
 * @param at where they begin
 */
record Dense(int at, int inputs, int outputs) {

    /** Where the next layer begins. */
    int end() {
        return at + (inputs + 1) * outputs;
    }

    void start(double[] weights, double variance, RandomGenerator random) {
        for (int i = 0; i < inputs * outputs; i++) {
            weights[at + i] = Math.sqrt(variance) * random.nextGaussian();
        }
    }

    double[] forward(double[] weights, double[] x) {
        double[] y = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            double sum = weights[at + inputs * outputs + o];
            int row = at + o * inputs;
            for (int i = 0; i < inputs; i++) {
                sum += weights[row + i] * x[i];
            }
            y[o] = sum;
        }
        return y;
    }

    /** Adds to the gradient what a pull at the outputs does to the weights, and returns the pull at the inputs. */
    double[] backward(double[] weights, double[] x, double[] pull, double[] gradient) {
        double[] back = new double[inputs];
        for (int o = 0; o < outputs; o++) {
            gradient[at + inputs * outputs + o] += pull[o];
            int row = at + o * inputs;
            for (int i = 0; i < inputs; i++) {
                gradient[row + i] += pull[o] * x[i];
                back[i] += pull[o] * weights[row + i];
            }
        }
        return back;
    }
}
