package dev.stint.bench.lr;

import dev.stint.engine.insight.LrSweep;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An example that stays alive and takes one assignment after another. */
final class Script implements Subject {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final String PREFIX = "STINT ";

    private final String metric;
    private final Process process;
    private final BufferedReader said;
    private final BufferedWriter told;

    Script(List<String> command, Path folder, String metric) {
        this.metric = metric;
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(new File("/dev/null"));
        builder.environment().put("STINT_WORKERS", "warm");
        builder.environment()
                .put(
                        "STINT_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("PYTHONPATH", folder.resolve("../../python").toString());
        builder.environment().put("OMP_NUM_THREADS", "1");
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.told = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        List<JsonNode> _ = untilTheEnd();
    }

    @Override
    public List<LrSweep.Point> sweep(Case one, double min, double max, int steps) {
        return ask(one, "lr-range", 1e-3, 0, "\"min\":" + min + ",\"max\":" + max + ",\"steps\":" + steps).stream()
                .filter(line -> line.has("lr"))
                .map(line -> new LrSweep.Point(
                        line.get("lr").asDouble(), line.get("loss").asDouble()))
                .toList();
    }

    @Override
    public double train(Case one, double rate, int seed) {
        String length = "\"from\":0,\"to\":" + one.epochs() + ",\"full\":" + one.epochs();
        double last = Double.NaN;
        for (JsonNode line : ask(one, "train", rate, seed, length)) {
            JsonNode value = line.get(metric);
            last = value == null ? last : value.asDouble();
        }
        return last;
    }

    private List<JsonNode> ask(Case one, String mode, double rate, int seed, String rest) {
        try {
            told.write(String.format(
                    Locale.ROOT,
                    "{\"do\":\"%s\",\"trial\":1,\"seed\":%d,\"config\":{\"lr\":%s,\"batch_size\":%d,\"width\":%d,"
                            + "\"optimizer\":\"%s\"},%s}%n",
                    mode,
                    1_000 * one.number() + seed,
                    rate,
                    one.batch(),
                    one.width(),
                    one.optimizer(),
                    rest));
            told.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return untilTheEnd();
    }

    private List<JsonNode> untilTheEnd() {
        List<JsonNode> lines = new ArrayList<>();
        JsonNode line = next();
        while (!line.has("done") && !line.has("ready")) {
            if (line.has("failed") || line.has("unsupported")) {
                throw new IllegalStateException("the script says " + line);
            }
            lines.add(line);
            line = next();
        }
        return lines;
    }

    private JsonNode next() {
        try {
            @Nullable String line = said.readLine();
            while (line != null && !line.startsWith(PREFIX)) {
                line = said.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the script is gone");
            }
            return JSON.readTree(line.substring(PREFIX.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
