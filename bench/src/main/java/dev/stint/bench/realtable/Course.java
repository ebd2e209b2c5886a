package dev.stint.bench.realtable;

import dev.stint.bench.realtable.Curve.Epoch;
import dev.stint.bench.realtable.Examples.Example;
import dev.stint.engine.history.Task;
import dev.stint.engine.insight.LrSweep;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A training of a network in plain Java, on one thread, the same to the last bit wherever it runs.
 *
 * <p>The learning rate warms up linearly and then falls as a cosine to zero at the end of the full length.
 */
final class Course {

    private final Network network;
    private final Rule rule;
    private final Examples examples;
    private final Settings settings;
    private final SplittableRandom random;
    private final double[] weights;
    private int steps;

    Course(Network network, Examples examples, Settings settings, long seed) {
        this.network = network;
        this.examples = examples;
        this.settings = settings;
        this.random = new SplittableRandom(seed);
        this.weights = network.start(random);
        this.rule = settings.rule(weights.length);
    }

    Curve run() {
        List<Epoch> epochs = new ArrayList<>();
        while (epochs.size() < Problem.EPOCHS) {
            long start = System.nanoTime();
            epoch();
            Score validation = score(examples.validation());
            double millis = (System.nanoTime() - start) / 1e6;
            if (!Double.isFinite(validation.loss())) {
                break;
            }
            epochs.add(new Epoch(
                    validation.loss(),
                    validation.wrong(),
                    score(examples.test()).wrong(),
                    millis));
        }
        return new Curve(epochs);
    }

    private record Score(double loss, int wrong) {}

    private Score score(List<Example> some) {
        double loss = 0;
        int wrong = 0;
        for (Example example : some) {
            double[] scores = network.scores(weights, example);
            loss += Network.loss(scores, example.label());
            wrong += Network.read(scores) == example.label() ? 0 : 1;
        }
        return new Score(loss / some.size(), wrong);
    }

    private void epoch() {
        List<Example> order = shuffled();
        for (int from = 0; from < order.size(); from += settings.batchSize()) {
            step(order.subList(from, Math.min(order.size(), from + settings.batchSize())), rate());
        }
    }

    /** The loss of one batch after the other, while the rate rises by a constant factor from batch to batch. */
    List<LrSweep.Point> sweep(Task.LrRange range) {
        List<LrSweep.Point> points = new ArrayList<>();
        List<Example> left = List.of();
        for (int i = 0; i < range.steps(); i++) {
            left = left.isEmpty() ? shuffled() : left;
            List<Example> batch = left.subList(0, Math.min(left.size(), settings.batchSize()));
            left = left.subList(batch.size(), left.size());
            double rate = range.min() * StrictMath.pow(range.max() / range.min(), i / (range.steps() - 1.0));
            points.add(new LrSweep.Point(rate, score(batch).loss()));
            step(batch, rate);
        }
        return points;
    }

    private void step(List<Example> batch, double rate) {
        double[] gradient = new double[weights.length];
        for (Example example : batch) {
            network.learn(weights, example, random, gradient);
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= batch.size();
        }
        steps++;
        rule.step(weights, gradient, rate, steps);
    }

    private double rate() {
        int all = Problem.EPOCHS * Math.ceilDiv(examples.train().size(), settings.batchSize());
        double warmup = settings.warmupRatio() * all;
        if (steps + 1 < warmup) {
            return settings.lr() * (steps + 1) / warmup;
        }
        double progress = Math.min(1, (steps + 1 - warmup) / Math.max(1, all + 1 - warmup));
        return settings.lr() * 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress));
    }

    /** Fisher and Yates. */
    private List<Example> shuffled() {
        List<Example> order = new ArrayList<>(examples.train());
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            order.set(i, order.set(j, order.get(i)));
        }
        return order;
    }
}
