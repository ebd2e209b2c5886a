package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.History;
import dev.stint.engine.model.Expectation;
import dev.stint.engine.phase.proxy.ProxyBelief;

/**
 * What a configuration is expected to be worth before this study has measured anything: about 0 on average, larger is better, in the
 * units of warped scores.
 *
 * <p>The textbook's lines and the experience of earlier studies are features, whose weights are learnt. The mean is what experience says
 * and a little of the textbook, whose rest is in the experience already; if the earlier studies are not {@linkplain Experience#trusted
 * trusted} it is the textbook's alone, as in a cold start. Experience counts by its {@linkplain Evidence weight}, as mean and as
 * feature. Beside all of it stands what the user believes.
 */
public interface Foresight {

    /** How much of the experience, and of the textbook beside it, is expected to hold. */
    double TRUST = 0.4;

    double TRUST_BESIDE = 0.3;

    /** For a row of the encoding. */
    Expectation of(double[] row);

    /** What is foreseen in a study: by what is known beforehand, and by a stand-in that was asked. */
    static Foresight of(History history) {
        Foresight known = known(history);
        ProxyBelief belief = ProxyBelief.of(history, row -> known.of(row).mean());
        if (belief == null) {
            return known;
        }
        return row -> {
            Expectation expected = known.of(row);
            double news = belief.of(row);
            return expected.and(belief.weight() * news, expected.mean() + news);
        };
    }

    private static Foresight known(History history) {
        Advice advice = Advice.of(history);
        if (history.knowledge().isEmpty()) {
            return row -> advice.and(new Expectation(advice.mean(row), advice.lines(row)), row);
        }
        Heard heard = Hearing.heard(history);
        Experience experience = heard.experience();
        double weight = heard.evidence().weight();
        double trust = heard.trusted() ? weight * TRUST : 0;
        double beside = heard.trusted() ? weight * TRUST_BESIDE + (1 - weight) * Advice.TRUST : Advice.TRUST;
        return row -> {
            double said = experience.of(row);
            double mean = trust * said + beside / Advice.TRUST * advice.mean(row);
            return advice.and(new Expectation(mean, advice.lines(row)).and(0, weight * said), row);
        };
    }
}
