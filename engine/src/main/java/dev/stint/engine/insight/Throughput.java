package dev.stint.engine.insight;

import java.util.List;

/**
 * Up to which batch size a larger batch makes an epoch faster. Twice the batch is at best twice as fast; where the device is full it gains
 * nothing, and costs only steps (Shallue et al. 2019, arXiv:1811.03600, on time and batch size).
 */
public final class Throughput {

    /** What twice the batch must gain in speed to be worth it: half of the way, on a log scale, would be 1.41. */
    public static final double WORTH = 1.25;

    /** How long a unit of fidelity takes with a batch size. */
    public record Speed(long batch, double seconds) {}

    private Throughput() {}

    /**
     * The largest batch size to which each step from the one before gained at least {@link #WORTH} a doubling.
     *
     * @param speeds batch sizes that rise, at least one
     */
    public static long largestEfficient(List<Speed> speeds) {
        Speed before = speeds.getFirst();
        for (Speed next : speeds.subList(1, speeds.size())) {
            double doublings = StrictMath.log((double) next.batch / before.batch) / StrictMath.log(2);
            double gain = StrictMath.pow(before.seconds / next.seconds, 1 / doublings);
            if (!(gain >= WORTH)) {
                return before.batch;
            }
            before = next;
        }
        return before.batch;
    }
}
