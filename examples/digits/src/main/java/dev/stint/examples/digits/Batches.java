package dev.stint.examples.digits;

import dev.stint.examples.digits.Digits.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Cuts images into batches for a network. */
final class Batches {

    /**
     * Images side by side, with what the network should say.
     *
     * @param pixels {@code size} × {@value Digits#PIXELS}, row by row
     * @param targets {@code size} × {@value Digits#CLASSES}, the wanted probability of each digit
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and handed straight to PyTorch
    record Batch(int size, float[] pixels, float[] targets) {}

    private Batches() {}

    /** The training images in a new order, some of them shifted, their targets smoothed as the settings want it. */
    static List<Batch> training(List<Image> images, Settings settings, SplittableRandom random) {
        List<Image> drawn = shuffled(images, random).stream()
                .map(image -> random.nextDouble() < settings.shift() ? shifted(image, random) : image)
                .toList();
        return cut(drawn, settings.batchSize(), settings.labelSmoothing());
    }

    /** The images as they are, in one batch. */
    static Batch whole(List<Image> images) {
        return batch(images, 0);
    }

    static int count(int images, int batchSize) {
        return Math.ceilDiv(images, batchSize);
    }

    private static List<Batch> cut(List<Image> images, int batchSize, double smoothing) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < images.size(); from += batchSize) {
            batches.add(batch(images.subList(from, Math.min(images.size(), from + batchSize)), smoothing));
        }
        return batches;
    }

    private static Batch batch(List<Image> images, double smoothing) {
        int size = images.size();
        float[] pixels = new float[size * Digits.PIXELS];
        float[] targets = new float[size * Digits.CLASSES];
        Arrays.fill(targets, (float) (smoothing / Digits.CLASSES));
        for (int i = 0; i < size; i++) {
            System.arraycopy(images.get(i).pixels(), 0, pixels, i * Digits.PIXELS, Digits.PIXELS);
            targets[i * Digits.CLASSES + images.get(i).digit()] += (float) (1 - smoothing);
        }
        return new Batch(size, pixels, targets);
    }

    /** Fisher and Yates. */
    private static List<Image> shuffled(List<Image> images, SplittableRandom random) {
        List<Image> order = new ArrayList<>(images);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            order.set(i, order.set(j, order.get(i)));
        }
        return order;
    }

    private static Image shifted(Image image, SplittableRandom random) {
        int right = random.nextInt(-1, 2);
        int down = random.nextInt(-1, 2);
        float[] pixels = new float[Digits.PIXELS];
        for (int row = Math.max(0, down); row < Math.min(Digits.SIDE, Digits.SIDE + down); row++) {
            for (int column = Math.max(0, right); column < Math.min(Digits.SIDE, Digits.SIDE + right); column++) {
                pixels[row * Digits.SIDE + column] = image.pixels()[(row - down) * Digits.SIDE + column - right];
            }
        }
        return new Image(pixels, image.digit());
    }
}
