package dev.stint.archive;

import dev.stint.engine.insight.OptimizerFamily;
import dev.stint.engine.insight.ScalingRules.Move;
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

    private record Pair(ArchivedParameter past, Parameter own, Translation translation) {

        /** A batch size is never a reason to leave a trial out: the nearest one here, and the learning rate moves with it. */
        @Nullable
        Value own(Value value) {
            return own.role() == Role.BATCH_SIZE ? translation.nearestTo(value) : translation.of(value);
        }

        Move move(@Nullable Value value, OptimizerFamily family) {
            Value here = value == null ? null : own(value);
            return here == null || value == null ? Move.NONE : Scaling.move(own.role(), value, here, family);
        }
    }

    private final Space space;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final Scaling scaling = new Scaling();
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
        if (own.role() == Role.BATCH_SIZE && new Translation(own.domain(), veil).nearestTo(past.fallback()) != null) {
            return "";
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
        Move move = move(past);
        Map<String, Value> values = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            Value value = past.get(pair.past().name());
            Value own = value == null ? null : pair.own(moved(pair.own().role(), value, move));
            if (value != null && own == null) {
                return null;
            }
            if (own != null) {
                values.put(pair.own().name(), own);
            }
        }
        count(past, move);
        return space.complete(values);
    }

    /** By how much the learning rate has to move, since batch size or width are others here. */
    private Move move(Config past) {
        Move move = Move.NONE;
        for (Pair pair : pairs) {
            move = move.then(pair.move(past.get(pair.past().name()), family(past)));
        }
        return move;
    }

    private void count(Config past, Move move) {
        for (Pair pair : pairs) {
            Move own = pair.move(past.get(pair.past().name()), family(past));
            if (!own.equals(Move.NONE)) {
                scaling.count(pair.own().role(), move);
            }
        }
    }

    private static Value moved(Role role, Value value, Move move) {
        double factor =
                role == Role.LEARNING_RATE ? move.rateFactor() : role == Role.WEIGHT_DECAY ? move.decayFactor() : 1;
        return factor == 1 || Double.isNaN(value.number()) ? value : new Value.Real(value.number() * factor);
    }

    /** Of the optimiser that a trial names; of SGD where there is a momentum and no name. */
    private OptimizerFamily family(Config past) {
        for (Pair pair : pairs) {
            Value value = past.get(pair.past().name());
            if (pair.own().role() == Role.OPTIMIZER && value != null) {
                return OptimizerFamily.named(value.text());
            }
        }
        return pairs.stream().anyMatch(pair -> pair.own().role() == Role.MOMENTUM)
                ? OptimizerFamily.SGD
                : OptimizerFamily.UNKNOWN;
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
        gaps.addAll(scaling.said());
        return gaps;
    }
}
