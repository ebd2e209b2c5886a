package dev.stint.engine.phase.transfer;

import dev.stint.engine.insight.OptimizerFamily;
import dev.stint.engine.phase.Belief;
import dev.stint.engine.phase.LrSweeps;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the literature says of a parameter before anything is measured: a centre by role and optimiser, wide, each row with its source.
 *
 * <p>It was written down before any figure of a benchmark was looked at, and is not tuned on one. Factors are the standard deviation on
 * a ratio scale: 5 says that a fifth to five times the centre is ordinary.
 */
public final class Textbook {

    /**
     * One role.
     *
     * @param factor the spread as a ratio; NaN where {@code plus} counts
     * @param plus the spread as a difference; NaN where {@code factor} counts
     */
    private record Row(Role role, double adam, double sgd, double unknown, double factor, double plus, String source) {
        double center(OptimizerFamily family) {
            return switch (family) {
                case ADAM_LIKE -> adam;
                case SGD -> sgd;
                case UNKNOWN -> unknown;
            };
        }
    }

    private static final double NONE = Double.NaN;

    private static final List<Row> TABLE = List.of(
            new Row(
                    Role.LEARNING_RATE,
                    1e-3,
                    0.03,
                    5e-3,
                    5,
                    NONE,
                    "Adam: Kingma and Ba 2015, arXiv:1412.6980. SGD: between Bengio 2012, arXiv:1206.5533 (0.01)"
                            + " and He et al. 2016, arXiv:1512.03385 (0.1)"),
            new Row(
                    Role.WEIGHT_DECAY,
                    1e-2,
                    5e-4,
                    2e-3,
                    10,
                    NONE,
                    "AdamW: Loshchilov and Hutter 2019, arXiv:1711.05101. SGD: Krizhevsky et al. 2012"),
            new Row(Role.BATCH_SIZE, 64, 64, 64, 3, NONE, "Masters and Luschi 2018, arXiv:1804.07612; Bengio 2012"),
            new Row(Role.MOMENTUM, 0.9, 0.9, 0.9, NONE, 0.1, "Sutskever et al. 2013; He et al. 2016"),
            new Row(Role.BETA2, 0.999, 0.999, 0.999, NONE, 0.02, "Kingma and Ba 2015, arXiv:1412.6980"),
            new Row(
                    Role.DROPOUT,
                    0.2,
                    0.2,
                    0.2,
                    NONE,
                    0.2,
                    "between Vaswani et al. 2017, arXiv:1706.03762 (0.1) and Srivastava et al. 2014 (0.5)"),
            new Row(Role.ATTENTION_DROPOUT, 0.1, 0.1, 0.1, NONE, 0.1, "Devlin et al. 2019, arXiv:1810.04805"),
            new Row(Role.LABEL_SMOOTHING, 0.1, 0.1, 0.1, NONE, 0.1, "Szegedy et al. 2016, arXiv:1512.00567"),
            new Row(
                    Role.WARMUP,
                    0.05,
                    0.05,
                    0.05,
                    NONE,
                    0.05,
                    "common practice after Goyal et al. 2017, arXiv:1706.02677"),
            new Row(Role.GRAD_CLIP, 1, 1, 1, 4, NONE, "common practice after Pascanu et al. 2013, arXiv:1211.5063"));

    /** Larger than needed costs compute and hardly quality (Bengio 2012, section 3.3): the upper half of the range. */
    private static final Belief WIDE = new Belief(0.75, 0.3, 0.8);

    private static final double WEIGHT = 0.8;
    private static final double NARROWEST = 0.1;

    private final Space space;
    private final Encoding encoding;
    private final OptimizerFamily family;

    private Textbook(Space space) {
        this.space = space;
        this.encoding = new Encoding(space);
        this.family = LrSweeps.family(space, space.defaults());
    }

    /** The table as it reads for a space. */
    public static Textbook of(Space space) {
        return new Textbook(space);
    }

    /** The belief about one parameter on its own axis; null where the literature says nothing, and for labels. */
    public @Nullable Belief belief(Parameter parameter) {
        if (parameter.role() == Role.WIDTH && parameter.domain().numeric()) {
            return WIDE;
        }
        Row row = row(parameter.role());
        return row == null ? null : belief(row, parameter.domain());
    }

