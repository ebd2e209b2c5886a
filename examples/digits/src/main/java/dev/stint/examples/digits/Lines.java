package dev.stint.examples.digits;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What the training says, one JSON object a line. Each line leaves at once and whole; NaN and infinities stand bare, as
 * Python writes them.
 */
final class Lines {
    private final OutputStream out;
    private final String prefix;

    private Lines(OutputStream out, String prefix) {
        this.out = out;
        this.prefix = prefix;
    }

    /** Appends to the report file, or without one prints to {@code out} behind {@code STINT }. */
    static Lines to(@Nullable Path report, OutputStream out) {
        if (report == null) {
            return new Lines(out, "STINT ");
        }
        try {
            return new Lines(Files.newOutputStream(report, StandardOpenOption.CREATE, StandardOpenOption.APPEND), "");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot append to the report " + report + ".", e);
        }
    }

    void say(String name, boolean value) {
        JsonObject line = new JsonObject();
        line.addProperty(name, value);
        say(line);
    }

    void say(String name, Number value) {
        JsonObject line = new JsonObject();
        line.addProperty(name, value);
        say(line);
    }

    void say(String name, String value) {
        JsonObject line = new JsonObject();
        line.addProperty(name, value);
        say(line);
    }

    void say(JsonObject line) {
        try {
            out.write((prefix + line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a line of the report.", e);
        }
    }
}
