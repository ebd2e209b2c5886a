package dev.stint.runtime.simulate;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Split;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Config;
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
import dev.stint.engine.testing.Draft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A study whose truth is known: the loss has its minimum at lr = 3e-3, wide networks cost more, large rates diverge, seeds add noise. */
public final class Toy implements Training {

    public static final double BEST_LR = 3e-3;

    private final double noise;

    public Toy(double noise) {
        this.noise = noise;
    }

    public static Space space() {
        return new Space(
                List.of(
                        parameter("lr", new Domain.LogUniform(1e-5, 1e-1), new Value.Real(1e-4), null),
                        parameter(
                                "batch_size",
                                new Domain.Choice(
                                        List.of(new Value.Whole(32), new Value.Whole(64), new Value.Whole(128))),
                                new Value.Whole(64),
                                null),
                        parameter("width", new Domain.LogInt(16, 256), new Value.Whole(32), null),
                        parameter("dropout", new Domain.Uniform(0, 0.5), new Value.Real(0.1), null),
                        parameter(
                                "optimizer",
                                new Domain.Choice(List.of(new Value.Text("adamw"), new Value.Text("sgd"))),
                                new Value.Text("adamw"),
                                null),
                        parameter(
                                "momentum",
                                new Domain.Uniform(0.5, 0.99),
                                new Value.Real(0.9),
                                new Condition(
                                        List.of(new Condition.Clause("optimizer", List.of(new Value.Text("sgd"))))))),
                List.of());
    }

    private static Parameter parameter(String name, Domain domain, Value fallback, @Nullable Condition when) {
        return new Parameter(name, domain, Role.guess(name), true, fallback, false, when, null);
    }

    /** A study over it; {@code full} seconds for a training of the defaults where the budget is in hours. */
    public static StudySpec spec(Amount budget, long max, long min, @Nullable Amount full, int slots) {
        return new StudySpec(
                "toy",
                budget,
                null,
                null,
                new Objective("val_loss", Objective.Goal.MINIMIZE, Objective.At.LAST),
                "holdout_loss",
                "test_accuracy",
                null,
                new Fidelity("epoch", min, max, Fidelity.Schedule.TRUNCATE),
                new CostGuess(full, null),
                true,
                new Resources(slots, 0),
                space(),
                new PlanSpec.Classic(),
                Validate.auto(),
                7,
                new StudySpec.Metrics(List.of()),
                Limits.standard(),
                false,
                false,
                List.of(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                null,
                List.of());
    }

    /** The usual study of it: hours, fifty epochs, both splits. */
    static Draft draft(double hours) {
        return new Draft()
                .budget(hours, Unit.HOURS)
                .length(1, 50)
                .splits()
                .space(space().parameters().toArray(Parameter[]::new));
    }

    public static Amount hours(double value) {
        return new Amount(value, Unit.HOURS);
    }

    private static double distance(Config config) {
        double lr = StrictMath.log10(number(config, "lr") / BEST_LR);
        double dropout = number(config, "dropout") - 0.2;
        double width = StrictMath.log(number(config, "width") / 128) / 3;
        return 0.15 * lr * lr
                + 0.5 * dropout * dropout
                + 0.05 * width * width
                + (config.get("momentum") == null ? 0 : 0.02);
    }

    private static double number(Config config, String name) {
        Value value = config.get(name);
        return value == null ? 0 : value.number();
    }

    private double loss(Config config, int seed, long step) {
        if (number(config, "lr") > 0.06 && step > 2) {
            return Double.NaN;
        }
        double luck = noise * Seed.of(seed).child(config.text()).stream().gaussian();
        double jitter = 0.2
                * noise
                * Seed.of(seed).child(config.text()).child(step).stream().gaussian();
        return 0.1 + distance(config) + 2 * StrictMath.exp(-step / 12.0) + luck + jitter;
    }

    @Override
    public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
        SequencedMap<String, Double> line = new LinkedHashMap<>();
        line.put("train_loss", loss(config, seed, step) * 0.8);
        line.put("val_loss", loss(config, seed, step));
        return line;
    }

    @Override
    public double secondsPerUnit(Config config) {
        return 60 * (0.5 + number(config, "width") / 64);
    }

    @Override
    public @Nullable Double sweepLoss(Config config, double lr) {
        double log = StrictMath.log10(lr / BEST_LR);
        return lr > 0.5 ? Double.NaN : log < 0 ? 2.3 / (1 + 0.5 * StrictMath.exp(2 * (log + 1))) : 1.2 + 3 * log * log;
    }

    @Override
    public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
        SequencedMap<String, Double> line = new LinkedHashMap<>();
        double loss = loss(config, seed + 1, step);
        line.put(
                split == Split.HOLDOUT ? "holdout_loss" : "test_accuracy",
                split == Split.HOLDOUT ? loss : 1 - loss / 10);
        return line;
    }
}
