package dev.stint.examples.digits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * The 1,797 handwritten digits, split once and for all into four disjoint parts.
 *
 * @param train 937 images to learn from
 * @param validation 250 images that steer the search
 * @param holdout 250 images for the choice among finalists
 * @param test 360 images for one last look at the winner
 */
record Digits(List<Image> train, List<Image> validation, List<Image> holdout, List<Image> test) {

    /** Rows and columns of an image. */
    static final int SIDE = 8;

    static final int PIXELS = SIDE * SIDE;
    static final int CLASSES = 10;

    private static final float WHITE = 16;

    /** Fixed before anything was tuned, and apart from the training seeds: every trial sees the same parts. */
    private static final long SPLIT_SEED = 1_797;

    /**
     * One digit.
     *
     * @param pixels {@value #PIXELS} grey levels in [0, 1], row by row
     * @param digit what was written, 0 to 9
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and shared only inside the package
    record Image(float[] pixels, int digit) {}

    /** Reads the images that travel with this class. */
    static Digits load() {
        List<Image> images = new ArrayList<>(read());
        Collections.shuffle(images, new Random(SPLIT_SEED));
        return new Digits(
                List.copyOf(images.subList(0, 937)),
                List.copyOf(images.subList(937, 1187)),
                List.copyOf(images.subList(1187, 1437)),
                List.copyOf(images.subList(1437, 1797)));
    }

    private static List<Image> read() {
        try (InputStream packed = Objects.requireNonNull(Digits.class.getResourceAsStream("digits.csv.gz"));
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.US_ASCII))) {
            return lines.lines().map(Digits::image).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Image image(String line) {
        String[] fields = line.split(",");
        float[] pixels = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            pixels[i] = Integer.parseInt(fields[i]) / WHITE;
        }
        return new Image(pixels, Integer.parseInt(fields[PIXELS]));
    }
}
