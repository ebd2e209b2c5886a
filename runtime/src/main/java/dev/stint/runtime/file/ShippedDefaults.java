package dev.stint.runtime.file;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The defaults that Stint fills in where the study file gives none: a table by role, each row with its source. */
final class ShippedDefaults {

    /** @param why in words, to follow "default 0.1 filled in:" */
    record Filled(Value value, String why) {}

    /** @param withSgd the value where the default optimizer is SGD */
    private record Row(Role role, double value, double withSgd, String source) {}

    private static final String ADAMW = "PyTorch's AdamW";
    private static final String RESNET = "He et al. 2016, arXiv:1512.03385";

    private static final List<Row> TABLE = List.of(
            new Row(Role.LEARNING_RATE, 1e-3, 0.1, ADAMW + "; for SGD " + RESNET),
            new Row(Role.BATCH_SIZE, 64, 64, "common practice"),
            new Row(Role.WEIGHT_DECAY, 1e-2, 1e-4, ADAMW + "; for SGD " + RESNET),
            new Row(Role.DROPOUT, 0.1, 0.1, "Vaswani et al. 2017, arXiv:1706.03762"),
            new Row(Role.ATTENTION_DROPOUT, 0.1, 0.1, "Devlin et al. 2019, arXiv:1810.04805"),
            new Row(Role.WARMUP, 0.05, 0.05, "common practice"),
            new Row(Role.MOMENTUM, 0.9, 0.9, "Kingma and Ba 2015, arXiv:1412.6980; for SGD " + RESNET),
            new Row(Role.BETA2, 0.999, 0.999, "Kingma and Ba 2015, arXiv:1412.6980"),
            new Row(Role.LABEL_SMOOTHING, 0, 0, "off unless asked for"),
            new Row(Role.GRAD_CLIP, 1, 1, "common practice after Pascanu et al. 2013, arXiv:1211.5063"));

    private final boolean sgd;
    private final @Nullable Long fullLength;

    /**
     * Defaults for one study.
     *
     * @param sgd whether the study's default optimizer is SGD
     * @param fullLength in units of fidelity; null where unknown
     */
    ShippedDefaults(boolean sgd, @Nullable Long fullLength) {
        this.sgd = sgd;
        this.fullLength = fullLength;
    }

    /** The table's value moved into the domain, else the middle of a range, else the first choice. */
    Filled fill(Role role, Domain domain) {
        Filled shipped = shipped(role, domain);
        if (shipped != null) {
            return shipped;
        }
        return switch (domain) {
            case Domain.Choice choice -> new Filled(choice.options().getFirst(), "the first choice");
            case Domain.Constant constant -> new Filled(constant.value(), "its only value");
            case Domain.Ordinal ordinal -> middle(ordinal);
            case Domain.Uniform range -> middle(range);
            case Domain.LogUniform range -> middle(range);
            case Domain.IntRange range -> middle(range);
            case Domain.LogInt range -> middle(range);
        };
    }

    private static Filled middle(Domain domain) {
        return new Filled(domain.tidyFromUnit(0.5), "the middle of its range");
    }

    private @Nullable Filled shipped(Role role, Domain domain) {
        if (role == Role.OPTIMIZER) {
            return labelled(domain, "adamw", "adam", "sgd");
        }
        if (role == Role.DURATION && fullLength != null) {
            return near(domain, fullLength, "the full length");
        }
        if (role == Role.WARMUP && !isRatio(domain)) {
            return null;
        }
        return TABLE.stream()
                .filter(row -> row.role() == role)
                .findFirst()
                .map(row -> near(
                        domain,
                        sgd ? row.withSgd() : row.value(),
                        "from the table for " + role.key() + " (" + row.source() + ")"))
                .orElse(null);
    }

    private static @Nullable Filled labelled(Domain domain, String... preferred) {
        for (String label : preferred) {
            for (Value option : options(domain)) {
                if (option.text().toLowerCase(Locale.ROOT).equals(label)) {
                    return new Filled(option, "the usual optimizer");
                }
            }
        }
        return null;
    }

    private static List<Value> options(Domain domain) {
        return switch (domain) {
            case Domain.Choice choice -> choice.options();
            case Domain.Ordinal ordinal -> ordinal.options();
            default -> List.of();
        };
    }

    /** The largest number of a domain; NaN where it has none. */
    static double largest(Domain domain) {
        return options(domain).stream()
                .mapToDouble(Value::number)
                .max()
                .orElseGet(() -> domain.fromUnit(1).number());
    }

    private static boolean isRatio(Domain domain) {
        return switch (domain) {
            case Domain.Uniform range -> range.high() <= 1;
            case Domain.LogUniform range -> range.high() <= 1;
            default ->
                options(domain).stream().allMatch(option -> option.number() <= 1)
                        && !options(domain).isEmpty();
        };
    }

    /** The value of the domain nearest to {@code wanted}; null where the domain has no numbers. */
    private static @Nullable Filled near(Domain domain, double wanted, String why) {
        Value value = switch (domain) {
            case Domain.Uniform range -> new Value.Real(Math.clamp(wanted, range.low(), range.high()));
            case Domain.LogUniform range -> new Value.Real(Math.clamp(wanted, range.low(), range.high()));
            case Domain.IntRange range -> new Value.Whole(Math.clamp(Math.round(wanted), range.low(), range.high()));
            case Domain.LogInt range -> new Value.Whole(Math.clamp(Math.round(wanted), range.low(), range.high()));
            case Domain.Choice choice -> nearest(choice.options(), wanted);
            case Domain.Ordinal ordinal -> nearest(ordinal.options(), wanted);
            case Domain.Constant ignored -> null;
        };
        return value == null ? null : new Filled(domain.canonical(value), why);
    }

    private static @Nullable Value nearest(List<Value> options, double wanted) {
        if (options.stream().anyMatch(option -> Double.isNaN(option.number()))) {
            return null;
        }
        return options.stream()
                .min(Comparator.comparingDouble(option -> distance(option.number(), wanted)))
                .orElse(null);
    }

    /** By ratio where both are positive: 32 is nearer to 64 than 512 is, and 128 as near as 32. */
    private static double distance(double option, double wanted) {
        return option > 0 && wanted > 0 ? Math.abs(StrictMath.log(option / wanted)) : Math.abs(option - wanted);
    }
}
