package dev.stint.bench.realtable;

import dev.stint.bench.realtable.Examples.Example;
import dev.stint.engine.insight.LearningCurve;
import dev.stint.engine.spec.Objective.Goal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A training whose recipe decides what it will show: its losses on the examples to learn from, those to steer by and
 * those that no diagnosis sees.
 */
final class MadeTraining {

    /** The loss that no diagnosis sees is taken about so many times. */
    private static final int LOOKS = 20;

    private final Recipe recipe;
    private final Examples examples;
    private final SplittableRandom random;
    private final double[] weights;
    private final Rule rule;
    private final List<Double> at = new ArrayList<>();
    private final List<Double> train = new ArrayList<>();
    private final List<Double> validation = new ArrayList<>();
    private final List<Double> test = new ArrayList<>();
    private int steps;

    /** Few examples are drawn anew for every seed. */
    private MadeTraining(Recipe recipe, Examples all, long seed) {
        this.recipe = recipe;
        List<Example> order = new ArrayList<>(all.train());
        Collections.shuffle(order, new Random(seed));
        List<Example> some = order.subList(0, Math.min(order.size(), recipe.few()));
        this.examples = new Examples(some, all.validation(), all.test());
        this.random = new SplittableRandom(seed);
        this.weights = recipe.network().start(random);
        this.rule = recipe.rule().of(weights.length);
    }

    static MadeTraining run(Recipe recipe, Examples all, long seed) {
        MadeTraining made = new MadeTraining(recipe, all, seed);
        int every = Math.max(1, recipe.epochs() / LOOKS);
        for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
            made.epoch();
            made.validation.add(made.loss(all.validation()));
            if (epoch % every == 0) {
                made.test.add(made.loss(all.test()));
            }
        }
        return made;
    }

    private void epoch() {
        List<Example> order = new ArrayList<>(examples.train());
        Collections.shuffle(order, new Random(random.nextLong()));
        for (int from = 0; from < order.size(); from += recipe.batch()) {
            List<Example> batch = order.subList(from, Math.min(order.size(), from + recipe.batch()));
            if (steps % every() == 0) {
                at.add((steps + 1.0) / batches());
                train.add(loss(batch));
            }
            step(batch);
        }
    }

    private int batches() {
        return Math.ceilDiv(examples.train().size(), recipe.batch());
    }

    /** A script that prints the loss of a batch, before it is learnt from, about four times an epoch. */
    private int every() {
        return Math.max(1, batches() / 4);
    }

    private void step(List<Example> batch) {
        double[] gradient = new double[weights.length];
        batch.forEach(example -> recipe.network().learn(weights, example, random, gradient));
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= batch.size();
        }
        double rate = recipe.rate(steps, recipe.epochs() * batches());
        steps++;
        rule.step(weights, gradient, rate, steps);
    }

    private double loss(List<Example> some) {
        double sum = 0;
        for (Example example : some) {
            sum += Network.loss(recipe.network().scores(weights, example), example.label());
        }
        return sum / some.size();
    }

    /** The loss at the end on examples that no diagnosis sees. */
    double unseen() {
        return test.getLast();
    }

    /** How many times its minimum that loss is at the end. */
    double risen() {
        return unseen() / lowest();
    }

    double lowest() {
        return Collections.min(test);
    }

    double highest() {
        return Collections.max(test);
    }

    /** Share of these examples that are told wrongly at the end. */
    double wrong() {
        List<Example> all = examples.test();
        return all.stream()
                        .filter(e -> Network.read(recipe.network().scores(weights, e)) != e.label())
                        .count()
                / (double) all.size();
    }

    double validationLoss() {
        return validation.getLast();
    }

    /**
     * The loss of batches over epochs, and after each epoch the validation loss.
     *
     * @param target what a good training reaches
     */
    LearningCurve curve(double target) {
        double[] epochs =
                IntStream.rangeClosed(1, recipe.epochs()).asDoubleStream().toArray();
        return LearningCurve.of(
                        "val_loss",
                        "epoch",
                        Goal.MINIMIZE,
                        recipe.epochs(),
                        new LearningCurve.Series(epochs, numbers(validation)))
                .withTraining(new LearningCurve.Series(numbers(at), numbers(train)), true)
                .withTarget(target);
    }

    private static double[] numbers(List<Double> some) {
        return some.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
