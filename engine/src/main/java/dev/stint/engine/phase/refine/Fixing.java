package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.Importance.Verdict;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Milestones;
import dev.stint.engine.phase.Step;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters new configurations leave at their defaults, because they decide next to nothing: a share below {@link Importance#WORTH}
 * among what is good and below {@link Importance#LITTLE} over the whole space, where the default lies, each with 95 %; then for as long as both
 * are below the latter. "Matters little" alone is not enough: what decides up to a fifth still costs regret when it stays at its default
 * (docs/decisions/0113).
 *
 * <p>It is asked after 22 opened configurations, and again whenever their number has grown by a third; the answer is an event, and holds
 * until the next. Never fixed are the learning rate, what another parameter hangs on, and what the user has a prior on.
 */
final class Fixing {

    /** With 12 or 16, what was fixed on LCBench was as often a parameter that decides something as one that does nothing. */
    private static final int FIRST = 22;

    /** Of so many new configurations one is drawn with every parameter free, so that evidence can turn. */
    private static final int FREE = 5;

    /** At least so many stay tuned. */
    private static final int FEWEST = 2;

    /** What all that are fixed may decide together: shares that overlap sum to more than what they decide. */
    private static final double TOGETHER = Importance.LITTLE;

    private Fixing() {}

    /** The answer to be written down now, or null where nothing is to be asked. */
    static Step.@Nullable Fix due(History history) {
        int opened = new Field(history).opened();
        List<ParametersFixed> before = history.fixings();
        int last = before.isEmpty() ? 0 : before.getLast().trials();
        Space space = history.spec().space();
        if (Milestones.reached(FIRST, opened) <= last || space.tuned().stream().noneMatch(p -> mayBeFixed(space, p))) {
            return null;
        }
        Importance importance = Landscape.importance(history);
        return importance == null
                ? new Step.Fix(history.fixed(), opened, FixingWords.UNCHANGED)
                : answer(space, history.fixed(), opened, importance);
    }

    /** What an analysis says after so many opened configurations. */
    static Step.Fix answer(Space space, List<String> before, int opened, Importance importance) {
        List<String> still = decidingLittle(space, before, importance).stream()
                .map(Importance.Row::parameter)
                .toList();
        ParametersFixed asked = new ParametersFixed(little(space, before, importance), opened, "");
        return new Step.Fix(asked.fixed(), opened, FixingWords.why(asked, before, still));
    }

    private static boolean mayBeFixed(Space space, Parameter parameter) {
        return parameter.tuned()
                && parameter.role() != Role.LEARNING_RATE
                && parameter.prior() == null
                && space.tuned().stream().noneMatch(p -> p.hangsOn(parameter));
    }

    /** What is to be fixed, until too few would be left or they would decide too much together. */
    private static List<String> little(Space space, List<String> before, Importance importance) {
        List<String> chosen = new ArrayList<>();
        double together = 0;
        for (Importance.Row row : decidingLittle(space, before, importance)) {
            together += row.good().mean();
            if (together > TOGETHER || chosen.size() + FEWEST >= space.tuned().size()) {
                break;
            }
            chosen.add(row.parameter());
        }
        return space.tuned().stream()
                .map(Parameter::name)
                .filter(chosen::contains)
                .toList();
    }

    /** What is fixed already comes first, since what is newly small says nothing against it; then the least important. */
    private static List<Importance.Row> decidingLittle(Space space, List<String> before, Importance importance) {
        return importance.rows().stream()
                .filter(row -> decidesLittle(row, before.contains(row.parameter())))
                .filter(row ->
                        space.tuned().stream().anyMatch(p -> p.name().equals(row.parameter()) && mayBeFixed(space, p)))
                .sorted(Comparator.comparing((Importance.Row row) -> !before.contains(row.parameter()))
                        .thenComparingDouble(row -> row.good().mean()))
                .toList();
    }

    /** Bounds waver from one analysis to the next, so what is fixed stays so while it "matters little". */
    private static boolean decidesLittle(Importance.Row row, boolean already) {
        return row.everywhere().verdict() == Verdict.MATTERS_LITTLE
                && row.good().verdict() == Verdict.MATTERS_LITTLE
                && (already || row.good().high() < Importance.WORTH);
    }

    /** What the next new configuration leaves at its default. */
    static List<String> ofNext(History history) {
        return history.nextTrial() % FREE == 0 ? List.of() : history.fixed();
    }

    /** The configuration with these parameters at their defaults; what was inactive stays so. */
    static Config applied(Space space, List<String> fixed, Config config) {
        if (fixed.isEmpty()) {
            return config;
        }
        Map<String, Value> rest = new LinkedHashMap<>(config.values());
        rest.keySet().removeAll(fixed);
        return space.complete(rest);
    }
}
