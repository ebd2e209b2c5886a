package dev.stint.cli.watch;

import dev.stint.cli.text.Words;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.AttemptEnded;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.LowestRungSet;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.history.StudyEvent.PhaseEnded;
import dev.stint.engine.history.StudyEvent.PhaseStarted;
import dev.stint.engine.history.StudyEvent.SpecAmended;
import dev.stint.engine.history.StudyEvent.StudyResumed;
import dev.stint.engine.history.StudyEvent.TrialAdded;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.history.StudyEvent.Unsealed;
import dev.stint.engine.history.Task;
import org.jspecify.annotations.Nullable;

/** Events as sentences. Most of them are no news for a person. */
final class Narrator {

    /** A sentence; {@code major} when it should outlive the moment on a screen that is redrawn. */
    record Sentence(String text, boolean major) {}

    private Narrator() {}

    /** What an entry says to a person, or null. {@code history} already has it. */
    static @Nullable Sentence tell(Entry entry, History history) {
        StudyEvent event = entry.event();
        return switch (event) {
            case PhaseStarted started -> major(begins(started.outline(), history));
            case PhaseEnded ended -> major(ends(ended, history));
            case TrialSettled settled -> settled(settled, history);
            case TrialAdded added ->
                major("trial " + (history.nextTrial() - 1) + " added by you: "
                        + added.config().text());
            case AttemptEnded ended
            when ended.end() == End.INFRASTRUCTURE ->
                major("attempt " + ended.attempt() + " was lost: " + firstLine(ended.detail()));
            case AttemptEnded ended
            when ended.end() == End.HUNG -> major("attempt " + ended.attempt() + " hung: " + firstLine(ended.detail()));
            case AttemptEnded ended
            when ended.end() == End.INTERRUPTED ->
                major("attempt " + ended.attempt() + " was cut off when Stint ended");
            case Finding finding ->
                major("note: " + finding.text() + (finding.remedy().isEmpty() ? "" : " " + finding.remedy()));
            case SpecAmended amended -> major("changed: " + amended.what());
            case StudyResumed ignored -> major("goes on");
            case ParametersFixed fixed -> history.fixingChanged() ? major(fixed.why()) : null;
            case LowestRungSet set -> set.changes() ? major(set.why()) : null;
            case Unsealed opened -> major("the " + opened.split().key() + " is opened");
            case StudyEvent.StudyOpened _,
                    StudyEvent.PlanRevised _,
                    StudyEvent.StudyPaused _,
                    StudyEvent.StudyClosed _ -> null;
            case StudyEvent.TrialImported _ -> null;
            case StudyEvent.TrialPlanned _, StudyEvent.WorkerStarted _, StudyEvent.AttemptStarted _, AttemptEnded _ ->
                null;
            case StudyEvent.Metered _, StudyEvent.CostReported _, StudyEvent.StopRequested _, StudyEvent.Evaluated _ ->
                null;
            case StudyEvent.Measured _, StudyEvent.StepRepeated _, StudyEvent.LrPoint _ -> null;
            case StudyEvent.CheckpointSaved _, StudyEvent.CheckpointDropped _ -> null;
        };
    }

    private static Sentence major(String text) {
        return new Sentence(text, true);
    }

    private static String begins(PhaseOutline outline, History history) {
        String unit = history.spec().fidelity().unit();
        Integer runs = outline.runs();
        Long length = outline.length();
        String what = runs == null
                ? ""
                : ", " + Words.count(runs, "training") + (length == null ? "" : " of " + Words.count(length, unit));
        String method = outline.method().isEmpty() ? "" : " (" + outline.method() + ")";
        return outline.phase() + " begins" + method + ": " + Words.amount(outline.amount(), unit) + what;
    }

    private static String ends(PhaseEnded ended, History history) {
        String unit = history.spec().fidelity().unit();
        String spent = Words.amount(history.ledger().spent(ended.phase()), unit);
        return ended.phase() + " ends after " + spent + (ended.why().isEmpty() ? "" : ": " + ended.why());
    }

    private static @Nullable Sentence settled(TrialSettled settled, History history) {
        RunId id = settled.run();
        if (id.trial() == History.SWEEP) {
            int points = history.lrPoints().size();
            return points == 0 ? null : new Sentence("learning-rate sweep: " + Words.count(points, "point"), false);
        }
        Split split = evaluated(history, id);
        if (split != null) {
            return opened(history, id, split);
        }
        String name = "trial " + id.trial() + (id.replicate() == 1 ? "" : " seed " + id.replicate());
        return switch (settled.state()) {
            case PAUSED, FINISHED -> new Sentence(name + measured(history, id), false);
            case FAILED -> major(name + " failed: " + firstLine(settled.why()));
            case DIVERGED -> major(name + " diverged: the objective is not finite");
            case ENDED_EARLY -> major(name + " ended early" + measured(history, id));
            case STOPPED -> new Sentence(name + " stopped: " + firstLine(settled.why()), false);
            case WAITING, RUNNING -> null;
        };
    }

    /** The split that the run was last evaluated on; null if it was trained. */
    private static @Nullable Split evaluated(History history, RunId id) {
        return history.attempts().stream()
                .filter(a -> a.run().equals(id))
                .reduce((a, b) -> b)
                .map(a -> a.task() instanceof Task.Evaluate evaluate ? evaluate.split() : null)
                .orElse(null);
    }

    private static @Nullable Sentence opened(History history, RunId id, Split split) {
        String metric = split == Split.HOLDOUT
                ? history.spec().holdout()
                : history.spec().test();
        String name = "trial " + id.trial() + (id.replicate() == 1 ? "" : " seed " + id.replicate());
        return metric == null
                ? null
                : new Sentence(name + "  " + metric + " " + Words.value(history.opened(split, id, metric)), false);
    }

    private static String measured(History history, RunId id) {
        Run run = history.run(id);
        long reached = run.curve().reached();
        double value = run.curve().objective(history.spec().objective(), reached);
        String unit = history.spec().fidelity().unit();
        return "  " + history.spec().objective().metric() + " " + Words.value(value) + " at " + unit + " " + reached
                + " of " + history.fullLength(history.trial(id.trial()));
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
