package dev.stint.engine.insight;

import dev.stint.engine.model.Ridge;
import dev.stint.engine.model.StudentT;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the value of one parameter that a stand-in likes is a good one for the training too.
 *
 * <p>Both have {@link MainEffects}, by Bayesian ridge regression on normal scores. The stand-in's favourite is where its expected effect
 * is highest; what it gains by the training's effect, over an average value, has a posterior of Student's t. With d parameters a claim
 * must be sure at {@code 1 − .05/d}.
 *
 * @param probability that the favourite is better than an average value; NaN where the stand-in has none for sure
 */
public record CarriedOver(String parameter, double probability, Verdict verdict) {

    /** What is known of it. */
    public enum Verdict {
        CARRIES_OVER,
        /** What the stand-in likes is worse than average for the training. */
        TURNS,
        CANNOT_TELL
    }

    private static final double DOUBT = 0.05;

    /** One for each parameter; all are open where there is not enough to compare. */
    static List<CarriedOver> of(ProxyEvidence evidence, boolean enough) {
        if (!enough) {
            return evidence.names().stream()
                    .map(name -> new CarriedOver(name, Double.NaN, Verdict.CANNOT_TELL))
                    .toList();
        }
        MainEffects effects = new MainEffects(evidence.numeric(), evidence.rows());
        Ridge proxy = effects.fit(evidence.rows().toArray(double[][]::new), scores(evidence.proxy()));
        Ridge training = effects.fit(evidence.pairedRows(), Completion.normalScores(evidence.pairedTraining()));
        double doubt = DOUBT / Math.max(1, evidence.names().size());
        List<CarriedOver> all = new ArrayList<>();
        for (int j = 0; j < evidence.names().size(); j++) {
            double favourite = effects.favourite(proxy, j);
            boolean seen = above(effects.effect(proxy, j, favourite)) >= 1 - doubt;
            double gains = seen ? above(effects.effect(training, j, favourite)) : Double.NaN;
            all.add(new CarriedOver(evidence.names().get(j), gains, verdict(gains, doubt)));
        }
        return all;
    }

    /** The probability that an effect is a good one. */
    private static double above(StudentT effect) {
        return 1 - effect.cdf(0);
    }

    private static double[] scores(List<Double> values) {
        return Completion.normalScores(values.stream().mapToDouble(v -> v).toArray());
    }

    private static Verdict verdict(double probability, double doubt) {
        return probability >= 1 - doubt
                ? Verdict.CARRIES_OVER
                : probability <= doubt ? Verdict.TURNS : Verdict.CANNOT_TELL;
    }
}
