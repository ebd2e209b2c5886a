package dev.stint.examples.digits;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two convolutions, a pooling, a third convolution, and a linear layer.
 *
 * <p>All weights lie in one flat vector, so that an optimiser is a few lines over whole tensors and a checkpoint a few
 * arrays.
 *
 * @param width channels of the first convolution
 */
record Network(int width) {

    private static final Shape ONE = new Shape(1, 1);
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);
    private static final int POOLED = Digits.PIXELS / 4;

    /** Number of weights. */
    int size() {
        return (int) shapes().stream().mapToLong(Shape::size).sum();
    }

    /** First weights: normal with variance 2 / inputs (He et al. 2015, arXiv:1502.01852), biases zero. */
    float[] start(SplittableRandom random) {
        float[] weights = new float[size()];
        int at = 0;
        for (Shape shape : shapes()) {
            double deviation = shape.dimension() == 1
                    ? 0
                    : StrictMath.sqrt(2.0 / shape.slice(1).size());
            for (int i = 0; i < shape.size(); i++) {
                weights[at++] = (float) (deviation * random.nextGaussian());
            }
        }
        return weights;
    }

    /**
     * Scores for every digit, [images × {@value Digits#CLASSES}].
     *
     * @param weights all weights, [{@link #size}]
     * @param images [images × 1 × 8 × 8]
     * @param dropout probability of dropping a feature; 0 outside training
     */
    NDArray scores(NDArray weights, NDArray images, double dropout) {
        NDList w = layers(weights);
        NDArray first = Activation.relu(convolution(images, w.get(0), w.get(1)));
        NDArray second = Activation.relu(convolution(first, w.get(2), w.get(3)));
        NDArray pooled = Pool.maxPool2d(second, TWO, TWO, NONE, false);
        NDArray third = Activation.relu(convolution(pooled, w.get(4), w.get(5)));
        NDArray features = third.reshape(-1, 2L * width * POOLED);
        NDArray kept =
                dropout > 0 ? Dropout.dropout(features, (float) dropout, true).singletonOrThrow() : features;
        return Linear.linear(kept, w.get(6), w.get(7)).singletonOrThrow();
    }

    private static NDArray convolution(NDArray input, NDArray kernel, NDArray bias) {
        return Conv2d.conv2d(input, kernel, bias, ONE, ONE, ONE).singletonOrThrow();
    }

    private List<Shape> shapes() {
        return List.of(
                new Shape(width, 1, 3, 3),
                new Shape(width),
                new Shape(2L * width, width, 3, 3),
                new Shape(2L * width),
                new Shape(2L * width, 2L * width, 3, 3),
                new Shape(2L * width),
                new Shape(Digits.CLASSES, 2L * width * POOLED),
                new Shape(Digits.CLASSES));
    }

    private NDList layers(NDArray weights) {
        List<Shape> shapes = shapes();
        long[] sizes = shapes.stream().mapToLong(Shape::size).toArray();
        Arrays.parallelPrefix(sizes, Long::sum);
        NDList parts = weights.split(Arrays.copyOf(sizes, sizes.length - 1));
        NDList layers = new NDList();
        for (int i = 0; i < shapes.size(); i++) {
            layers.add(parts.get(i).reshape(shapes.get(i)));
        }
        return layers;
    }
}
