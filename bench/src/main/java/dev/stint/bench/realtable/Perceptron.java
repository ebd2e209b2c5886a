package dev.stint.bench.realtable;

import dev.stint.bench.realtable.Examples.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Hidden layers of rectified units, all of one width. */
public final class Perceptron implements Network {

    private final List<Dense> layers = new ArrayList<>();
    private final double dropout;

    /** @param hidden layers between the inputs and the scores */
    public Perceptron(int inputs, int hidden, int width, int classes, double dropout) {
        this.dropout = dropout;
        int at = 0;
        for (int i = 0; i <= hidden; i++) {
            Dense layer = new Dense(at, i == 0 ? inputs : width, i == hidden ? classes : width);
            layers.add(layer);
            at = layer.end();
        }
    }

    @Override
    public double[] start(RandomGenerator random) {
        double[] weights = new double[layers.getLast().end()];
        layers.forEach(layer -> layer.start(weights, 2.0 / layer.inputs(), random));
        return weights;
    }

    private List<Dense> hidden() {
        return layers.subList(0, layers.size() - 1);
    }

    @Override
    public double[] scores(double[] weights, Example example) {
        double[] x = example.inputs();
        for (Dense layer : hidden()) {
            x = layer.forward(weights, x);
            rectify(x);
        }
        return layers.getLast().forward(weights, x);
    }

    @Override
    public void learn(double[] weights, Example example, RandomGenerator dropped, double[] gradient) {
        List<double[]> masks = new ArrayList<>();
        List<double[]> inputs = inputs(weights, example, dropped, masks);
        double[] pull = Network.pull(layers.getLast().forward(weights, inputs.getLast()), example.label());
        for (int i = layers.size() - 1; i >= 0; i--) {
            pull = layers.get(i).backward(weights, inputs.get(i), pull, gradient);
            if (i > 0) {
                scale(pull, masks.get(i - 1));
                stop(pull, inputs.get(i));
            }
        }
    }

    /** What each layer sees, and with which mask. */
    private List<double[]> inputs(double[] weights, Example example, RandomGenerator dropped, List<double[]> masks) {
        List<double[]> inputs = new ArrayList<>(List.of(example.inputs()));
        for (Dense layer : hidden()) {
            double[] x = layer.forward(weights, inputs.getLast());
            rectify(x);
            masks.add(Network.mask(x.length, dropout, dropped));
            scale(x, masks.getLast());
            inputs.add(x);
        }
        return inputs;
    }

    private static void rectify(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(0, x[i]);
        }
    }

    private static void scale(double[] x, double[] mask) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= mask[i];
        }
    }

    /** Nothing flows back through a unit that was silent. */
    private static void stop(double[] pull, double[] x) {
        for (int i = 0; i < x.length; i++) {
            pull[i] = x[i] > 0 ? pull[i] : 0;
        }
    }
}
