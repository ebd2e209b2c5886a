package dev.stint.bench.lcbench;

import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective;
import java.util.ArrayList;
import java.util.List;

/** A suite whose spaces have parameters besides that do nothing, by turns on a linear scale, a logarithmic one, and one of three. */
record Inert(Suite suite, int parameters) implements Suite {

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

    @Override
    public Objective objective() {
        return suite.objective();
    }

    @Override
    public int epochs() {
        return suite.epochs();
    }

    @Override
    public List<String> instances() {
        return suite.instances();
    }

    @Override
    public List<String> tellable(String name) {
        return suite.tellable(name);
    }

    @Override
    public List<Instance> listedFrom(Instance instance) {
        return suite.listedFrom(instance);
    }

    @Override
    public Trajectory trajectory(String instance, Config config) {
        return suite.trajectory(instance, config);
    }

    @Override
    public double[] ends(String instance, List<Config> configs) {
        return suite.ends(instance, configs);
    }

    @Override
    public Scale scale(String instance) {
        return suite.scale(instance);
    }

    @Override
    public Scale testScale(String instance) {
        return suite.testScale(instance);
    }

    @Override
    public double trainingSeconds(String instance) {
        return suite.trainingSeconds(instance);
    }

    @Override
    public Config best(String instance) {
        return suite.best(instance);
    }

    @Override
    public void close() {
        suite.close();
    }
}
