package dev.stint.bench.lcbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads files of rows: those that this benchmark wrote, and those of a peer's runner, which may have no more than {@code method}, {@code instance},
 * {@code seed} and {@code regret}, with a figure for each budget of one long run.
 *
 * @param arm of rows that do not say
 * @param space of rows that do not say
 */
record Rows(String arm, String space) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Every row once: a later one replaces an earlier one. */
    List<Row> read(List<Path> files) {
        Map<List<Object>, Row> rows = new LinkedHashMap<>();
        for (Path file : files) {
            int number = 0;
            for (String line : lines(file)) {
                number++;
                parse(line, file + ":" + number).forEach(row -> rows.put(row.key(), row));
            }
        }
        return List.copyOf(rows.values());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** @throws IllegalArgumentException where a line is no row, naming the place */
    private List<Row> parse(String line, String place) {
        try {
            return line.isBlank() ? List.of() : parse(line);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(place + " is no row: " + e.getMessage(), e);
        }
    }

    /** The rows of a line, one for each budget. */
    List<Row> parse(String line) {
        JsonNode json = JSON.readTree(line);
        for (String name : List.of("method", "instance", "seed", "regret")) {
            if (!json.hasNonNull(name)) {
                throw new IllegalArgumentException("it lacks " + name);
            }
        }
        List<Row> rows = new ArrayList<>();
        json.get("regret").properties().forEach(e -> rows.add(row(json, e.getKey())));
        return rows;
    }

    private Row row(JsonNode json, String b) {
        int workers = json.path("workers").asInt(1);
        return new Row(
                json.get("method").asString(),
                json.path("arm").asString(arm),
                json.path("space").asString(space),
                json.path("sigma").asDouble(0),
                workers,
                json.path("cost").asString(workers > 1 ? "time" : "epochs").equals("time"),
                json.get("instance").asString(),
                json.get("seed").asInt(),
                Double.parseDouble(b),
                json.get("regret").get(b).asDouble(),
                figure(json.path("test_regret").path(b)),
                figure(json.path("truth")),
                figure(json.path("low")),
                figure(json.path("high")),
                figure(json.path("corrected_low")),
                figure(json.path("corrected_high")),
                figure(json.path("never_opened")),
                figure(json.path("not_promoted")),
                figure(json.path("not_chosen")),
                json.path("claimed").asBoolean(false),
                json.path("false_claim").asBoolean(false),
                figure(json.path("width")),
                figure(json.path("makespan_s")),
                json.path("outcome").asString("done"),
                json.get("regret").size() > 1 ? 0 : json.path("trials").asInt(0),
                asks(json));
    }

    private static double figure(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    private static List<Double> asks(JsonNode json) {
        List<Double> asks = new ArrayList<>();
        json.path("ask_ms").forEach(ms -> asks.add(ms.asDouble()));
        return asks;
    }
}
