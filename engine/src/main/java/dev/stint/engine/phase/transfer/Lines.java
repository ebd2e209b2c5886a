package dev.stint.engine.phase.transfer;

import dev.stint.engine.phase.Belief;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What beliefs about single axes say of a row of the encoding: a line for each axis, 0 where there is none; larger is better, in warped scores. */
final class Lines {

    /** How much a log density is worth in warped scores. */
    private static final double WORTH = 0.4;

    private final List<@Nullable Belief> beliefs;
    private final double[] usual;

    Lines(List<@Nullable Belief> beliefs) {
        this.beliefs = beliefs;
        this.usual = beliefs.stream().mapToDouble(b -> b == null ? 0 : usual(b)).toArray();
    }

    /** The mean of a log density over its axis. */
    private static double usual(Belief belief) {
        return IntStream.range(0, 64)
                .mapToDouble(i -> belief.logDensity((i + 0.5) / 64))
                .average()
                .orElseThrow();
    }

    /** Whether there is no belief at all. */
    boolean silent() {
        return beliefs.stream().noneMatch(Objects::nonNull);
    }

    /** About 0 on average over each axis. */
    double[] of(double[] x) {
        double[] lines = new double[usual.length];
        for (int j = 0; j < usual.length; j++) {
            Belief belief = beliefs.get(j);
            lines[j] = belief == null ? 0 : WORTH * (belief.logDensity(x[j]) - usual[j]);
        }
        return lines;
    }
}
