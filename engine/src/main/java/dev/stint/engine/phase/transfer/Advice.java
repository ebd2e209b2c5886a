package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.History;
import dev.stint.engine.model.Expectation;
import dev.stint.engine.phase.Belief;
import dev.stint.engine.phase.Beliefs;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the textbook says of a row of the encoding, and what the user believes of it; larger is better, in warped scores. */
final class Advice {

    /** How much of what is written is expected to hold. */
    static final double TRUST = 0.5;

    /** How much of what a user believes is expected to hold beside that: twice as much costs where it is wrong (docs/decisions/0115). */
    private static final double TRUST_IN_USER = 0.25;

    private final Lines textbook;
    private final Lines user;

    private Advice(Lines textbook, Lines user) {
        this.textbook = textbook;
        this.user = user;
    }

    static Advice of(History history) {
        return history.lasting(
                Advice.class,
                h -> of(new Encoding(h.spec().space()), Textbook.of(h.spec().space())));
    }

    private static Advice of(Encoding encoding, Textbook textbook) {
        List<@Nullable Belief> written = new ArrayList<>();
        List<@Nullable Belief> believed = new ArrayList<>();
        for (Parameter parameter : encoding.axes()) {
            written.add(textbook.belief(parameter));
            believed.add(Beliefs.expert(parameter));
        }
        return new Advice(new Lines(written), new Lines(believed));
    }

    /** What is expected of a row by the textbook alone. */
    double mean(double[] x) {
        return TRUST * Arrays.stream(lines(x)).sum();
    }

    /** The textbook's lines, about 0 on average over each axis. */
    double[] lines(double[] x) {
        return textbook.of(x);
    }

    /** What is expected of a row, and beside it what the user believes, each parameter a feature whose worth is learnt. */
    Expectation and(Expectation expected, double[] x) {
        if (user.silent()) {
            return expected;
        }
        double[] lines = user.of(x);
        return expected.and(TRUST_IN_USER * Arrays.stream(lines).sum(), lines);
    }
}
