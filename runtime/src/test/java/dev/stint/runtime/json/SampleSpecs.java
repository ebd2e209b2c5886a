package dev.stint.runtime.json;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.CostGuess;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import java.util.LinkedHashMap;
import java.util.List;

/** Study specifications that differ in name and budget only, and a format that writes just these two. */
public final class SampleSpecs implements SpecFormat {

    /** A codec for tests that do not care about the study file. */
    public static EventCodec codec() {
        return new EventCodec(new SampleSpecs());
    }

    /** One learning rate, ten epochs. */
    public static StudySpec spec(String name, double hours) {
        Parameter lr = new Parameter(
                "lr",
                new Domain.LogUniform(1e-5, 1e-1),
                Role.LEARNING_RATE,
                true,
                new Value.Real(1e-3),
                false,
                null,
                null);
        return new StudySpec(
                name,
                new Amount(hours, Unit.HOURS),
                null,
                null,
                new Objective("val_loss", Objective.Goal.MINIMIZE, Objective.At.LAST),
                null,
                null,
                null,
                new Fidelity("epoch", 1, 10, Fidelity.Schedule.TRUNCATE),
                CostGuess.none(),
                true,
                new Resources(1, 0),
                new Space(List.of(lr), List.of()),
                new PlanSpec.Classic(),
                Validate.auto(),
                0,
                new StudySpec.Metrics(List.of()),
                Limits.standard(),
                false,
                false,
                List.of(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                null);
    }

    @Override
    public String write(StudySpec spec) {
        return "study: " + spec.name() + "\nbudget: " + spec.budget().value() + " hours\n";
    }

    @Override
    public StudySpec read(String text) {
        int budget = text.lastIndexOf("\nbudget: ");
        String hours = text.substring(budget + "\nbudget: ".length(), text.lastIndexOf(" hours\n"));
        return spec(text.substring("study: ".length(), budget), Double.parseDouble(hours));
    }
}
