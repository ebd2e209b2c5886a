package dev.stint.engine.insight;

import dev.stint.engine.space.Impact;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to tune where a budget informs fewer parameters than the study file names: those that usually decide most, by their role.
 *
 * <p>The main effects of d parameters take d + 1 configurations (a saturated design; Plackett and Burman 1946), and as many again before
 * an effect can be told from chance.
 *
 * @param configurations that the budget opens
 * @param tune the most important first
 * @param fix the others, to be left at their defaults
 */
public record Focus(int configurations, List<Parameter> tune, List<Parameter> fix) {

    private static final Comparator<Parameter> IMPORTANT_FIRST =
            Comparator.comparing((Parameter p) -> Impact.of(p.role())).thenComparingInt(Focus::rank);

    public Focus {
        tune = List.copyOf(tune);
        fix = List.copyOf(fix);
    }

    /** How many parameters so many configurations inform; at least one. */
    public static int informed(int configurations) {
        return Math.max(1, configurations / 2 - 1);
    }

    /** The proposal, or null where the budget informs all that is tuned. */
    public static @Nullable Focus of(Space space, int configurations) {
        int most = informed(configurations);
        List<Parameter> tuned = space.tuned();
        if (tuned.size() <= most) {
            return null;
        }
        List<Parameter> tune = chosen(tuned, most);
        return new Focus(
                configurations,
                tune,
                tuned.stream().filter(p -> !tune.contains(p)).toList());
    }

    /** One that is active only under a value of another waits until that one is chosen. */
    private static List<Parameter> chosen(List<Parameter> tuned, int most) {
        List<Parameter> waiting = new ArrayList<>(tuned);
        waiting.sort(IMPORTANT_FIRST);
        List<Parameter> chosen = new ArrayList<>();
        while (chosen.size() < most) {
            Parameter next = waiting.stream()
                    .filter(p -> waiting.stream().noneMatch(parent -> p.hangsOn(parent)))
                    .findFirst()
                    .orElseThrow();
            waiting.remove(next);
            chosen.add(next);
        }
        return chosen;
    }

    private static int rank(Parameter parameter) {
        return List.of(Role.values()).indexOf(parameter.role());
    }

    /** The warning, with the proposal as its remedy. */
    public Warning warning() {
        int all = tune.size() + fix.size();
        return new Warning(
                "too-many-parameters",
                all + " parameters are tuned, and the " + configurations
                        + " configurations that this budget opens inform " + tune.size() + " at most",
                "tune " + names(tune) + ", which usually decide most, and fix the others at their defaults: "
                        + fix.stream()
                                .map(p -> p.name() + ": " + p.fallback().text())
                                .collect(Collectors.joining(", "))
                        + "; or raise the budget");
    }

    private static String names(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
    }
}
