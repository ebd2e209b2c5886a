package dev.stint.engine.study;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.TrialImported;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A study that goes on from another of the same training after its space was changed: every run that means the same in the new space is
 * taken over as it stood, and what could not be taken over is counted by its reason.
 */
public final class Continuation {

    private final History old;
    private final StudySpec spec;
    private final Transition transition;
    private final List<TrialImported> runs = new ArrayList<>();
    private final SequencedMap<RunId, RunId> checkpoints = new LinkedHashMap<>();
    private final SequencedMap<String, Integer> left = new LinkedHashMap<>();
    private int trials;

    private Continuation(History old, StudySpec spec) {
        this.old = old;
        this.spec = spec;
        this.transition = new Transition(old.spec().space(), spec.space());
        SequencedMap<Config, Trial> taken = new LinkedHashMap<>();
        old.candidates().forEach(trial -> take(trial, taken));
    }

    /** Why values of the one study could not be compared with those of the other; empty where they can. */
    public static List<String> obstacles(StudySpec old, StudySpec spec) {
        List<String> obstacles = new ArrayList<>();
        differ(
                obstacles,
                "objective.metric",
                old.objective().metric(),
                spec.objective().metric());
        differ(
                obstacles,
                "objective.goal",
                old.objective().goal(),
                spec.objective().goal());
        differ(obstacles, "objective.at", old.objective().at(), spec.objective().at());
        differ(
                obstacles,
                "fidelity.unit",
                old.fidelity().unit(),
                spec.fidelity().unit());
        differ(obstacles, "fidelity.max", old.fidelity().max(), spec.fidelity().max());
        differ(
                obstacles,
                "fidelity.schedule",
                old.fidelity().schedule(),
                spec.fidelity().schedule());
        differ(obstacles, "seed", old.seed(), spec.seed());
        if (old.fidelity().schedule() == Fidelity.Schedule.RESCALE) {
            obstacles.add("fidelity.schedule: rescale trains each length anew, so no run can be gone on with");
        }
        return obstacles;
    }

    private static void differ(List<String> obstacles, String key, Object before, Object now) {
        if (!Objects.equals(before, now)) {
            obstacles.add(key + " was " + word(before) + " and is " + word(now));
        }
    }

    private static String word(Object value) {
        return value instanceof Enum<?> name ? name.name().toLowerCase(java.util.Locale.ROOT) : value.toString();
    }

    /** There must be no {@linkplain #obstacles obstacles}. */
    public static Continuation of(History old, StudySpec spec) {
        return new Continuation(old, spec);
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /** What follows on the opening of the new study. */
    public List<StudyEvent> events() {
        List<StudyEvent> events = new ArrayList<>(runs);
        events.add(new Finding("continued", text(), ""));
        if (spec.holdout() != null && old.isOpen(Split.HOLDOUT)) {
            events.add(new Finding(
                    "holdout-seen",
                    "the holdout was opened by " + old.spec().name()
                            + ", before this study began: what it says of trials from there is not news",
                    "judge them by data that neither study saw"));
        }
        return events;
    }

    /** Runs of the new study that have a checkpoint, and the runs of the old one whose it is. */
    public SequencedMap<RunId, RunId> checkpoints() {
        return checkpoints;
    }

    /** {@code goes on from moons with 12 of its 15 trials; left out: 3 outside the range of lr}. */
    public String text() {
        String reasons = left.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", "));
        return "goes on from " + old.spec().name() + " with " + trials + " of its "
                + old.candidates().size() + " trials" + (reasons.isEmpty() ? "" : "; left out: " + reasons);
    }

    private void take(Trial trial, SequencedMap<Config, Trial> taken) {
        String obstacle = transition.obstacle(trial.config());
        Config config = transition.rewritten(trial.config());
        if (!obstacle.isEmpty()) {
            leave(obstacle);
        } else if (!spec.space().admits(config)) {
            leave("against a constraint");
        } else if (taken.containsKey(config)) {
            leave("the same as another now");
        } else if (takeRuns(trial, config)) {
            taken.put(config, trial);
        } else {
            leave("without a result");
        }
    }

    private void leave(String reason) {
        left.merge(reason, 1, Integer::sum);
    }

    /** The replicates of a trial up to the first that has nothing to take over; false where that is the first of all. */
    private boolean takeRuns(Trial trial, Config config) {
        List<TrialImported> own = new ArrayList<>();
        for (Run run : trial.runs()) {
            RunState state = state(run);
            if (state == null) {
                break;
            }
            RunId id = new RunId(trials + 1, run.id().replicate());
            own.add(imported(id, own.isEmpty() ? config : null, run, state));
        }
        trials += own.isEmpty() ? 0 : 1;
        runs.addAll(own);
        return !own.isEmpty();
    }

    private TrialImported imported(RunId id, @Nullable Config config, Run run, RunState state) {
        boolean kept = spec.resumes()
                && old.spec().resumes()
                && run.checkpoint() > 0
                && (state == RunState.PAUSED || state == RunState.FINISHED);
        if (kept) {
            checkpoints.put(id, run.id());
        }
        return new TrialImported(
                id,
                config,
                state == RunState.PAUSED && !kept ? RunState.STOPPED : state,
                run.curve().points(),
                kept ? run.checkpoint() : 0,
                cost(run),
                "from " + old.spec().name() + ", trial " + run.id().trial());
    }

    /** Where a run stands without the work under way; null for one that has shown nothing. */
    private static @Nullable RunState state(Run run) {
        boolean measured = !run.curve().points().isEmpty();
        return switch (run.state()) {
            case FINISHED, PAUSED, STOPPED, ENDED_EARLY -> measured ? run.state() : null;
            case WAITING, RUNNING -> measured ? RunState.PAUSED : null;
            case FAILED, DIVERGED -> run.state();
        };
    }

    /** What the run cost for each unit trained, times the units of its curve; null where that was counted and not metered. */
    private @Nullable Amount cost(Run run) {
        Unit before = old.spec().budget().unit();
        Unit now = spec.budget().unit();
        if (!now.timed() || before.kind() != now.kind()) {
            return null;
        }
        double cost = 0;
        long units = 0;
        for (Attempt attempt : old.attempts()) {
            if (attempt.run().equals(run.id()) && attempt.task() instanceof Task.Full) {
                cost += attempt.cost().value();
                units += Math.max(0, attempt.trained());
            }
        }
        return units == 0 ? null : new Amount(cost / units * run.curve().reached() * before.base() / now.base(), now);
    }
}
