package dev.stint.bench.lcbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The folder with the protocol ({@code bench/}) and the surrogate ({@code yahpo/lcbench/}). */
public record Shared(Path folder) {

    /** The lists of instances. */
    public enum Split {
        TUNE,
        REPORT,
        ALL
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws IllegalArgumentException where the surrogate is not there */
    public Shared {
        if (!Files.isRegularFile(folder.resolve("yahpo/lcbench/model.onnx"))) {
            throw new IllegalArgumentException(
                    folder + " holds no yahpo/lcbench/model.onnx; give the folder with bench/ and yahpo/ as --data");
        }
    }

    Path model() {
        return folder.resolve("yahpo/lcbench/model.onnx");
    }

    JsonNode encoding() {
        return json("yahpo/lcbench/encoding.json").get("OpenML_task_id");
    }

    JsonNode configSpace() {
        return json("yahpo/lcbench/config_space.json").get("hyperparameters");
    }

    JsonNode reference() {
        return json("yahpo/lcbench/reference.json");
    }

    JsonNode widened() {
        return json("bench/widen_ranges.json");
    }

    JsonNode checkValues() {
        return json("bench/check_values.json");
    }

    /** The peers' mean regrets in a space. */
    Path peers(SpaceKind kind) {
        return folder.resolve(
                switch (kind) {
                    case WIDENED -> "bench/peers-widened.csv";
                    case TABULATED -> "bench/peers.csv";
                    case REAL -> throw new IllegalArgumentException("no peers ran on the real tables");
                });
    }

    /** The names of the instances of a split, in the order of the configuration space. */
    public List<String> instances(Split split) {
        List<String> all = texts(configSpace().get(0).get("choices"));
        return switch (split) {
            case ALL -> all;
            case TUNE -> kept(all, texts(json("bench/split.json").get("tune")));
            case REPORT -> kept(all, texts(json("bench/split.json").get("report")));
        };
    }

    private static List<String> kept(List<String> all, List<String> wanted) {
        return all.stream().filter(wanted::contains).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asString()));
        return texts;
    }

    private JsonNode json(String file) {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    folder + " holds no " + file + "; give the folder with bench/ and yahpo/ as --data");
        }
        return JSON.readTree(path);
    }
}
