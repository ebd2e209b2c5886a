package dev.stint.runtime.file;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What changed in a study file after its study began, and whether the running study may take the change over. */
public final class SpecChanges {

    private static final List<String> AMENDABLE = List.of("deadline", "resources", "limits", "validate");

    /**
     * One change.
     *
     * @param path of the key, such as {@code space.lr.default}
     * @param before null where the key is new
     * @param after null where the key is gone
     * @param amendable whether {@code --amend} may apply it to the running study; otherwise it needs a fork
     * @param why it cannot be amended; empty where it can
     */
    public record Change(
            String path, @Nullable String before, @Nullable String after, boolean amendable, String why) {

        /** {@code budget: 100.0 hours -> 120.0 hours}. */
        public String text() {
            String from = before == null ? "(nothing)" : before;
            String to = after == null ? "(nothing)" : after;
            return path + ": " + from + " -> " + to + (why.isEmpty() ? "" : " (" + why + ")");
        }
    }

    private SpecChanges() {}

    /**
     * The changes from one specification to another, in the order of the study file. Values of {@code env} are not
     * compared, as no journal keeps them, and neither is what Stint filled in on both sides.
     */
    public static List<Change> between(StudySpec old, StudySpec now) {
        SequencedMap<String, String> before = flat(old);
        SequencedMap<String, String> after = flat(now);
        Set<String> paths = new LinkedHashSet<>(before.keySet());
        paths.addAll(after.keySet());
        forgetFilledIn(old, now, paths);
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            if (!Objects.equals(before.get(path), after.get(path))) {
                String why = reason(path, old.budget(), now.budget());
                changes.add(new Change(path, before.get(path), after.get(path), why.isEmpty(), why));
            }
        }
        return changes;
    }

    /** Whether {@code --amend} may apply all of them. */
    public static boolean amendable(List<Change> changes) {
        return changes.stream().allMatch(Change::amendable);
    }

    private static void forgetFilledIn(StudySpec old, StudySpec now, Set<String> paths) {
        for (Parameter parameter : now.space().parameters()) {
            Parameter earlier = old.space().parameter(parameter.name());
            if (earlier == null || !earlier.domain().equals(parameter.domain())) {
                continue;
            }
            if (earlier.assumed() && parameter.assumed()) {
                paths.remove("space." + parameter.name() + ".default");
            }
            if (earlier.roleGuessed() && parameter.roleGuessed()) {
                paths.remove("space." + parameter.name() + ".role");
            }
        }
        paths.removeIf(path -> path.startsWith("space.") && path.endsWith(".filled-in"));
    }

    private static String reason(String path, Amount old, Amount now) {
        if (path.equals("budget")) {
            return budgetReason(old, now);
        }
        String key = path.replaceAll("[.].*", "");
        return AMENDABLE.contains(key) ? "" : "needs a fork";
    }

    private static String budgetReason(Amount old, Amount now) {
        if (old.unit() != now.unit()) {
            return "a running study keeps its unit: write the budget in "
                    + old.unit().key();
        }
        return now.compareTo(old) > 0 ? "" : "the budget of a running study may only grow";
    }

    private static SequencedMap<String, String> flat(StudySpec spec) {
        SequencedMap<String, String> flat = new LinkedHashMap<>();
        flatten("", StudyFileWriter.tree(spec), flat);
        return flat;
    }

    private static void flatten(String path, Object value, SequencedMap<String, String> flat) {
        if (value instanceof Map<?, ?> section) {
            section.forEach((key, inner) -> flatten(path.isEmpty() ? key.toString() : path + "." + key, inner, flat));
        } else {
            flat.put(path, text(value));
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(SpecChanges::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }
}
