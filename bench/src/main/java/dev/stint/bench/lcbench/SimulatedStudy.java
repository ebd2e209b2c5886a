package dev.stint.bench.lcbench;

import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.spec.CostGuess;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Proxy;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.runtime.journal.MemoryJournal;
import dev.stint.runtime.loop.StudyLoop;
import dev.stint.runtime.simulate.Simulation;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A study with a plan of Stint's, played through Stint's own loop over a simulated executor.
 *
 * @param shortest the shortest training that the study file allows, in epochs
 * @param proxies stand-ins, which are the first epochs of the training
 */
record SimulatedStudy(PlanSpec plan, int shortest, List<Proxy> proxies) {

    SimulatedStudy(PlanSpec plan) {
        this(plan, 1, List.of());
    }

    private static final Provenance HERE = new Provenance("bench", "", "", "", "");

    /**
     * A study that ended.
     *
     * @param decisions how long each took, in milliseconds
     */
    record Played(History history, List<Double> decisions) {}

    /** Spends B full trainings, knowing what earlier studies know. */
    Played play(Instance instance, double trainings, Setting setting, Knowledge knowledge) {
        Simulation simulation = new Simulation(new LcTraining(instance, setting.noise()));
        Stopwatch stopwatch = new Stopwatch(simulation, new MemoryJournal());
        History opened = StudyLoop.open(stopwatch, first(instance, trainings, setting, knowledge), stopwatch);
        History closed = StudyLoop.of(stopwatch, simulation, simulation, stopwatch, (batch, history) -> {}, opened)
                .run(HERE, setting.workers());
        return new Played(closed, stopwatch.decisions());
    }

    private StudyOpened first(Instance instance, double trainings, Setting setting, Knowledge knowledge) {
        return new StudyOpened(spec(instance, trainings, setting), setting.workers(), HERE, knowledge);
    }

    /** A study that has done nothing yet. */
    History begun(Instance instance, double trainings, Setting setting, Knowledge knowledge) {
        return History.open(new Entry(1, 0, first(instance, trainings, setting, knowledge)));
    }

    /** As a study file would say it. */
    StudySpec spec(Instance instance, double trainings, Setting setting) {
        Validate validate = setting.arm() == Arm.NOISE ? Validate.auto() : new Validate(Validate.Mode.NONE, null, null);
        return new StudySpec(
                instance.name(),
                setting.budget(instance, trainings),
                null,
                null,
                instance.objective(),
                null,
                null,
                null,
                new Fidelity(Histories.UNIT, shortest, instance.epochs(), Fidelity.Schedule.TRUNCATE),
                CostGuess.none(),
                true,
                new Resources(setting.workers(), 0),
                setting.beforehand().space(instance),
                plan,
                validate,
                instance.streams().child("study").value(),
                new StudySpec.Metrics(List.of()),
                Limits.standard(),
                false,
                false,
                List.of(),
                Histories.tags(instance.name()),
                new LinkedHashMap<>(),
                null,
                proxies);
    }
}
