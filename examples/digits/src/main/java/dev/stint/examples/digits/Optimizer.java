package dev.stint.examples.digits;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Moves the weights against their gradient. Its state is open, so that a checkpoint can hold all of it. */
sealed interface Optimizer {

    /**
     * Changes the weights in place.
     *
     * @param gradient of the loss, the same shape as the weights; its manager owns what is computed on the way
     * @param rate learning rate of this step
     * @param step counted from 1
     */
    void step(NDArray weights, NDArray gradient, double rate, int step);

    /** What must be kept to go on later, each of the shape of the weights. */
    List<NDArray> state();

    /** Number of arrays in the {@link #state} of the optimiser that the settings ask for. */
    static int memories(Settings settings) {
        return switch (settings.optimizer()) {
            case ADAMW -> 2;
            case SGD -> 1;
        };
    }

    /** The optimiser that the settings ask for, with this {@link #state}. */
    static Optimizer of(Settings settings, List<NDArray> state) {
        return switch (settings.optimizer()) {
            case ADAMW -> new AdamW(state.get(0), state.get(1), settings.weightDecay());
            case SGD -> new Sgd(state.getFirst(), settings.momentum(), settings.weightDecay());
        };
    }

    /**
     * Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2).
     *
     * @param m running mean of the gradient
     * @param v running mean of its square
     */
    record AdamW(NDArray m, NDArray v, double weightDecay) implements Optimizer {
        private static final double BETA1 = 0.9;
        private static final double BETA2 = 0.999;
        private static final double EPSILON = 1e-8;

        @Override
        public void step(NDArray weights, NDArray gradient, double rate, int step) {
            m.muli((float) BETA1).addi(gradient.mul((float) (1 - BETA1)));
            v.muli((float) BETA2).addi(gradient.square().muli((float) (1 - BETA2)));
            double correction1 = 1 - StrictMath.pow(BETA1, step);
            double correction2 = 1 - StrictMath.pow(BETA2, step);
            NDArray root = v.sqrt();
            root.attach(gradient.getManager());
            NDArray scale = root.divi((float) StrictMath.sqrt(correction2)).addi((float) EPSILON);
            NDArray direction = m.div(scale);
            direction.attach(gradient.getManager());
            weights.muli((float) (1 - rate * weightDecay)).subi(direction.muli((float) (rate / correction1)));
        }

        @Override
        public List<NDArray> state() {
            return List.of(m, v);
        }
    }

    /**
     * Gradient descent with momentum, as PyTorch writes it: u = momentum · u + g, w = w - rate · u.
     *
     * @param u running sum of gradients
     */
    record Sgd(NDArray u, double momentum, double weightDecay) implements Optimizer {
        @Override
        public void step(NDArray weights, NDArray gradient, double rate, int step) {
            NDArray pull = weights.mul((float) weightDecay);
            pull.attach(gradient.getManager());
            u.muli((float) momentum).addi(gradient).addi(pull);
            NDArray move = u.mul((float) rate);
            move.attach(gradient.getManager());
            weights.subi(move);
        }

        @Override
        public List<NDArray> state() {
            return List.of(u);
        }
    }
}
