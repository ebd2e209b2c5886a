package dev.stint.runtime.json;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * The three dialects: strict for what Stint wrote, tolerant for what scripts write, and the one that Stint writes.
 *
 * <p>Written text is pure ASCII, so that no terminal, database or file system can change it, and half a surrogate pair in a string comes back as it was.
 */
final class Text {

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final JsonFactory TOLERANT = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build();

    private Text() {}

    static JsonParser strict(String text) {
        return STRICT.createParser(ObjectReadContext.empty(), text);
    }

    static JsonParser tolerant(String text) {
        return TOLERANT.createParser(ObjectReadContext.empty(), text);
    }

    static String written(Consumer<JsonGenerator> content) {
        return written(ObjectWriteContext.empty(), content);
    }

    static String indented(Consumer<JsonGenerator> content) {
        return written(
                new ObjectWriteContext.Base() {
                    @Override
                    public DefaultPrettyPrinter getPrettyPrinter() {
                        return new DefaultPrettyPrinter();
                    }

                    @Override
                    public boolean hasPrettyPrinter() {
                        return true;
                    }
                },
                content);
    }

    private static String written(ObjectWriteContext context, Consumer<JsonGenerator> content) {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator json = STRICT.createGenerator(context, out)) {
            content.accept(json);
        }
        return out.toString();
    }

    /** A member's name, half surrogate pairs replaced: readers of JSON refuse them in names, and an event that was written must be readable. */
    static void name(JsonGenerator json, String name) {
        json.writeName(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    /** A real with the fewest digits that read back the same; never mistaken for a whole number; a string where JSON has no number. */
    static void real(JsonGenerator json, double value) {
        if (Double.isFinite(value)) {
            json.writeNumber(Double.toString(value));
        } else {
            json.writeString(Double.toString(value));
        }
    }
}
