package dev.stint.runtime.tensorboard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code Event} says in numbers.
 *
 * @param values by tag; blanks in a tag have become underscores, so that a study file can name it
 */
record Scalars(long step, SequencedMap<String, Double> values) {

    /** TensorBoard's own notes on hyperparameters, which look like scalars. */
    private static final String NOTES = "_hparams_/";

    Scalars {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** Reads the fields {@code step} and {@code summary} of an event; images, histograms, graphs and texts are passed over. */
    static Scalars of(byte[] event) throws Malformed {
        long step = 0;
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        Wire wire = Wire.of(event);
        while (wire.next()) {
            if (wire.field() == 2 && !wire.isBytes()) {
                step = wire.number();
            } else if (wire.field() == 5 && wire.isBytes()) {
                summary(wire.payload(), values);
            }
        }
        return new Scalars(step, values);
    }

    private static void summary(ByteBuffer message, SequencedMap<String, Double> into) throws Malformed {
        Wire wire = new Wire(message);
        while (wire.next()) {
            if (wire.field() == 1 && wire.isBytes()) {
                value(wire.payload(), into);
            }
        }
    }

    private static void value(ByteBuffer message, SequencedMap<String, Double> into) throws Malformed {
        String tag = "";
        Double value = null;
        Wire wire = new Wire(message);
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> tag = text(wire.payload());
                case 2 -> value = (double) Float.intBitsToFloat((int) wire.number());
                case 8 -> value = tensor(wire);
                default -> {}
            }
        }
        if (value != null && !tag.isEmpty() && !tag.startsWith(NOTES)) {
            into.put(tag.strip().replaceAll("\\s+", "_"), value);
        }
    }

    private static @Nullable Double tensor(Wire wire) throws Malformed {
        return wire.isBytes() ? Tensor.scalar(wire.payload()) : null;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
