package dev.stint.engine.study;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.LowestRungSet;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.history.StudyEvent.PhaseEnded;
import dev.stint.engine.history.StudyEvent.PhaseStarted;
import dev.stint.engine.history.StudyEvent.PlanRevised;
import dev.stint.engine.history.StudyEvent.SpecAmended;
import dev.stint.engine.history.StudyEvent.StopRequested;
import dev.stint.engine.history.StudyEvent.StudyClosed;
import dev.stint.engine.history.StudyEvent.StudyPaused;
import dev.stint.engine.history.StudyEvent.StudyResumed;
import dev.stint.engine.history.StudyEvent.TrialAdded;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.history.StudyEvent.Unsealed;
import dev.stint.engine.history.StudyEvent.WorkerStarted;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Least;
import dev.stint.engine.phase.Plans;
import dev.stint.engine.phase.Sequence;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.validate.ValidatePhase;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides. Given a history and a command it says which events follow; the caller makes them durable, folds them and acts on them.
 * Changes nothing, remembers nothing.
 */
public final class Study {

    private Study() {}

    /** The events that follow from a command, in order; empty when nothing changes. */
    public static List<StudyEvent> handle(History history, Command command) {
        return Checkpoints.after(history, decide(history, command));
    }

    private static List<StudyEvent> decide(History history, Command command) {
        return switch (command) {
            case Command.Ask ask -> overdue(history, ask.now()) ? tick(history, ask.now()) : ask(history);
            case Command.WorkerReady ready -> List.of(workerStarted(history, ready));
            case Command.Started started -> Attempts.started(history, started);
            case Command.Report report -> Reports.handle(history, report);
            case Command.Meter meter -> Attempts.metered(history, meter);
            case Command.Ended ended -> Attempts.ended(history, ended);
            case Command.NotStarted not -> notStarted(history, not);
            case Command.Tick tick -> tick(history, tick.now());
            case Command.CheckpointsLost lost -> Checkpoints.lost(history, lost.runs());
            case Command.Stored stored -> Quota.stored(history, stored.bytes());
            case Command.Noticed noticed -> List.of(noticed.finding());
            case Command.Pause pause -> open(history) ? List.of(new StudyPaused(pause.why())) : List.of();
            case Command.Resume resume -> resume(history, resume);
            case Command.Amend amend -> List.of(new SpecAmended(amend.spec(), amend.what()));
            case Command.Try given -> tryConfig(history, given.config());
        };
    }

    /** The seed of a training: the same for every trial of a replicate, so that finals are paired. */
    public static int trainingSeed(History history, RunId run) {
        return trainingSeed(history.spec(), run.replicate());
    }

    /** The seed of this replicate in a study of this specification. */
    public static int trainingSeed(StudySpec spec, int replicate) {
        return Seed.of(spec.seed()).child("replicate").child(replicate).trainingSeed();
    }

    private static boolean open(History history) {
        return history.lifecycle().state() == Lifecycle.State.OPEN;
    }

    private static List<StudyEvent> ask(History history) {
        if (!open(history) || history.open().size() >= history.slots()) {
            return List.of();
        }
        Amount least = tooSmall(history);
        if (least != null) {
            return Attempts.closing(history, null, closeTooSmall(history, least));
        }
        Seed seed = Seed.of(history.spec().seed()).child("plan");
        Sequence plan = Plans.of(history.spec());
        return switch (plan.next(history, history.ledger(), seed)) {
            case Step.Train train -> List.of(planned(history, train));
            case Step.Stop stop -> List.of(new StopRequested(stop.run(), stop.why()));
            case Step.Unseal unseal -> List.of(new Unsealed(unseal.split()));
            case Step.Fix fix -> List.of(new ParametersFixed(fix.fixed(), fix.trials(), fix.why()));
            case Step.StartAt start ->
                List.of(new LowestRungSet(start.length(), start.before(), start.audits(), start.trials(), start.why()));
            case Step.Wait ignored -> List.of();
            case Step.Begin begin -> begin(history, plan, begin);
            case Step.Done done when done.phase().equals(Sequence.NAME) -> List.of(over(history, done));
            case Step.Done done -> List.of(new PhaseEnded(done.phase(), done.why()));
        };
    }

    private static StudyEvent over(History history, Step.Done done) {
        boolean something = !new Field(history).standings().isEmpty();
        return something
                ? new StudyClosed(Outcome.DONE, done.why())
                : new StudyClosed(
                        Outcome.FAILED, "every training failed, diverged or ended early: nothing can be recommended");
    }

