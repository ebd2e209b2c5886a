package dev.stint.bench.micro;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
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

/** A study over a smooth function of seven parameters, grown to a size by configurations that the user adds. */
final class Grown {

    private static final int FULL = 50;
    private static final int DIMENSIONS = 7;
    private static final Provenance HERE = new Provenance("bench", "", "", "", "");

    private final List<Entry> entries = new ArrayList<>();
    private History history;
    private int attempts;

    private Grown(int configurations) {
        Entry first = new Entry(1, 0, new StudyOpened(spec(configurations), 1, HERE, Knowledge.none()));
        entries.add(first);
        history = History.open(first);
        Stream stream = Seed.of(1).child("tries").stream();
        for (int i = 0; i < configurations; i++) {
            handle(new Command.Try(0, history.spec().space().sample(stream)));
        }
    }

    /** The history just before the first decision that a surrogate takes, with that many configurations measured. */
    static History beforeSurrogate(int configurations) {
        Grown grown = new Grown(configurations);
        while (grown.refined() < 2) {
            grown.step();
        }
        return grown.history;
    }

    private long refined() {
        return history.attempts().stream()
                .filter(a -> a.phase().equals("refine"))
                .count();
    }

    /** The first {@code count} entries of a study. */
    static List<Entry> entries(int count) {
        Grown grown = new Grown(count / 10);
        while (grown.entries.size() < count) {
            grown.step();
        }
        return List.copyOf(grown.entries.subList(0, count));
    }

    private void step() {
        for (StudyEvent event : handle(new Command.Ask(0))) {
            if (event instanceof TrialPlanned planned) {
                train(planned);
            }
        }
    }

    private void train(TrialPlanned planned) {
        attempts++;
        handle(new Command.Started(0, attempts, planned.run(), 0, "", List.of(), 0, 0));
        for (long step = planned.from() + 1; step <= planned.upTo(); step++) {
            SequencedMap<String, Double> metrics = new LinkedHashMap<>();
            metrics.put("loss", loss(history.trial(planned.run().trial()).config(), step));
            handle(new Command.Report(0, attempts, step, new Command.Line.Metrics(step, metrics)));
            handle(new Command.Meter(0, attempts, step));
        }
        handle(new Command.Report(0, attempts, planned.upTo(), new Command.Line.Checkpoint(planned.upTo())));
        handle(new Command.Ended(0, attempts, End.DONE, planned.upTo(), ""));
    }

    private List<StudyEvent> handle(Command command) {
        List<StudyEvent> events = Study.handle(history, command);
        for (StudyEvent event : events) {
            Entry entry = new Entry(history.sequence() + 1, 0, event);
            entries.add(entry);
            history = history.after(entry);
        }
        return events;
    }

    private double loss(Config config, long step) {
        double loss = 1 + 2 * StrictMath.exp(-step / 12.0);
        for (double x : new Encoding(history.spec().space()).encode(config)) {
            loss += (x - 0.3) * (x - 0.3);
        }
        return loss;
    }

    private static StudySpec spec(int configurations) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < DIMENSIONS; i++) {
            Domain domain = new Domain.Uniform(0, 1);
            parameters.add(new Parameter("x" + i, domain, Role.OTHER, true, domain.fromUnit(0.5), false, null, null));
        }
        PlanSpec plan = new PlanSpec.Custom(List.of(
                new PhaseSpec("explore", null, 0.5, null), new PhaseSpec("refine", PlanSpec.Method.GP, 0.5, null)));
        return new StudySpec(
                "grown",
                new Amount(FULL * (configurations + 100.0), Unit.FIDELITY),
                null,
                null,
                new Objective("loss", Objective.Goal.MINIMIZE, Objective.At.LAST),
                null,
                null,
                null,
                new Fidelity("epoch", 1, FULL, Fidelity.Schedule.TRUNCATE),
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
                null);
    }
}
