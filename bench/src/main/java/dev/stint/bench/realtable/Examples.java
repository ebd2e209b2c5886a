package dev.stint.bench.realtable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;

/** Examples in three disjoint parts, the same whatever the seed of a training. */
public record Examples(List<Example> train, List<Example> validation, List<Example> test) {

    /** One example and its class. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and shared only inside the package
    public record Example(double[] inputs, int label) {}

    private static final long SPLIT_SEED = 1_797;
    private static final double WHITE = 16;

    /** Malignant and benign tumours. */
    public static Examples tumours() {
        List<Example> all = read(Objects.requireNonNull(Examples.class.getResourceAsStream("tumours.csv.gz")));
        Collections.shuffle(all, new Random(SPLIT_SEED));
        return standardised(new Examples(all.subList(0, 285), all.subList(285, 427), all.subList(427, 569)));
    }

    /** The digits in the parts that the example uses; its holdout is left out. */
    public static Examples digits(Path file) {
        List<Example> all;
        try {
            all = read(Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        Collections.shuffle(all, new Random(SPLIT_SEED));
        all.replaceAll(e -> scaled(e, new double[e.inputs().length], WHITE));
        return new Examples(all.subList(0, 937), all.subList(937, 1187), all.subList(1437, 1797));
    }

    private static List<Example> read(InputStream packed) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.US_ASCII))) {
            return new ArrayList<>(lines.lines().map(Examples::example).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Example example(String line) {
        String[] fields = line.split(",", -1);
        double[] inputs = new double[fields.length - 1];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Double.parseDouble(fields[i]);
        }
        return new Example(inputs, Integer.parseInt(fields[inputs.length]));
    }

    /** Every input with the mean and the deviation that it has among the examples to learn from. */
    private static Examples standardised(Examples raw) {
        int n = raw.train.getFirst().inputs().length;
        double[] means = new double[n];
        double[] deviations = new double[n];
        for (int i = 0; i < n; i++) {
            int at = i;
            means[i] = mean(raw.train, e -> e.inputs()[at]);
            double mean = means[i];
            deviations[i] = Math.sqrt(mean(raw.train, e -> (e.inputs()[at] - mean) * (e.inputs()[at] - mean)));
        }
        return new Examples(
                scaled(raw.train, means, deviations),
                scaled(raw.validation, means, deviations),
                scaled(raw.test, means, deviations));
    }

    private static double mean(List<Example> examples, ToDoubleFunction<Example> value) {
        return examples.stream().mapToDouble(value).average().orElseThrow();
    }

    private static List<Example> scaled(List<Example> examples, double[] means, double... deviations) {
        return examples.stream().map(e -> scaled(e, means, deviations)).toList();
    }

    private static Example scaled(Example example, double[] means, double... deviations) {
        double[] inputs = example.inputs().clone();
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (inputs[i] - means[i]) / deviations[i % deviations.length];
        }
        return new Example(inputs, example.label());
    }
}