    private static List<StudyEvent> begin(History history, Sequence plan, Step.Begin begin) {
        List<StudyEvent> events = new ArrayList<>();
        events.add(new PlanRevised(plan.outlines(history), begin.outline().phase() + " begins"));
        events.add(new PhaseStarted(begin.outline()));
        return events;
    }

    /** The budget that would be needed, where the measured cost shows that this one buys no useful study; null otherwise. */
    private static @Nullable Amount tooSmall(History history) {
        if (history.started("explore")
                || history.started("proxy")
                || history.started("refine")
                || history.started(ValidatePhase.NAME)) {
            return null;
        }
        Amount least = Least.budget(history);
        return least != null && least.compareTo(history.spec().budget()) > 0 ? least : null;
    }

    private static StudyClosed closeTooSmall(History history, Amount least) {
        return new StudyClosed(
                Outcome.TOO_SMALL,
                "the budget of " + history.spec().budget().text() + " buys no useful study; the smallest that works is "
                        + least.text());
    }

    private static TrialPlanned planned(History history, Step.Train train) {
        Config config = train.trial() instanceof Step.TrialRef.New fresh ? fresh.config() : null;
        int number = train.trial() instanceof Step.TrialRef.Existing existing ? existing.trial() : history.nextTrial();
        RunId run = new RunId(number, train.replicate());
        long from = config == null
                        && history.trial(number).run(train.replicate()) != null
                        && history.spec().resumes()
                ? history.run(run).checkpoint()
                : 0;
        return new TrialPlanned(
                run,
                config,
                train.task(),
                from,
                train.upTo(),
                train.reserve(),
                train.phase(),
                train.why(),
                train.fitted());
    }

    private static StudyEvent workerStarted(History history, Command.WorkerReady ready) {
        String phase = history.currentPhase();
        Amount cost = Attempts.cost(history, ready.seconds(), 0, 0);
        return new WorkerStarted(ready.worker(), ready.seconds(), cost, phase == null ? Sequence.NAME : phase);
    }

    private static List<StudyEvent> notStarted(History history, Command.NotStarted not) {
        if (!history.open().containsKey(not.run())) {
            return List.of();
        }
        List<StudyEvent> events = new ArrayList<>();
        events.add(new TrialSettled(not.run(), RunState.FAILED, not.detail()));
        if (open(history)) {
            events.addAll(Attempts.closing(history, not.run(), new StudyClosed(Outcome.FAILED, not.detail())));
        }
        return events;
    }

    private static boolean overdue(History history, long now) {
        Double deadline = history.spec().deadlineSeconds();
        return deadline != null && open(history) && now - history.openedAt() >= 1000 * deadline;
    }

    /** After the deadline what runs is asked to end, nothing new begins, and then the study closes. */
    private static List<StudyEvent> tick(History history, long now) {
        if (!overdue(history, now)) {
            return List.of();
        }
        List<StudyEvent> events = new ArrayList<>();
        history.open().values().stream()
                .filter(w -> w.stopping().isEmpty())
                .forEach(w -> events.add(new StopRequested(w.run(), "the deadline has passed")));
        if (history.open().isEmpty()) {
            events.add(new StudyClosed(Outcome.DONE, "the deadline has passed"));
        }
        return events;
    }

    private static List<StudyEvent> resume(History history, Command.Resume resume) {
        return history.lifecycle().state() == Lifecycle.State.CLOSED && !reopens(history)
                ? List.of()
                : List.of(new StudyResumed(resume.provenance(), resume.slots()));
    }

    /** A study that was too small for its budget goes on once the budget has grown enough: nothing was opened yet. */
    private static boolean reopens(History history) {
        return history.lifecycle().outcome() == Outcome.TOO_SMALL && tooSmall(history) == null;
    }

    private static List<StudyEvent> tryConfig(History history, Config config) {
        List<String> problems = history.spec().space().problems(config);
        if (!problems.isEmpty() || history.find(config) != null) {
            String why = problems.isEmpty() ? "it is in the study already" : String.join("; ", problems);
            return List.of(new Finding("try-refused", config.text() + " was not added: " + why, ""));
        }
        return history.started(ValidatePhase.NAME)
                ? List.of(new Finding(
                        "try-late", config.text() + " was not added: the search is over", "Start a new study with it."))
                : List.of(new TrialAdded(config));
    }
}
