package dev.stint.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of numbers made by {@code golden.py}: a comment, a header, then values. */
final class Golden {
    private Golden() {}

    static List<double[]> rows(String name) {
        List<double[]> rows = new ArrayList<>();
        for (String line : text(name).lines().skip(2).toList()) {
            rows.add(Arrays.stream(line.split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray());
        }
        return rows;
    }

    /** {@code |actual − expected| / |expected|}; 0 when both are equal, so that zeros can be compared. */
    static double relativeError(double actual, double expected) {
        return actual == expected ? 0 : Math.abs(actual - expected) / Math.abs(expected);
    }

    private static String text(String name) {
        try (InputStream in = Golden.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("No golden file " + name + "; run golden.py.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
