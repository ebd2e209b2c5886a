package dev.stint.engine.history;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.StudyEvent.AttemptEnded;
import dev.stint.engine.history.StudyEvent.AttemptStarted;
import dev.stint.engine.history.StudyEvent.CheckpointDropped;
import dev.stint.engine.history.StudyEvent.CheckpointSaved;
import dev.stint.engine.history.StudyEvent.CostReported;
import dev.stint.engine.history.StudyEvent.Evaluated;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.LowestRungSet;
import dev.stint.engine.history.StudyEvent.LrPoint;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.engine.history.StudyEvent.Metered;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.history.StudyEvent.PhaseEnded;
import dev.stint.engine.history.StudyEvent.PhaseStarted;
import dev.stint.engine.history.StudyEvent.PlanRevised;
import dev.stint.engine.history.StudyEvent.SpecAmended;
import dev.stint.engine.history.StudyEvent.StepRepeated;
import dev.stint.engine.history.StudyEvent.StopRequested;
import dev.stint.engine.history.StudyEvent.StudyClosed;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.history.StudyEvent.StudyPaused;
import dev.stint.engine.history.StudyEvent.StudyResumed;
import dev.stint.engine.history.StudyEvent.TrialAdded;
import dev.stint.engine.history.StudyEvent.TrialImported;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.history.StudyEvent.Unsealed;
import dev.stint.engine.history.StudyEvent.WorkerStarted;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@link History}, and what each event does to them. Only a fresh copy is ever changed, once, before anybody sees it.
 */
final class State {

    StudySpec spec;
    Provenance provenance;
    Knowledge knowledge;
    int slots;
    long openedAt;
    long now;
    long sequence;
    Chunks<Trial> trials;
    Chunks<Attempt> attempts;
    Chunks<LrPoint> lrPoints = Chunks.empty();
    Chunks<Finding> findings = Chunks.empty();
    Chunks<TrialImported> imported = Chunks.empty();
    Chunks<ParametersFixed> fixings = Chunks.empty();
    Chunks<LowestRungSet> lowestRungs = Chunks.empty();
    Chunks<History.StartUp> startUps = Chunks.empty();
    Chunks<History.Spending> spending = Chunks.empty();
    SequencedMap<RunId, Work> open = new LinkedHashMap<>();
    SequencedMap<String, PhaseStatus> phases = new LinkedHashMap<>();
    List<PhaseOutline> outline = List.of();
    Set<RunId> dropped = new LinkedHashSet<>();
    List<Split> unsealed = List.of();
    List<Double> fitted = List.of();
    Ledger ledger;
    Lifecycle lifecycle = new Lifecycle(Lifecycle.State.OPEN, null, "");
    long repeatedSteps;
    Lasting lasting = new Lasting();

    State(StudyOpened opened, long at) {
        this.spec = opened.spec();
        this.provenance = opened.provenance();
        this.knowledge = opened.knowledge();
        this.slots = opened.slots();
        this.openedAt = at;
        this.now = at;
        this.sequence = 1;
        this.ledger = Ledger.of(opened.spec().budget());
        this.attempts = Chunks.empty();
        Trial sweep = new Trial(
                History.SWEEP,
                spec.space().defaults(),
                null,
                "lr-find",
                "learning-rate sweep on the defaults",
                List.of());
        this.trials = Chunks.<Trial>empty().plus(sweep);
    }

    State(State other) {
        this.spec = other.spec;
        this.provenance = other.provenance;
        this.knowledge = other.knowledge;
        this.slots = other.slots;
        this.openedAt = other.openedAt;
        this.now = other.now;
        this.sequence = other.sequence;
        this.trials = other.trials;
        this.attempts = other.attempts;
        this.lrPoints = other.lrPoints;
        this.findings = other.findings;
        this.imported = other.imported;
        this.fixings = other.fixings;
        this.lowestRungs = other.lowestRungs;
        this.startUps = other.startUps;
        this.spending = other.spending;
        this.open = other.open;
        this.phases = other.phases;
        this.outline = other.outline;
        this.dropped = other.dropped;
        this.unsealed = other.unsealed;
        this.fitted = other.fitted;
        this.ledger = other.ledger;
        this.lifecycle = other.lifecycle;
        this.repeatedSteps = other.repeatedSteps;
        this.lasting = other.lasting;
    }

    /** Takes up one more event. */
    void take(Entry entry) {
        now = Math.max(now, entry.at());
        sequence = entry.sequence();
        apply(entry.event());
    }

