package dev.stint.bench.lcbench;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import java.util.ArrayList;
import java.util.List;

/** A suite whose spaces have parameters besides that do nothing, by turns on a linear scale, a logarithmic one, and one of three. */
record Inert(Suite suite, int parameters) implements Around {

    private static final int KINDS = 3;

    @Override
    public Space space(SpaceKind kind, String instance, int seed) {
        Space space = suite.space(kind, instance, seed);
        List<Parameter> all = new ArrayList<>(space.parameters());
        for (int i = 1; i <= parameters; i++) {
            all.add(inert(i));
        }
        return new Space(all, space.constraints());
    }

    private static Parameter inert(int number) {
        Domain domain = switch (number % KINDS) {
            case 1 -> new Domain.Uniform(0, 1);
            case 2 -> new Domain.LogUniform(1e-4, 1);
            default -> new Domain.Choice(List.of(new Value.Text("a"), new Value.Text("b"), new Value.Text("c")));
        };
        return new Parameter("inert_" + number, domain, Role.OTHER, false, domain.fromUnit(0.5), false, null, null);
    }
}
