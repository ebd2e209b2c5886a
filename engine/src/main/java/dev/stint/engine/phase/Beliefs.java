package dev.stint.engine.phase;

import dev.stint.engine.history.History;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.phase.transfer.Textbook;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Prior;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is believed about each tuned parameter before the search has seen anything: expert priors, and the learning-rate sweep. */
public final class Beliefs {

    /** The weight of the sweep: a prior on the peak rate, never a decision. */
    private static final double SWEEP_WEIGHT = 0.7;

    private final List<@Nullable Belief> byAxis;

    private Beliefs(List<@Nullable Belief> byAxis) {
        this.byAxis = byAxis;
    }

    /** The beliefs of a study as its history stands. */
    public static Beliefs of(History history) {
        LrVerdict sweep = LrSweeps.read(history);
        List<@Nullable Belief> beliefs = new ArrayList<>();
        for (Parameter parameter : new Encoding(history.spec().space()).axes()) {
            Belief swept = parameter.role() == Role.LEARNING_RATE ? swept(parameter, sweep) : null;
            Belief expert = expert(parameter);
            beliefs.add(expert == null ? swept : expert);
        }
        return new Beliefs(beliefs);
    }

    /** The same, with the textbook where neither the user nor a sweep says anything. */
    public static Beliefs informed(History history) {
        Textbook textbook = Textbook.of(history.spec().space());
        List<@Nullable Belief> beliefs = new ArrayList<>(of(history).byAxis);
        List<Parameter> axes = new Encoding(history.spec().space()).axes();
        for (int i = 0; i < beliefs.size(); i++) {
            Belief known = beliefs.get(i);
            beliefs.set(i, known == null ? textbook.belief(axes.get(i)) : known);
        }
        return new Beliefs(beliefs);
    }

    /** The user's prior on a parameter; null where there is none. */
    public static @Nullable Belief expert(Parameter parameter) {
        Prior prior = parameter.prior();
        if (prior == null) {
            return null;
        }
        double weight = switch (prior.confidence()) {
            case LOW -> 0.5;
            case MEDIUM -> 0.6;
            case HIGH -> 0.7;
        };
        return new Belief(
                parameter.domain().toUnit(prior.center()), prior.confidence().sd(), weight);
    }

    private static @Nullable Belief swept(Parameter parameter, LrVerdict verdict) {
        if (!(verdict instanceof LrVerdict.Readable readable)
                || !(parameter.domain() instanceof Domain.LogUniform range)) {
            return null;
        }
        double decades = StrictMath.log10(range.high() / range.low());
        double center =
                Math.max(range.low(), Math.min(range.high(), Math.min(readable.centre(), readable.divergedAt())));
        return new Belief(range.toUnit(new Value.Real(center)), readable.priorSdDecades() / decades, SWEEP_WEIGHT);
    }

    /** Turns a uniform point into one that follows the beliefs; axes without a belief stay as they are. */
    public double[] shape(double[] uniform) {
        double[] shaped = uniform.clone();
        for (int i = 0; i < byAxis.size(); i++) {
            Belief belief = byAxis.get(i);
            if (belief != null) {
                shaped[i] = belief.quantile(uniform[i]);
            }
        }
        return shaped;
    }
}
