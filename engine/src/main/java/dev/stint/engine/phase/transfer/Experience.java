package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.model.Expectation;
import dev.stint.engine.space.Encoding;
import java.util.List;

/**
 * What earlier studies expect of a configuration: their average, and each one's own voice as a feature, so that the study finds out by
 * its own measurements which of them to listen to.
 */
final class Experience implements Foresight {

    private final List<Witness> witnesses;
    private final double[] weights;

    private Experience(List<Witness> witnesses, double[] weights) {
        this.witnesses = witnesses;
        this.weights = weights;
    }

    static Experience of(Knowledge knowledge, Encoding encoding) {
        List<Witness> witnesses =
                knowledge.studies().stream().map(s -> Witness.of(s, encoding)).toList();
        double sum =
                knowledge.studies().stream().mapToDouble(PastStudy::similarity).sum();
        double[] weights = knowledge.studies().stream()
                .mapToDouble(s -> s.similarity() / sum)
                .toArray();
        return new Experience(witnesses, weights);
    }

    @Override
    public Expectation of(double[] row) {
        double mean = 0;
        double[] features = new double[weights.length];
        for (int s = 0; s < weights.length; s++) {
            double said = witnesses.get(s).of(row);
            mean += weights[s] * said;
            features[s] = Math.sqrt(weights[s]) * said;
        }
        return new Expectation(TRUST * mean, features);
    }
}
