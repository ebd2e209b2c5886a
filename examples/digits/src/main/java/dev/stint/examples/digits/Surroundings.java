package dev.stint.examples.digits;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Stint tells a process through its environment. All of it may be missing: then the defaults are trained.
 *
 * @param environment the variables of the process
 */
record Surroundings(Map<String, String> environment) {

    /** Field of an assignment and the variable that holds it. */
    private static final Map<String, String> VARIABLES = Map.of(
            "do", "STINT_MODE",
            "seed", "STINT_SEED",
            "from", "STINT_FROM",
            "to", "STINT_UNTIL",
            "full", "STINT_FULL",
            "checkpoint_dir", "STINT_CHECKPOINT_DIR",
            "min", "STINT_LR_MIN",
            "max", "STINT_LR_MAX",
            "steps", "STINT_LR_STEPS",
            "split", "STINT_SPLIT");

    /** True if Stint would rather keep this process than start a new one for each job. */
    boolean warm() {
        return "warm".equals(environment.get("STINT_WORKERS"));
    }

    @Nullable
    Path report() {
        String file = environment.get("STINT_REPORT");
        return file == null || file.isEmpty() ? null : Path.of(file);
    }

    /** The job of this process, in the words of a warm worker's assignment. */
    JsonObject assignment() {
        JsonObject assignment = new JsonObject();
        assignment.addProperty("do", "train");
        VARIABLES.forEach((field, variable) -> {
            String value = environment.get(variable);
            if (value != null && !value.isEmpty()) {
                assignment.addProperty(field, value);
            }
        });
        assignment.add("config", config());
        return assignment;
    }

    private JsonObject config() {
        String file = environment.get("STINT_CONFIG");
        if (file == null || file.isEmpty()) {
            return new JsonObject();
        }
        try {
            return Fields.parse("STINT_CONFIG (" + file + ")", Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new Refusal("STINT_CONFIG (" + file + "): cannot be read. It should be a JSON file of settings.");
        }
    }
}
