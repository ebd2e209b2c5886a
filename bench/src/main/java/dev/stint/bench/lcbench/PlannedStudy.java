package dev.stint.bench.lcbench;

import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.Run;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.report.Report;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.CostGuess;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.runtime.journal.MemoryJournal;
import dev.stint.runtime.loop.StudyLoop;
import dev.stint.runtime.simulate.Simulation;
import java.util.LinkedHashMap;
import java.util.List;

/** A whole study of Stint's, through its own loop over a simulated executor. */
final class PlannedStudy implements Method {

    private static final Provenance HERE = new Provenance("bench", "", "", "", "");

    private final String name;
    private final PlanSpec plan;

    PlannedStudy(String name, PlanSpec plan) {
        this.name = name;
        this.plan = plan;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivered spend(Instance instance, double trainings, Setting setting) {
        Simulation simulation = new Simulation(new LcTraining(instance, setting.noise()));
        Stopwatch stopwatch = new Stopwatch(simulation, new MemoryJournal());
        StudySpec spec = spec(instance, trainings, setting);
        History opened = StudyLoop.open(stopwatch, spec, setting.workers(), HERE, stopwatch);
        History closed = StudyLoop.of(stopwatch, simulation, simulation, stopwatch, (batch, history) -> {}, opened)
                .run(HERE, setting.workers());
        return delivered(closed, stopwatch.decisions());
    }

    private StudySpec spec(Instance instance, double trainings, Setting setting) {
        Validate validate = setting.arm() == Arm.NOISE ? Validate.auto() : new Validate(Validate.Mode.NONE, null, null);
        return new StudySpec(
                "lcbench",
                setting.budget(instance, trainings),
                null,
                null,
                new Objective(LcTraining.METRIC, Objective.Goal.MAXIMIZE, Objective.At.LAST),
                null,
                null,
                null,
                new Fidelity("epoch", 1, Surrogate.EPOCHS, Fidelity.Schedule.TRUNCATE),
                CostGuess.none(),
                true,
                new Resources(setting.workers(), 0),
                instance.space(),
                plan,
                validate,
                instance.streams().child("study").value(),
                new StudySpec.Metrics(List.of()),
                Limits.standard(),
                false,
                false,
                List.of(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                null);
    }

    private static Delivered delivered(History history, List<Double> decisions) {
        Report report = Report.of(history);
        Report.Recommendation recommended = report.recommended();
        Config config = recommended == null ? history.spec().space().defaults() : recommended.config();
        Estimate estimate = recommended == null ? null : recommended.objective();
        List<Delivered.Opened> opened = history.candidates().stream()
                .filter(t -> !t.runs().isEmpty())
                .map(t -> new Delivered.Opened(t.config(), reached(t.runs().getFirst())))
                .toList();
        double seconds = (history.now() - history.openedAt()) / 1000.0;
        return new Delivered(
                config, estimate, claims(report.verdict()), opened, decisions, seconds, outcome(history.lifecycle()));
    }

    private static long reached(Run run) {
        return run.searchReached();
    }

    private static boolean claims(@org.jspecify.annotations.Nullable FinalsVerdict verdict) {
        FinalsVerdict.Difference difference = verdict instanceof FinalsVerdict.Told told ? told.toControl() : null;
        return difference != null && difference.evidence();
    }

    private static String outcome(Lifecycle lifecycle) {
        return lifecycle.outcome() == null
                ? "open: " + lifecycle.why()
                : switch (lifecycle.outcome()) {
                    case DONE -> "done";
                    case FAILED -> "failed: " + lifecycle.why();
                    case TOO_SMALL -> "too small: " + lifecycle.why();
                };
    }
}
