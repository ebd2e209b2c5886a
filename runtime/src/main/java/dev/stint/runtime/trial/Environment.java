package dev.stint.runtime.trial;

import dev.stint.engine.history.Split;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The environment variables of the trial contract, added to what Stint itself was given. */
public final class Environment {

    private static final List<String> NAMES = List.of(
            "STINT_TRIAL",
            "STINT_ATTEMPT",
            "STINT_SEED",
            "STINT_FROM",
            "STINT_UNTIL",
            "STINT_FULL",
            "STINT_CHECKPOINT_DIR",
            "STINT_CONFIG",
            "STINT_MODE",
            "STINT_LR_MIN",
            "STINT_LR_MAX",
            "STINT_LR_STEPS",
            "STINT_SPLIT",
            "STINT_PROXY",
            "STINT_REPORT",
            "STINT_JAVA",
            "STINT_WORKERS");

    private Environment() {}

    /** All variables of the contract: an inherited one must not reach a script that was not given it. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * For one attempt with a process of its own.
     *
     * @param devices the variables that show it its devices
     * @param config the file that holds its configuration
     * @param report the file that it appends its lines to
     */
    public static SequencedMap<String, String> of(
            StudySpec spec, Job job, Map<String, String> devices, Path config, Path report) {
        SequencedMap<String, String> all = shared(spec, devices, report);
        all.put("STINT_TRIAL", Integer.toString(job.run().trial()));
        all.put("STINT_ATTEMPT", Integer.toString(job.attempt()));
        all.put("STINT_SEED", Integer.toString(job.seed()));
        all.put("STINT_FROM", Long.toString(job.from()));
        all.put("STINT_UNTIL", Long.toString(job.until()));
        all.put("STINT_FULL", Long.toString(job.full()));
        all.put("STINT_CHECKPOINT_DIR", job.checkpoints().toString());
        all.put("STINT_CONFIG", config.toString());
        all.put("STINT_MODE", job.mode().key());
        all.putAll(ofTask(job.task()));
        return all;
    }

    /** For a warm worker, which learns the rest from each assignment. */
    public static SequencedMap<String, String> ofWorker(StudySpec spec, Map<String, String> devices, Path report) {
        SequencedMap<String, String> all = shared(spec, devices, report);
        all.put("STINT_WORKERS", "warm");
        return all;
    }

    private static SequencedMap<String, String> shared(StudySpec spec, Map<String, String> devices, Path report) {
        SequencedMap<String, String> all = new LinkedHashMap<>(spec.env());
        all.putAll(devices);
        all.put("STINT_REPORT", report.toString());
        all.put(
                "STINT_JAVA",
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return all;
    }

    private static Map<String, String> ofTask(Task task) {
        return switch (task) {
            case Task.Full ignored -> Map.of();
            case Task.Proxy(String name) -> Map.of("STINT_PROXY", name);
            case Task.LrRange(double min, double max, int steps) ->
                Map.of(
                        "STINT_LR_MIN", new Value.Real(min).text(),
                        "STINT_LR_MAX", new Value.Real(max).text(),
                        "STINT_LR_STEPS", Integer.toString(steps));
            case Task.Evaluate(Split split) -> Map.of("STINT_SPLIT", split.key());
        };
    }
}
