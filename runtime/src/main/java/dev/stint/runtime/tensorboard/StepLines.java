package dev.stint.runtime.tensorboard;

import dev.stint.engine.study.Command.Line;
import dev.stint.runtime.trial.Mode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts scalars, which come one by one, together to one line a step.
 *
 * <p>A step is told once the file that holds the objective has gone on to a later one, and the rest at the end: a line that comes twice counts once, so
 * a step must not be told while a metric of it may still come. Where a scalar is called as the unit of fidelity (or ends in a slash and the
 * unit), as Lightning and Hugging Face write it, its value is the step of what was written with it; without one, TensorBoard's own step
 * is.
 */
final class StepLines {

    /** Steps that wait at most; then the oldest is told as it is. */
    private static final int MOST = 10_000;

    private final String unit;
    private final String objective;
    private final Names names;
    private final Mode mode;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final TreeMap<Long, Names.Step> pending = new TreeMap<>();
    private final Set<String> holders = new LinkedHashSet<>();
    private final Map<String, Long> progress = new LinkedHashMap<>();
    private long told = -1;

    /** What a file wrote at one of TensorBoard's steps. */
    private static final class Group {
        private long step;
        private boolean named;
        private final SequencedMap<String, Double> values = new LinkedHashMap<>();
    }

    /**
     * Lines of one attempt.
     *
     * @param wanted metrics that the study file names
     * @param notes told of what cannot be used
     */
    StepLines(String unit, String objective, Collection<String> wanted, Mode mode, Consumer<String> notes) {
        this.unit = unit;
        this.objective = objective;
        this.names = new Names(wanted, notes);
        this.mode = mode;
    }

    /**
     * Takes what a file says next.
     *
     * @param file tells it from other files
     * @param folder of the file, from the one that the study names; empty for that one itself
     */
    void take(String file, String folder, Scalars scalars) {
        Group group = groups.computeIfAbsent(file, name -> new Group());
        if (!group.values.isEmpty() && group.step != scalars.step()) {
            settle(file, folder, group);
        }
        group.step = scalars.step();
        group.values.putAll(scalars.values());
        if (!group.named) {
            progress.put(file, group.step);
        }
    }

    private void settle(String file, String folder, Group group) {
        Double named = unitOf(group.values);
        group.named |= named != null;
        double step = named == null ? group.step : named;
        if (step >= 0 && step == StrictMath.rint(step) && step < 0x1p53) {
            merge(file, folder, (long) step, group.values);
            progress.put(file, (long) step);
        }
        group.values.clear();
    }

    private @org.jspecify.annotations.Nullable Double unitOf(SequencedMap<String, Double> values) {
        Double exact = values.get(unit);
        return exact != null
                ? exact
                : values.entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith("/" + unit))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    private void merge(String file, String folder, long step, SequencedMap<String, Double> values) {
        if (step <= told) {
            return;
        }
        Names.Step into = pending.computeIfAbsent(step, at -> new Names.Step());
        values.forEach((tag, value) -> {
            if (!tag.equals(unit) && !tag.endsWith("/" + unit)) {
                into.put(folder, tag, value);
                if (tag.equals(objective) || (folder + "/" + tag).equals(objective)) {
                    holders.add(file);
                }
            }
        });
    }

    /** Lines that nothing can be added to any more. */
    List<Line> complete() {
        List<Line> lines = new ArrayList<>();
        while (!pending.isEmpty() && (isComplete(pending.firstKey()) || pending.size() > MOST)) {
            lines.addAll(first());
        }
        return lines;
    }

    private boolean isComplete(long step) {
        return !holders.isEmpty() && holders.stream().allMatch(file -> progress.getOrDefault(file, -1L) > step);
    }

    /** Everything else: no more will come. */
    List<Line> rest() {
        groups.forEach((file, group) -> {
            if (!group.values.isEmpty()) {
                settle(file, EventFolder.folderOf(file), group);
            }
        });
        List<Line> lines = new ArrayList<>();
        while (!pending.isEmpty()) {
            lines.addAll(first());
        }
        return lines;
    }

    private List<Line> first() {
        long step = pending.firstKey();
        told = step;
        SequencedMap<String, Double> metrics =
                names.named(pending.pollFirstEntry().getValue());
        if (metrics.isEmpty()) {
            return List.of();
        }
        return switch (mode) {
            case TRAIN -> List.of(new Line.Metrics(step, metrics));
            case EVALUATE -> List.of(new Line.Values(metrics));
            case LR_RANGE -> swept(metrics);
        };
    }

    private static List<Line> swept(SequencedMap<String, Double> metrics) {
        Double lr = metrics.get("lr");
        Double loss = metrics.get("loss");
        return lr == null || loss == null ? List.of() : List.of(new Line.Lr(lr, loss));
    }
}
