package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.model.Expectation;
import dev.stint.engine.phase.Belief;
import dev.stint.engine.space.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration is expected to be worth before this study has measured anything: about 0 on average, larger is better, in the
 * units of warped scores. It comes from earlier studies where there are any, else from the textbook, a line a feature.
 */
public interface Foresight {

    /** How much of what is said beforehand is expected to hold. */
    double TRUST = 0.5;

    /** How much a log density is worth in warped scores. */
    double WORTH = 0.4;

    /** For a row of the encoding. */
    Expectation of(double[] row);

    /** What is foreseen in a study. */
    static Foresight of(History history) {
        Knowledge knowledge = history.knowledge();
        Encoding encoding = new Encoding(history.spec().space());
        return knowledge.isEmpty()
                ? textbook(encoding, Textbook.of(history.spec().space()))
                : Experience.of(knowledge, encoding);
    }

    private static Foresight textbook(Encoding encoding, Textbook textbook) {
        List<@Nullable Belief> beliefs = new ArrayList<>();
        encoding.axes().forEach(p -> beliefs.add(textbook.belief(p)));
        double[] usual =
                beliefs.stream().mapToDouble(b -> b == null ? 0 : usual(b)).toArray();
        return row -> {
            double sum = 0;
            double[] features = new double[usual.length];
            for (int j = 0; j < usual.length; j++) {
                Belief belief = beliefs.get(j);
                features[j] = belief == null ? 0 : WORTH * (belief.logDensity(row[j]) - usual[j]);
                sum += features[j];
            }
            return new Expectation(TRUST * sum, features);
        };
    }

    /** The mean of a log density over its axis. */
    private static double usual(Belief belief) {
        return IntStream.range(0, 64)
                .mapToDouble(i -> belief.logDensity((i + 0.5) / 64))
                .average()
                .orElseThrow();
    }
}
