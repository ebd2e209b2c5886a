package dev.stint.bench.lcbench;

import dev.stint.engine.insight.Estimate;
import dev.stint.engine.space.Config;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a method hands over when its budget is spent.
 *
 * @param config the configuration that it recommends; the defaults where it recommends none
 * @param estimate what it believes of that configuration; null where it says nothing
 * @param corrected the same, corrected for being chosen as the best; null where it says nothing
 * @param claims whether it says that the configuration beats the defaults
 * @param opened everything that was trained at all
 * @param askMillis how long each decision took
 * @param seconds from the first start to the last end, by the simulated clock
 * @param outcome {@code done}, or how it went wrong
 */
record Delivered(
        Config config,
        @Nullable Estimate estimate,
        Estimate.@Nullable Bounded corrected,
        boolean claims,
        List<Opened> opened,
        List<Double> askMillis,
        double seconds,
        String outcome) {

    /** A configuration and how far the search trained it. */
    record Opened(Config config, long reached) {}

    /** What a list of full trainings delivers. */
    static Delivered of(Config best, List<Config> trained, int epochs) {
        List<Opened> opened = trained.stream().map(c -> new Opened(c, epochs)).toList();
        return new Delivered(best, null, null, false, opened, List.of(), 0, "done");
    }
}
