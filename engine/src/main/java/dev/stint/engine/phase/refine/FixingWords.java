package dev.stint.engine.phase.refine;

import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.insight.Importance;
import java.util.ArrayList;
import java.util.List;

/** What is said of parameters that new configurations leave at their defaults. */
public final class FixingWords {

    static final String UNCHANGED = "nothing changes";

    private FixingWords() {}

    /** Which they are: {@code decay at its default: it decides next to nothing}. */
    public static String of(List<String> fixed) {
        return String.join(", ", fixed)
                + (fixed.size() == 1 ? " at its default: it decides" : " at their defaults: they decide")
                + " next to nothing";
    }

    /**
     * Why it is as it was asked.
     *
     * @param before what was fixed until then
     * @param still what decides little, also where it is not fixed
     */
    static String why(ParametersFixed asked, List<String> before, List<String> still) {
        List<String> parts = new ArrayList<>();
        if (!asked.added(before).isEmpty()) {
            parts.add("fixes " + of(asked.added(before)) + " (a share below " + percent(Importance.WORTH)
                    + " among what is good and below " + percent(Importance.LITTLE) + " everywhere, each with 95 %)");
        }
        List<String> released = asked.released(before);
        List<String> doubtful =
                released.stream().filter(name -> !still.contains(name)).toList();
        if (!doubtful.isEmpty()) {
            parts.add("releases " + String.join(", ", doubtful)
                    + (doubtful.size() == 1 ? ": that it decides" : ": that they decide")
                    + " little can no longer be said");
        }
        List<String> crowded = released.stream().filter(still::contains).toList();
        if (!crowded.isEmpty()) {
            parts.add("releases " + String.join(", ", crowded)
                    + ": each that was fixed decides little, but together they decide too much");
        }
        return parts.isEmpty() ? UNCHANGED : String.join("; ", parts);
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
