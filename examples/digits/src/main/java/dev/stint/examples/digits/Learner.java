package dev.stint.examples.digits;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.stint.examples.digits.Batches.Batch;
import dev.stint.examples.digits.Digits.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A network, its optimiser, and PyTorch's memory for both, until closed. */
final class Learner implements AutoCloseable {

    /**
     * How well images are read.
     *
     * @param loss mean cross-entropy in nats
     * @param accuracy share of images read right, in [0, 1]
     */
    record Score(double loss, double accuracy) {}

    private final NDManager memory = NDManager.newBaseManager();
    private final Settings settings;
    private final Network network;
    private final NDArray weights;
    private final Optimizer optimizer;

    private Learner(Settings settings, List<float[]> state) {
        this.settings = settings;
        network = new Network(settings.width());
        weights = memory.create(state.getFirst());
        optimizer = Optimizer.of(
                settings, state.stream().skip(1).map(memory::create).toList());
    }

    /** A learner with the first weights of a seed. */
    static Learner fresh(Settings settings, Streams streams) {
        float[] weights = new Network(settings.width()).start(streams.start());
        List<float[]> state = new ArrayList<>(List.of(weights));
        for (int i = 0; i < Optimizer.memories(settings); i++) {
            state.add(new float[weights.length]);
        }
        return new Learner(settings, state);
    }

    /** Goes on from the {@link #state} of another learner of the same settings. */
    static Learner resumed(Settings settings, List<float[]> state) {
        int size = new Network(settings.width()).size();
        if (state.size() != 1 + Optimizer.memories(settings) || state.getFirst().length != size) {
            throw new Refusal("The checkpoint is of another network or optimiser than the configuration asks for.");
        }
        return new Learner(settings, state);
    }

    /**
     * Takes one step on each batch.
     *
     * @param before steps taken in earlier epochs
     * @return mean training loss over the images, each measured before the step that learnt from it
     */
    double epoch(List<Batch> batches, Schedule schedule, int before) {
        double sum = 0;
        int images = 0;
        for (int i = 0; i < batches.size(); i++) {
            sum += batches.get(i).size() * step(batches.get(i), schedule.at(before + i), before + i + 1);
            images += batches.get(i).size();
        }
        return sum / images;
    }

    /**
     * Learns from one batch.
     *
     * @param step counted from 1
     * @return the loss on the batch before the step
     */
    double step(Batch batch, double rate, int step) {
        try (NDManager scratch = memory.newSubManager();
                GradientCollector tape = Engine.getInstance().newGradientCollector()) {
            NDArray here = weights.stopGradient();
            here.attach(scratch);
            here.setRequiresGradient(true);
            NDArray loss = loss(network.scores(here, pixels(scratch, batch), settings.dropout()), batch);
            tape.backward(loss);
            NDArray gradient = here.getGradient();
            gradient.attach(scratch);
            optimizer.step(weights, gradient.stopGradient(), rate, step);
            return loss.getFloat();
        }
    }

    Score score(List<Image> images) {
        Batch batch = Batches.whole(images);
        try (NDManager scratch = memory.newSubManager()) {
            NDArray here = weights.stopGradient();
            here.attach(scratch);
            NDArray scores = network.scores(here, pixels(scratch, batch), 0);
            long[] read = scores.argMax(1).toLongArray();
            int right = 0;
            for (int i = 0; i < read.length; i++) {
                right += read[i] == images.get(i).digit() ? 1 : 0;
            }
            return new Score(loss(scores, batch).getFloat(), (double) right / images.size());
        }
    }

    /** The weights and the optimiser's state: all that the next epoch depends on besides its number. */
    List<float[]> state() {
        return Stream.concat(Stream.of(weights), optimizer.state().stream())
                .map(NDArray::toFloatArray)
                .toList();
    }

    @Override
    public void close() {
        memory.close();
    }

    private static NDArray pixels(NDManager scratch, Batch batch) {
        return scratch.create(batch.pixels(), new Shape(batch.size(), 1, Digits.SIDE, Digits.SIDE));
    }

    private static NDArray loss(NDArray scores, Batch batch) {
        NDArray targets = scores.getManager().create(batch.targets(), new Shape(batch.size(), Digits.CLASSES));
        return scores.logSoftmax(1).mul(targets).sum().mul(-1f / batch.size());
    }
}