    private @Nullable Belief belief(Row row, Domain domain) {
        double center = row.center(family);
        boolean ratio = Double.isNaN(row.plus());
        double below = ratio ? center / row.factor() : center - row.plus();
        double above = ratio ? center * row.factor() : center + row.plus();
        Double at = position(domain, center);
        Double low = position(domain, below);
        Double high = position(domain, above);
        return at == null || low == null || high == null
                ? null
                : new Belief(at, Math.max(NARROWEST, (high - low) / 2), WEIGHT);
    }

    /** Where a number lies in a range, moved into it; null where the domain is no range. */
    private static @Nullable Double position(Domain domain, double number) {
        return switch (domain) {
            case Domain.Uniform range -> range.toUnit(new Value.Real(Math.clamp(number, range.low(), range.high())));
            case Domain.LogUniform range -> range.toUnit(new Value.Real(Math.clamp(number, range.low(), range.high())));
            case Domain.IntRange range ->
                range.toUnit(new Value.Whole(Math.clamp(Math.round(number), range.low(), range.high())));
            case Domain.LogInt range ->
                range.toUnit(new Value.Whole(Math.clamp(Math.round(number), range.low(), range.high())));
            case Domain.Choice ignored -> null;
            case Domain.Ordinal ordinal -> nearest(ordinal, number);
            case Domain.Constant ignored -> null;
        };
    }

    private static @Nullable Double nearest(Domain.Ordinal ordinal, double number) {
        Value best = null;
        for (Value option : ordinal.options()) {
            if (Double.isNaN(option.number())) {
                return null;
            }
            best = best == null || Math.abs(option.number() - number) < Math.abs(best.number() - number)
                    ? option
                    : best;
        }
        return best == null ? null : ordinal.toUnit(best);
    }

    /**
     * Points to start from: the centres; a lightly regularised one with small batches (Masters and Luschi 2018); a wide one with much
     * dropout, momentum and rate (Srivastava et al. 2014, appendix A). Parameters without a belief keep their defaults.
     */
    public List<Config> points() {
        List<Config> points = new ArrayList<>();
        points.add(point(1, NONE, NONE, NONE));
        points.add(point(1, 0, 32, NONE));
        points.add(point(3, 0.5, NONE, 0.9));
        return points.stream().distinct().filter(space::admits).toList();
    }

    private Config point(double rate, double dropout, double batch, double width) {
        double[] at = encoding.encode(space.defaults());
        for (int i = 0; i < encoding.axes().size(); i++) {
            Parameter parameter = encoding.axes().get(i);
            Belief belief = belief(parameter);
            double center = belief == null ? at[i] : belief.center();
            at[i] = switch (parameter.role()) {
                case LEARNING_RATE -> moved(parameter, rate, center);
                case DROPOUT -> given(parameter, dropout, center);
                case BATCH_SIZE -> given(parameter, batch, center);
                case WIDTH -> Double.isNaN(width) || belief == null ? center : width;
                default -> center;
            };
        }
        return encoding.propose(at);
    }

    private double moved(Parameter parameter, double factor, double center) {
        return given(parameter, center(Role.LEARNING_RATE, family) * factor, center);
    }

    private static double given(Parameter parameter, double number, double otherwise) {
        Double at = Double.isNaN(number) ? null : position(parameter.domain(), number);
        return at == null ? otherwise : at;
    }

    /** The source of what is believed of a role; empty where the table has none. */
    public static String source(Role role) {
        Row row = row(role);
        return row == null ? "" : row.source();
    }

    /** The middle of what is written of a role, in its own units; NaN where the table has none. */
    public static double center(Role role, OptimizerFamily family) {
        Row row = row(role);
        return row == null ? NONE : row.center(family);
    }

    /** The spread of what is written of a role, as a ratio; NaN where the table has none, or a difference. */
    public static double factor(Role role) {
        Row row = row(role);
        return row == null ? NONE : row.factor();
    }

    private static @Nullable Row row(Role role) {
        return TABLE.stream().filter(r -> r.role() == role).findFirst().orElse(null);
    }
}
