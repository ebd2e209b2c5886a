package dev.stint.bench.lcbench;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Prior;
import dev.stint.engine.space.Prior.Confidence;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A prior on learning rate, weight decay and batch size.
 *
 * @param right whether its centre is the best configuration's value; else it is the end of the range that is farther from that
 */
record Expert(boolean right, Confidence confidence) {

    private static final Set<Role> ROLES = EnumSet.of(Role.LEARNING_RATE, Role.WEIGHT_DECAY, Role.BATCH_SIZE);

    /** @throws IllegalArgumentException where either is no such word */
    static Expert of(String prior, String confidence) {
        if (!List.of("right", "wrong").contains(prior)) {
            throw new IllegalArgumentException("--prior " + prior + " is no prior; give right or wrong");
        }
        return Arrays.stream(Confidence.values())
                .filter(c -> key(c).equals(confidence))
                .findFirst()
                .map(c -> new Expert(prior.equals("right"), c))
                .orElseThrow(() -> new IllegalArgumentException(
                        "--confidence " + confidence + " is no confidence; give high, medium or low"));
    }

    private static String key(Confidence confidence) {
        return confidence.name().toLowerCase(Locale.ROOT);
    }

    String key() {
        return (right ? "right-" : "wrong-") + key(confidence);
    }

    /** The space of an instance with the priors in it. */
    Space over(Instance instance) {
        List<Parameter> parameters = instance.space().parameters().stream()
                .map(p -> ROLES.contains(p.role()) ? believed(p, instance) : p)
                .toList();
        return new Space(parameters, instance.space().constraints());
    }

    private Parameter believed(Parameter p, Instance instance) {
        Value best =
                Objects.requireNonNull(instance.suite().best(instance.name()).get(p.name()));
        Domain domain = p.domain();
        Value centre = right ? best : domain.fromUnit(domain.toUnit(best) < 0.5 ? 1 : 0);
        return new Parameter(
                p.name(),
                domain,
                p.role(),
                p.roleGuessed(),
                p.fallback(),
                p.assumed(),
                p.when(),
                new Prior(domain.canonical(centre), confidence));
    }
}
