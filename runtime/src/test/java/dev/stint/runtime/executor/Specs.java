package dev.stint.runtime.executor;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Command;
import dev.stint.engine.spec.CostGuess;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Study specifications whose trials do what their parameter {@code act} says. */
public final class Specs {

    private final List<Command.Part> command;
    private boolean warm;
    private Limits limits = new Limits(null, null, 2, 0.8);
    private List<String> regex = List.of();
    private @Nullable String tensorboard;
    private Fidelity.Schedule schedule = Fidelity.Schedule.TRUNCATE;
    private final SequencedMap<String, String> env = new LinkedHashMap<>();

    private Specs(List<Command.Part> command) {
        this.command = command;
    }

    public static Specs running(String... words) {
        return new Specs(Stream.of(words)
                .map(word -> new Command.Part(List.of(word), false))
                .toList());
    }

    /** The script of the kit. */
    public static Specs acting() {
        return running(TrialScript.python(), TrialScript.path());
    }

    public Specs warm(boolean value) {
        warm = value;
        return this;
    }

    public Specs limits(Limits value) {
        limits = value;
        return this;
    }

    public Specs regex(String... value) {
        regex = List.of(value);
        return this;
    }

    public Specs tensorboard(String folder) {
        tensorboard = folder;
        return this;
    }

    public Specs env(String name, String value) {
        env.put(name, value);
        return this;
    }

    public Specs rescaled() {
        schedule = Fidelity.Schedule.RESCALE;
        return this;
    }

    public StudySpec build() {
        Domain acts = new Domain.Choice(List.of(new Value.Text("steps"), new Value.Text("slow")));
        Parameter act = new Parameter("act", acts, Role.OTHER, false, new Value.Text("steps"), false, null, null);
        return new StudySpec(
                "test",
                new Amount(1, Unit.HOURS),
                null,
                new Command(command),
                new Objective("val_loss", Objective.Goal.MINIMIZE, Objective.At.LAST),
                null,
                null,
                null,
                new Fidelity("epoch", 1, 50, schedule),
                CostGuess.none(),
                true,
                new Resources(2, 0),
                new Space(List.of(act), List.of()),
                new PlanSpec.Classic(),
                Validate.auto(),
                0,
                new StudySpec.Metrics(regex, tensorboard),
                limits,
                warm,
                false,
                List.of(),
                new LinkedHashMap<>(),
                env,
                null,
                List.of());
    }

    public static Config act(String act) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        values.put("act", new Value.Text(act));
        return new Config(values);
    }
}
