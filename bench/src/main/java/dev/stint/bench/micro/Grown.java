package dev.stint.bench.micro;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Task;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.spec.CostGuess;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.PlanSpec.PhaseSpec;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** A study over a smooth function of seven parameters, grown to a size by configurations that the user adds. */
final class Grown {

    private static final int FULL = 50;
    private static final int DIMENSIONS = 7;
    private static final Provenance HERE = new Provenance("bench", "", "", "", "");

    private final Consumer<Entry> kept;
    private History history;
    private int attempts;

    private Grown(StudySpec spec, Consumer<Entry> kept) {
        this.kept = kept;
        Entry first = new Entry(1, 0, new StudyOpened(spec, 1, HERE, Knowledge.none()));
        kept.accept(first);
        history = History.open(first);
    }

    /** A plan by the name that the benchmarks give it. */
    static PlanSpec plan(String name) {
        return switch (name) {
            case "classic" -> new PlanSpec.Classic();
            case "adaptive" -> new PlanSpec.Adaptive();
            case "gp" ->
                new PlanSpec.Custom(List.of(
                        new PhaseSpec("explore", null, 0.5, null),
                        new PhaseSpec("refine", PlanSpec.Method.GP, 0.5, null)));
            case "freeze-thaw" ->
                new PlanSpec.Custom(List.of(new PhaseSpec("refine", PlanSpec.Method.FREEZE_THAW, 1.0, null)));
            default -> throw new IllegalArgumentException(name + " is no plan of these benchmarks");
        };
    }

    /** The history just before the first decision that a surrogate takes, with that many configurations measured. */
    static History beforeSurrogate(PlanSpec plan, int configurations) {
        Grown grown = new Grown(spec(plan, FULL, configurations + 100), e -> {});
        grown.tries(configurations);
        while (true) {
            History before = grown.history;
            TrialPlanned planned = grown.ask();
            if (!planned.fitted().isEmpty()) {
                return before;
            }
            grown.train(planned);
        }
    }

    /** The first {@code count} entries of a study. */
    static List<Entry> entries(int count) {
        List<Entry> entries = new ArrayList<>();
        Grown grown = new Grown(spec(plan("gp"), FULL, count / 10 + 100), entries::add);
        grown.tries(count / 10);
        while (entries.size() < count) {
            grown.train(grown.ask());
        }
        return List.copyOf(entries.subList(0, count));
    }

    /** A history of many full trainings, at the beginning of the refinement. */
    static History crowded(PlanSpec plan, int trials, int points) {
        Grown grown = new Grown(spec(plan, points, 2 * trials), e -> {});
        TrialPlanned first = grown.ask();
        grown.train(first);
        grown.crowd(trials - 1, points, first.phase());
        while (!grown.history.started("refine")) {
            grown.handle(new Command.Ask(0));
        }
        return grown.history;
    }

    private void crowd(int trials, int points, String phase) {
        Stream stream = Seed.of(1).child("crowd").stream();
        Amount reserve = new Amount(points, Unit.FIDELITY);
        for (int i = 0; i < trials; i++) {
            RunId run = new RunId(history.nextTrial(), 1);
            Config config = history.spec().space().sample(stream);
            TrialPlanned planned = new TrialPlanned(run, config, Task.FULL, 0, points, reserve, phase, "", List.of());
            apply(planned);
            train(planned);
        }
    }

    private void tries(int configurations) {
        Stream stream = Seed.of(1).child("tries").stream();
        for (int i = 0; i < configurations; i++) {
            handle(new Command.Try(0, history.spec().space().sample(stream)));
        }
    }

    /** The next decision to train; what a phase says at its beginning and end comes before. */
    private TrialPlanned ask() {
        List<StudyEvent> events = handle(new Command.Ask(0));
        while (!events.isEmpty()) {
            if (events.getLast() instanceof TrialPlanned planned) {
                return planned;
            }
            events = handle(new Command.Ask(0));
        }
        throw new IllegalStateException("the study trains no more");
    }

    private void train(TrialPlanned planned) {
        attempts++;
        Config config = history.trial(planned.run().trial()).config();
        handle(new Command.Started(0, attempts, planned.run(), 0, "", List.of(), 0, 0));
        for (long step = planned.from() + 1; step <= planned.upTo(); step++) {
            SequencedMap<String, Double> metrics = new LinkedHashMap<>();
            metrics.put("loss", loss(config, step));
            handle(new Command.Report(0, attempts, step, new Command.Line.Metrics(step, metrics)));
            handle(new Command.Meter(0, attempts, step));
        }
        handle(new Command.Report(0, attempts, planned.upTo(), new Command.Line.Checkpoint(planned.upTo())));
        handle(new Command.Ended(0, attempts, End.DONE, planned.upTo(), ""));
    }

    private List<StudyEvent> handle(Command command) {
        List<StudyEvent> events = Study.handle(history, command);
        events.forEach(this::apply);
        return events;
    }

    private void apply(StudyEvent event) {
        Entry entry = new Entry(history.sequence() + 1, 0, event);
        kept.accept(entry);
        history = history.after(entry);
    }

    private double loss(Config config, long step) {
        double loss = 1 + 2 * StrictMath.exp(-step / 12.0);
        for (double x : new Encoding(history.spec().space()).encode(config)) {
            loss += (x - 0.3) * (x - 0.3);
        }
        return loss;
    }

    private static StudySpec spec(PlanSpec plan, int full, int trainings) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < DIMENSIONS; i++) {
            Domain domain = new Domain.Uniform(0, 1);
            parameters.add(new Parameter("x" + i, domain, Role.OTHER, true, domain.fromUnit(0.5), false, null, null));
        }
        return new StudySpec(
                "grown",
                new Amount((double) full * trainings, Unit.FIDELITY),
                null,
                null,
                new Objective("loss", Objective.Goal.MINIMIZE, Objective.At.LAST),
                null,
                null,
                null,
                new Fidelity("epoch", 1, full, Fidelity.Schedule.TRUNCATE),
                CostGuess.none(),
                true,
                new Resources(1, 0),
                new Space(parameters, List.of()),
                plan,
                new Validate(Validate.Mode.NONE, null, null),
                1,
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
}
