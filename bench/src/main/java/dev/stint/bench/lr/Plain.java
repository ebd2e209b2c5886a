package dev.stint.bench.lr;

import dev.stint.bench.realtable.Examples;
import dev.stint.bench.realtable.Examples.Example;
import dev.stint.bench.realtable.Network;
import dev.stint.bench.realtable.Perceptron;
import dev.stint.bench.realtable.Recurrent;
import dev.stint.bench.realtable.Rule;
import dev.stint.engine.insight.LrSweep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The networks in plain Java. */
final class Plain implements Subject {

    private static final double WARMUP = 0.05;
    private static final double DECAY = 1e-4;

    private final Examples tumours = Examples.tumours();
    private final Examples digits;

    Plain(Path root) {
        this.digits = Examples.digits(
                root.resolve("examples/digits/src/main/resources/dev/stint/examples/digits/digits.csv.gz"));
    }

    private Examples examples(Case one) {
        return one.subject().equals("tumours") ? tumours : digits;
    }

    /** A network with its weights and the order of its batches. */
    private final class Course {
        private final Case one;
        private final Network network;
        private final SplittableRandom random;
        private final double[] weights;
        private final Rule rule;
        private List<Example> left = List.of();
        private int steps;

        Course(Case one, int seed) {
            this.one = one;
            this.network = network(one);
            this.random = new SplittableRandom(1_000L * one.number() + seed);
            this.weights = network.start(random);
            this.rule = rule(one.optimizer(), weights.length);
        }

        /** Takes one step on the next batch and returns the loss before it. */
        double step(double rate) {
            if (left.isEmpty()) {
                left = shuffled(examples(one).train(), random);
            }
            List<Example> batch = left.subList(0, Math.min(left.size(), one.batch()));
            left = left.subList(batch.size(), left.size());
            double loss = loss(batch);
            double[] gradient = new double[weights.length];
            batch.forEach(example -> network.learn(weights, example, random, gradient));
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] /= batch.size();
            }
            steps++;
            rule.step(weights, gradient, rate, steps);
            return loss;
        }

        double loss(List<Example> some) {
            return some.stream()
                    .mapToDouble(e -> Network.loss(network.scores(weights, e), e.label()))
                    .average()
                    .orElseThrow();
        }
    }

    private static Network network(Case one) {
        return switch (one.subject()) {
            case "tumours" -> new Perceptron(30, 2, one.width(), 2, 0);
            case "digits-mlp" -> new Perceptron(64, 1, one.width(), 10, 0);
            default -> new Recurrent(one.width(), 10, 0);
        };
    }

    private static Rule rule(String optimizer, int size) {
        return switch (optimizer) {
            case "adamw" -> Rule.adamw(size, DECAY);
            case "rmsprop" -> Rule.rmsprop(size, DECAY, Double.MAX_VALUE);
            default -> Rule.sgd(size, 0.9, DECAY);
        };
    }

    /** Fisher and Yates. */
    private static List<Example> shuffled(List<Example> examples, SplittableRandom random) {
        List<Example> order = new ArrayList<>(examples);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            order.set(i, order.set(j, order.get(i)));
        }
        return order;
    }

    @Override
    public List<LrSweep.Point> sweep(Case one, double min, double max, int steps) {
        Course course = new Course(one, 0);
        List<LrSweep.Point> points = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double rate = min * StrictMath.pow(max / min, (double) i / (steps - 1));
            points.add(new LrSweep.Point(rate, course.step(rate)));
        }
        return points;
    }

    @Override
    public double train(Case one, double rate, int seed) {
        Course course = new Course(one, seed);
        int steps = one.epochs() * Math.ceilDiv(examples(one).train().size(), one.batch());
        for (int i = 0; i < steps; i++) {
            if (!Double.isFinite(course.step(rate * share(i, steps)))) {
                return Double.NaN;
            }
        }
        return course.loss(examples(one).validation());
    }

    /** Of the peak rate: a linear rise, then a cosine, as in the examples. */
    private static double share(int step, int steps) {
        double warmup = WARMUP * steps;
        return step < warmup
                ? (step + 1) / (warmup + 1)
                : 0.5 * (1 + StrictMath.cos(StrictMath.PI * (step - warmup) / (steps - warmup)));
    }
}