    private void apply(StudyEvent event) {
        switch (event) {
            case StudyOpened opened ->
                throw new IllegalStateException(
                        "a study opens once: " + opened.spec().name());
            case SpecAmended amended -> amend(amended.spec());
            case PlanRevised revised -> outline = revised.phases();
            case PhaseStarted started -> phase(new PhaseStatus(started.outline(), false, ""));
            case PhaseEnded ended -> phase(new PhaseStatus(outlineOf(ended.phase()), true, ended.why()));
            case TrialAdded added -> trials = trials.plus(newTrial(added.config(), null, "try", "added by the user"));
            case TrialImported imported -> takeOver(imported);
            case TrialPlanned planned -> plan(planned);
            case WorkerStarted started -> workerStarted(started);
            case AttemptStarted started -> attemptStarted(started);
            case Metered metered -> charge(metered.attempt(), metered.seconds(), metered.cost());
            case CostReported reported -> report(reported);
            case Measured measured -> measure(measured);
            case StepRepeated repeated -> repeat(repeated);
            case LrPoint point -> lrPoint(point);
            case Evaluated evaluated ->
                update(evaluated.run(), run(evaluated.run()).opened(evaluated.split(), evaluated.metrics()));
            case CheckpointSaved saved -> update(saved.run(), run(saved.run()).withCheckpoint(saved.step()));
            case CheckpointDropped gone -> drop(gone.run());
            case AttemptEnded ended -> attemptEnded(ended);
            case StopRequested stop -> put(stop.run(), work(stop.run()).stopping(stop.why()));
            case TrialSettled settled -> settle(settled);
            case ParametersFixed fixed -> fixings = fixings.plus(fixed);
            case LowestRungSet set -> lowestRungs = lowestRungs.plus(set);
            case Unsealed opened -> unsealed = appended(unsealed, opened.split());
            case Finding finding -> findings = findings.plus(finding);
            case StudyPaused paused -> lifecycle = new Lifecycle(Lifecycle.State.PAUSED, null, paused.why());
            case StudyResumed resumed -> resume(resumed);
            case StudyClosed closed ->
                lifecycle = new Lifecycle(Lifecycle.State.CLOSED, closed.outcome(), closed.why());
        }
    }

    private void amend(StudySpec amended) {
        spec = amended;
        lasting = new Lasting();
        ledger = ledger.withTotal(amended.budget());
    }

    private void phase(PhaseStatus status) {
        SequencedMap<String, PhaseStatus> next = new LinkedHashMap<>(phases);
        next.put(status.phase(), status);
        phases = next;
    }

    private static @Nullable String proxy(Task task) {
        return task instanceof Task.Proxy(String name) ? name : null;
    }

    private Trial newTrial(Config config, @Nullable String proxy, String phase, String why) {
        return new Trial(trials.size(), config, proxy, phase, why, List.of());
    }

    private void takeOver(TrialImported given) {
        Config config = given.config();
        if (config != null) {
            trials = trials.plus(newTrial(config, null, History.IMPORT, given.why()));
        }
        update(given.run(), Run.imported(given));
        imported = imported.plus(given);
    }

    private void plan(TrialPlanned planned) {
        RunId id = planned.run();
        Config config = planned.config();
        if (config != null) {
            if (id.trial() != trials.size()) {
                throw new IllegalStateException("trial " + id.trial() + " is out of order, expected " + trials.size());
            }
            trials = trials.plus(newTrial(config, proxy(planned.task()), planned.phase(), planned.why()));
        }
        Run before = trial(id.trial()).run(id.replicate());
        Run run = before == null ? Run.planned(id) : before.withState(RunState.WAITING, planned.why());
        boolean search = planned.task().trains() && !planned.phase().equals("validate");
        update(id, planned.task().trains() ? run.asked(planned.upTo(), search) : run);
        ledger = ledger.reserve(id.key(), planned.phase(), planned.reserve());
        put(id, new Work(planned, 0, 0, ""));
        fitted = planned.fitted().isEmpty() ? fitted : planned.fitted();
    }

    private void workerStarted(WorkerStarted started) {
        startUps = startUps.plus(new History.StartUp(started.worker(), started.seconds(), started.cost()));
        ledger = ledger.chargePhase(started.phase(), started.cost());
        spent(started.phase());
    }

    private void attemptStarted(AttemptStarted started) {
        Work work = work(started.run());
        attempts = attempts.plus(Attempt.started(
                started, work.planned(), now, from(work), ledger.total().unit()));
        takeUp(started.run());
        put(started.run(), work.started(started.attempt()));
        boolean own = spec.fidelity().schedule() == Fidelity.Schedule.RESCALE
                && work.task().trains();
        Run run = own ? run(started.run()).retrained(work.upTo()) : run(started.run());
        update(started.run(), run.withState(RunState.RUNNING, work.planned().why()));
    }

    long from(Work work) {
        if (!work.task().trains()) {
            return 0;
        }
        return spec.resumes() ? run(work.run()).checkpoint() : 0;
    }

