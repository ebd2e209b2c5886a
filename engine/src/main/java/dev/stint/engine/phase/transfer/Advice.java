package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.History;
import dev.stint.engine.phase.Belief;
import dev.stint.engine.space.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the textbook says of a row of the encoding: a line for each axis, 0 where it is silent; larger is better, in warped scores. */
final class Advice {

    /** How much of what is written is expected to hold. */
    static final double TRUST = 0.5;

    /** How much a log density is worth in warped scores. */
    private static final double WORTH = 0.4;

    private final List<@Nullable Belief> beliefs;
    private final double[] usual;

    private Advice(List<@Nullable Belief> beliefs) {
        this.beliefs = beliefs;
        this.usual = beliefs.stream().mapToDouble(b -> b == null ? 0 : usual(b)).toArray();
    }

    static Advice of(History history) {
        return history.lasting(
                Advice.class,
                h -> of(new Encoding(h.spec().space()), Textbook.of(h.spec().space())));
    }

    private static Advice of(Encoding encoding, Textbook textbook) {
        List<@Nullable Belief> beliefs = new ArrayList<>();
        encoding.axes().forEach(p -> beliefs.add(textbook.belief(p)));
        return new Advice(beliefs);
    }

    /** The mean of a log density over its axis. */
    private static double usual(Belief belief) {
        return IntStream.range(0, 64)
                .mapToDouble(i -> belief.logDensity((i + 0.5) / 64))
                .average()
                .orElseThrow();
    }

    /** What is expected of a row by this alone. */
    double mean(double[] x) {
        return TRUST * Arrays.stream(lines(x)).sum();
    }

    /** About 0 on average over each axis. */
    double[] lines(double[] x) {
        double[] lines = new double[usual.length];
        for (int j = 0; j < usual.length; j++) {
            Belief belief = beliefs.get(j);
            lines[j] = belief == null ? 0 : WORTH * (belief.logDensity(x[j]) - usual[j]);
        }
        return lines;
    }
}
