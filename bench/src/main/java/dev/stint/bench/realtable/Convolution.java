package dev.stint.bench.realtable;

import dev.stint.bench.realtable.Curve.Epoch;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Trains the network of examples/digits through the contract of trials: a warm worker, one epoch an assignment, from checkpoint to checkpoint. */
final class Convolution implements Trainer {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final String MARK = "STINT ";

    private final Process process;
    private final Writer in;
    private final BufferedReader out;
    private final Path checkpoints;

    /** @param example the folder of the example, built */
    Convolution(Path example) {
        ProcessBuilder command =
                new ProcessBuilder(example.resolve("train").toAbsolutePath().toString());
        command.environment().put("STINT_WORKERS", "warm");
        command.environment()
                .put(
                        "STINT_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        try {
            checkpoints = Files.createTempDirectory("stint-realtable");
            process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + example.resolve("train"), e);
        }
        in = process.outputWriter(StandardCharsets.UTF_8);
        out = process.inputReader(StandardCharsets.UTF_8);
        answer("ready");
    }

    @Override
    public Curve train(Config config, int seed) {
        forget();
        List<Epoch> epochs = new ArrayList<>();
        Epoch next = epoch(config, seed, 0);
        while (next != null) {
            epochs.add(next);
            next = epochs.size() < Problem.EPOCHS ? epoch(config, seed, epochs.size()) : null;
        }
        return new Curve(epochs);
    }

    /** One epoch more; null where it diverged. */
    private @Nullable Epoch epoch(Config config, int seed, int before) {
        long start = System.nanoTime();
        Map<String, Double> trained = asked(assignment("train", config, seed)
                .put("from", before)
                .put("to", before + 1)
                .put("full", Problem.EPOCHS));
        double millis = (System.nanoTime() - start) / 1e6;
        if (!trained.containsKey("checkpoint")) {
            return null;
        }
        Map<String, Double> tested = asked(assignment("evaluate", config, seed).put("split", "test"));
        return new Epoch(
                said(trained, "val_loss"),
                wrong(said(trained, "val_accuracy"), Problem.DIGITS_CONV.validation()),
                wrong(said(tested, "test_accuracy"), Problem.DIGITS_CONV.test()),
                millis);
    }

    private static double said(Map<String, Double> numbers, String name) {
        return Objects.requireNonNull(numbers.get(name), name);
    }

    private static int wrong(double accuracy, int examples) {
        return (int) Math.round((1 - accuracy) * examples);
    }

    private ObjectNode assignment(String mode, Config config, int seed) {
        ObjectNode assignment = JSON.createObjectNode().put("do", mode).put("seed", seed);
        ObjectNode settings = assignment.putObject("config").put("optimizer", "sgd");
        config.values().forEach((name, value) -> put(settings, name, value));
        return assignment.put("checkpoint_dir", checkpoints.toString());
    }

    private static void put(ObjectNode settings, String name, Value value) {
        if (value instanceof Value.Whole whole) {
            settings.put(name, whole.value());
        } else {
            settings.put(name, value.number());
        }
    }

    private Map<String, Double> asked(ObjectNode assignment) {
        try {
            in.write(assignment + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the digits example went away", e);
        }
        return answer("done");
    }

    /** The numbers that are said until it says that it is through. */
    private Map<String, Double> answer(String end) {
        Map<String, Double> numbers = new HashMap<>();
        for (String line = line(); ; line = line()) {
            JsonNode said = line.startsWith(MARK) ? JSON.readTree(line.substring(MARK.length())) : JSON.nullNode();
            if (said.has("failed")) {
                throw new IllegalStateException("the digits example: " + said.get("failed"));
            }
            if (said.has(end)) {
                return numbers;
            }
            said.properties().stream()
                    .filter(e -> e.getValue().isNumber())
                    .forEach(e -> numbers.put(e.getKey(), e.getValue().asDouble()));
        }
    }

    private String line() {
        try {
            String line = out.readLine();
            if (line != null) {
                return line;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the digits example ended; is it built? (mvn -pl examples/digits package)");
    }

    private void forget() {
        try (Stream<Path> files = Files.list(checkpoints)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        forget();
        try {
            Files.delete(checkpoints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
