package dev.stint.bench.lcbench;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The same instances as somebody else might have tuned them: by instance and seed, two parameters are not in the space, so that trainings
 * have their defaults; one has a name that nobody knows and no role; and one has its range moved by a quarter of its width.
 */
record OtherSpaces(Suite suite, SpaceKind kind) implements Around {

    private static final String OWN = "own_";
    private static final double MOVED = 0.25;

    @Override
    public Space space(SpaceKind ignored, String instance, int seed) {
        Stream stream = Seed.of(seed).child("lcbench").child(instance).child("other space").stream();
        List<Parameter> drawn =
                new ArrayList<>(suite.space(kind, instance, seed).parameters());
        stream.shuffle(drawn);
        Parameter renamed = drawn.get(2);
        Parameter moved = drawn.get(3);
        double by = stream.uniform() < 0.5 ? -MOVED : MOVED;
        List<Parameter> left = suite.space(kind, instance, seed).parameters().stream()
                .filter(p -> drawn.indexOf(p) > 1)
                .map(p -> p.equals(renamed) ? renamed(p) : p.equals(moved) ? moved(p, by) : p)
                .toList();
        return new Space(left, List.of());
    }

    private static Parameter renamed(Parameter p) {
        return new Parameter(OWN + p.name(), p.domain(), Role.OTHER, true, p.fallback(), false, null, null);
    }

    private static Parameter moved(Parameter p, double by) {
        Domain domain = moved(p.domain(), by);
        Value fallback = domain.contains(p.fallback())
                ? p.fallback()
                : domain.fromUnit(Math.clamp(domain.toUnit(p.fallback()), 0.0, 1.0));
        return new Parameter(p.name(), domain, p.role(), p.roleGuessed(), fallback, false, null, null);
    }

    private static Domain moved(Domain domain, double by) {
        return switch (domain) {
            case Domain.Uniform d ->
                new Domain.Uniform(d.low() + by * (d.high() - d.low()), d.high() + by * (d.high() - d.low()));
            case Domain.LogUniform d -> {
                double factor = StrictMath.pow(d.high() / d.low(), by);
                yield new Domain.LogUniform(d.low() * factor, d.high() * factor);
            }
            case Domain.IntRange d -> {
                long step = Math.round(by * (d.high() - d.low()));
                yield new Domain.IntRange(d.low() + step, d.high() + step);
            }
            case Domain.LogInt d -> {
                double factor = StrictMath.pow((double) d.high() / d.low(), by);
                yield new Domain.LogInt(Math.max(1, Math.round(d.low() * factor)), Math.round(d.high() * factor));
            }
            case Domain.Choice d -> d;
            case Domain.Ordinal d -> d;
            case Domain.Constant d -> d;
        };
    }

    @Override
    public Trajectory trajectory(String instance, Config config) {
        return suite.trajectory(instance, whole(instance, config));
    }

    /** As the suite writes it. */
    Config whole(String instance, Config config) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (Parameter p : suite.space(kind, instance, 0).parameters()) {
            Value own = config.get(OWN + p.name());
            Value value = own == null ? config.get(p.name()) : own;
            values.put(p.name(), value == null ? p.fallback() : value);
        }
        return new Config(values);
    }

    @Override
    public double[] ends(String instance, List<Config> configs) {
        return suite.ends(
                instance, configs.stream().map(c -> whole(instance, c)).toList());
    }

    /** The suite belongs to somebody else. */
    @Override
    public void close() {}
}
