package dev.stint.archive;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the parameters of an archived study are those of another space: one by one, by role, else by name, if they count in the same unit
 * and some of the values that were tried have a counterpart.
 */
final class Mapping {

    private record Pair(ArchivedParameter past, Parameter own, Translation translation) {}

    private final Space space;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final int foreign;

    private Mapping(List<ArchivedParameter> past, Space space, String unit, Veil veil) {
        this.space = space;
        List<ArchivedParameter> left = new ArrayList<>(past);
        for (Parameter own : space.parameters()) {
            ArchivedParameter match = match(own, left, veil);
            String obstacle = match == null ? "it had none" : obstacle(match, own, unit, veil);
            if (match != null) {
                left.remove(match);
            }
            if (match != null && obstacle.isEmpty()) {
                pairs.add(new Pair(match, own, new Translation(own.domain(), veil)));
            } else if (own.tuned()) {
                missing.add(own.name() + " (" + obstacle + ")");
            }
        }
        this.foreign = (int) left.stream().filter(Mapping::tuned).count();
    }

    /** @param unit of fidelity of the study that {@code space} belongs to */
    static Mapping of(List<ArchivedParameter> past, Space space, String unit, Veil veil) {
        return new Mapping(past, space, unit, veil);
    }

    private static boolean tuned(ArchivedParameter p) {
        return !p.domain().fixed();
    }

    /** The one with the same name, or else the first with the same role. */
    private static @Nullable ArchivedParameter match(Parameter own, List<ArchivedParameter> past, Veil veil) {
        ArchivedParameter named = past.stream()
                .filter(p -> veil.same(Veil.Kind.NAME, p.name(), own.name()) && p.role() == own.role())
                .findFirst()
                .orElse(null);
        if (named != null || own.role() == Role.OTHER) {
            return named;
        }
        return past.stream().filter(p -> p.role() == own.role()).findFirst().orElse(null);
    }

    /** Why two parameters of one role cannot stand for each other; empty where they can. */
    private static String obstacle(ArchivedParameter past, Parameter own, String unit, Veil veil) {
        String counts = Units.of(own.name(), own.role(), unit);
        if (!past.unit().isEmpty() && !counts.isEmpty() && !past.unit().equals(counts)) {
            return "counted in " + past.unit() + " there, in " + counts + " here";
        }
        return meet(past.domain(), own.domain(), veil) ? "" : "the values tried there are none of yours";
    }

    private static boolean meet(Domain past, Domain own, Veil veil) {
        Translation translation = new Translation(own, veil);
        return switch (past) {
            case Domain.Choice choice -> choice.options().stream().anyMatch(v -> translation.of(v) != null);
            case Domain.Ordinal ordinal -> ordinal.options().stream().anyMatch(v -> translation.of(v) != null);
            case Domain.Constant constant -> translation.of(constant.value()) != null;
            case Domain.Uniform ignored -> someOf(past, translation);
            case Domain.LogUniform ignored -> someOf(past, translation);
            case Domain.IntRange ignored -> someOf(past, translation);
            case Domain.LogInt ignored -> someOf(past, translation);
        };
    }

    private static boolean someOf(Domain range, Translation translation) {
        for (int i = 0; i <= 64; i++) {
            if (translation.of(range.fromUnit(i / 64.0)) != null) {
                return true;
            }
        }
        return false;
    }

    /** The part of all parameters, tuned here or there, that both tune or hold; a learning rate counts twice. */
    double coverage() {
        double both = pairs.stream()
                .filter(p -> p.own().tuned() || tuned(p.past()))
                .mapToDouble(p -> p.own().role() == Role.LEARNING_RATE ? 2 : 1)
                .sum();
        double all = both + missing.size() + foreign;
        return all == 0 ? 0 : both / all;
    }

    /** A configuration of the archived study in this space, defaults for what it lacks; null where it lies outside. */
    @Nullable
    Config rewritten(Config past) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            Value value = past.get(pair.past().name());
            Value own = value == null ? null : pair.translation().of(value);
            if (value != null && own == null) {
                return null;
            }
            if (own != null) {
                values.put(pair.own().name(), own);
            }
        }
        return space.complete(values);
    }

    /** What could not be mapped, in words; empty where everything could. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        if (!missing.isEmpty()) {
            gaps.add("your default for " + String.join(", ", missing));
        }
        if (foreign > 0) {
            gaps.add(foreign + " of its parameters " + (foreign == 1 ? "is" : "are") + " not in your space");
        }
        return gaps;
    }
}
