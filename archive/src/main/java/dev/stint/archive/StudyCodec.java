package dev.stint.archive;

import dev.stint.archive.ArchivedStudy.Verdict;
import dev.stint.archive.ArchivedTrial.Reading;
import dev.stint.engine.spec.Objective.Goal;
import dev.stint.runtime.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The rest of a study as the archive writes it: tags, verdicts, curves. */
final class StudyCodec {

    private StudyCodec() {}

    static String tags(SequencedMap<String, String> tags) {
        return Json.text(tags);
    }

    static SequencedMap<String, String> tags(@Nullable String text) {
        Tree tree = Tree.of(text);
        SequencedMap<String, String> tags = new LinkedHashMap<>();
        tree.values().keySet().forEach(name -> tags.put(name, tree.text(name)));
        return tags;
    }

    static String goal(Goal goal) {
        return goal.name().toLowerCase(Locale.ROOT);
    }

    static Goal goal(@Nullable String text) {
        return switch (text) {
            case "minimize" -> Goal.MINIMIZE;
            case "maximize" -> Goal.MAXIMIZE;
            case null, default -> throw new Tree.Malformed("expected a goal, found " + text);
        };
    }

    static @Nullable String verdict(@Nullable Verdict verdict) {
        return verdict == null
                ? null
                : Json.object()
                        .with("trial", verdict.trial())
                        .with("value", verdict.value())
                        .with("low", verdict.low())
                        .with("high", verdict.high())
                        .with("seeds", verdict.seeds())
                        .with("control", verdict.control())
                        .text();
    }

    static @Nullable Verdict verdict(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Tree tree = Tree.of(text);
        return new Verdict(
                (int) tree.whole("trial"),
                tree.real("value"),
                tree.real("low"),
                tree.real("high"),
                (int) tree.whole("seeds"),
                (int) tree.whole("control"));
    }

    static String curve(List<Reading> readings) {
        List<List<Double>> pairs =
                readings.stream().map(r -> List.of(r.share(), r.value())).toList();
        return Json.object().with("r", pairs).text();
    }

    static List<Reading> curve(@Nullable String text) {
        List<Reading> readings = new ArrayList<>();
        for (Object each : Tree.of(text).list("r")) {
            if (!(each instanceof List<?> pair) || pair.size() != 2) {
                throw new Tree.Malformed("expected a pair of share and value, found " + each);
            }
            readings.add(new Reading(Tree.real(pair.get(0)), Tree.real(pair.get(1))));
        }
        return readings;
    }
}
