package dev.stint.engine.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a split is what it is said to be: data of its own, looked at once. Each check gives a warning, or null. */
public final class SplitHygiene {

    private SplitHygiene() {}

    /** The value of one training by the objective's metric, and by that of a split which is open. */
    public record Pair(double searched, double held) {
        private boolean same() {
            return searched == held;
        }
    }

    /**
     * The values of the split are those of the search, to the last digit: the script measures both on the same data. Null too where there
     * are fewer than two different values, which may be chance.
     *
     * @param split as the study file names it
     * @param pairs at the same step of each training
     */
    public static @Nullable Warning same(String split, String metric, String objective, List<Pair> pairs) {
        long different = pairs.stream().map(Pair::held).distinct().count();
        if (different < 2 || !pairs.stream().allMatch(Pair::same)) {
            return null;
        }
        return new Warning(
                "same-data",
                metric + " is exactly " + objective + " for all " + pairs.size() + " trainings: the " + split
                        + " is the data that the search chose by, and says nothing new",
                "let the script compute " + metric + " on data that nothing else looks at");
    }

    /**
     * The script prints a sealed metric while it trains. The values stay sealed, and are not in the warning.
     *
     * @param metrics of splits, that were printed
     * @param example run that printed them first, as 7/1
     * @param trainings that printed them
     * @param all trainings
     */
    public static @Nullable Warning printed(List<String> metrics, String example, long trainings, long all) {
        if (metrics.isEmpty()) {
            return null;
        }
        String names = String.join(" and ", metrics);
        return new Warning(
                "split-printed",
                names + (metrics.size() == 1 ? " is" : " are") + " printed during training (run " + example
                        + " was the first of " + trainings + "; " + all
                        + " trained): sealed here until the split is opened, but whoever watches the output sees them",
                "let the script print " + names + " only where STINT_MODE is evaluate, for the split that STINT_SPLIT"
                        + " names, and train without looking at that data");
    }
}
