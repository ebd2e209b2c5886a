package dev.stint.engine.phase.refine;

import dev.stint.engine.phase.Costs;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Expected improvement per cost (Snoek, Larochelle and Adams 2012, arXiv:1206.2944, section 3.2), where configurations differ in cost:
 * what to take off the logarithm of each candidate's improvement.
 *
 * <p>The cost is that of a full training, since full length is where improvement is expected. Weighing it costs something where the
 * model of cost is noise, so it is left alone while nine candidates in ten lie within a factor of three.
 */
final class CostPenalty {

    private static final double WORTH_WEIGHING = 3;
    private static final double TAIL = 0.1;

    private CostPenalty() {}

    /** One for each, the started first; logarithms, all 0 where costs hardly differ. */
    static double[] of(StudySpec spec, Costs costs, List<Config> started, List<Config> fresh) {
        double[] each = Stream.concat(started.stream(), fresh.stream())
                .mapToDouble(c -> costs.expected(c, 0, spec.fullLength(c)).value())
                .toArray();
        double[] sorted = each.clone();
        Arrays.sort(sorted);
        int tail = (int) (TAIL * (sorted.length - 1));
        double low = sorted[tail];
        boolean weighed = low > 0 && sorted[sorted.length - 1 - tail] > WORTH_WEIGHING * low;
        return Arrays.stream(each)
                .map(c -> weighed ? StrictMath.log(Math.max(c, low) / low) : 0)
                .toArray();
    }
}