    private void charge(int number, double seconds, Amount cost) {
        Attempt attempt = attempt(number);
        ledger = ledger.charge(attempt.run().key(), cost.minus(attempt.cost()));
        replace(attempt.metered(seconds, cost));
        spent(attempt.phase());
    }

    private void report(CostReported reported) {
        Attempt attempt = attempt(reported.attempt());
        ledger = ledger.charge(attempt.run().key(), reported.cost().minus(attempt.cost()));
        replace(attempt.reporting(reported.cost()));
        spent(attempt.phase());
    }

    private void spent(String phase) {
        spending = spending.plus(new History.Spending(now, phase, ledger.spent()));
    }

    private void measure(Measured measured) {
        Curve.Point point = new Curve.Point(
                measured.step(), measured.metrics(), measured.sealed(), measured.seconds(), measured.attempt());
        update(measured.run(), run(measured.run()).measured(point));
        touch(measured.attempt(), measured.step(), measured.seconds());
    }

    private void repeat(StepRepeated repeated) {
        repeatedSteps++;
        Attempt attempt = attempt(repeated.attempt());
        touch(repeated.attempt(), repeated.step(), Math.max(attempt.seconds(), 0));
    }

    private void lrPoint(LrPoint point) {
        lrPoints = lrPoints.plus(point);
        Attempt attempt = attempt(point.attempt());
        touch(point.attempt(), attempt.reached() + 1, attempt.seconds());
    }

    private void drop(RunId id) {
        Run run = run(id).withCheckpoint(0);
        update(id, run.state() == RunState.PAUSED ? run.withState(RunState.STOPPED, run.why()) : run);
        Set<RunId> next = new LinkedHashSet<>(dropped);
        next.add(id);
        dropped = next;
    }

    private void takeUp(RunId id) {
        if (dropped.contains(id)) {
            Set<RunId> next = new LinkedHashSet<>(dropped);
            next.remove(id);
            dropped = next;
        }
    }

    private void touch(int number, long step, double seconds) {
        replace(attempt(number).line(step, seconds));
    }

    private void attemptEnded(AttemptEnded ended) {
        charge(ended.attempt(), ended.seconds(), ended.cost());
        Attempt attempt = attempt(ended.attempt());
        replace(attempt.ended(ended.end(), ended.seconds(), ended.cost(), ended.detail()));
        Work work = work(attempt.run());
        put(attempt.run(), ended.end().retryable() ? work.failed() : work);
        update(
                attempt.run(),
                run(attempt.run()).withState(RunState.WAITING, work.planned().why()));
    }

    private void settle(TrialSettled settled) {
        Work work = work(settled.run());
        boolean search = work.task().trains() && !work.planned().phase().equals("validate");
        Run run = search ? run(settled.run()).cut() : run(settled.run());
        SequencedMap<RunId, Work> next = new LinkedHashMap<>(open);
        next.remove(settled.run());
        open = next;
        ledger = ledger.release(settled.run().key());
        update(settled.run(), run.withState(settled.state(), settled.why()));
    }

    private void resume(StudyResumed resumed) {
        lifecycle = new Lifecycle(Lifecycle.State.OPEN, null, "");
        slots = resumed.slots();
    }

    private void put(RunId id, Work work) {
        SequencedMap<RunId, Work> next = new LinkedHashMap<>(open);
        next.put(id, work);
        open = next;
    }

    private void update(RunId id, Run run) {
        trials = trials.with(id.trial(), trial(id.trial()).with(run));
    }

    private static <T> List<T> appended(List<T> list, T element) {
        List<T> next = new ArrayList<>(list);
        next.add(element);
        return List.copyOf(next);
    }

    Trial trial(int number) {
        return trials.get(number);
    }

    Attempt attempt(int number) {
        return attempts.get(indexOf(number));
    }

    /** Attempts start nearly in the order of their numbers (workers may be slow), so the end of the list is the place to look. */
    private int indexOf(int number) {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            if (attempts.get(i).number() == number) {
                return i;
            }
        }
        throw new IllegalStateException("attempt " + number + " has not started");
    }

    private void replace(Attempt attempt) {
        attempts = attempts.with(indexOf(attempt.number()), attempt);
    }

    Run run(RunId id) {
        Run run = trial(id.trial()).run(id.replicate());
        if (run == null) {
            throw new IllegalStateException("run " + id.key() + " was never planned");
        }
        return run;
    }

    Work work(RunId id) {
        Work work = open.get(id);
        if (work == null) {
            throw new IllegalStateException("nothing is open for run " + id.key());
        }
        return work;
    }

    PhaseOutline outlineOf(String phase) {
        PhaseStatus status = phases.get(phase);
        if (status == null) {
            throw new IllegalStateException("phase " + phase + " has not started");
        }
        return status.outline();
    }
}
