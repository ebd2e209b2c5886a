package dev.stint.engine.study;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.CheckpointDropped;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.StudyEvent.StudyClosed;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.history.Work;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.validate.Finals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which checkpoints are given up: those that nothing will go on from. */
final class Checkpoints {

    /** So many runs are named in a sentence. */
    static final int NAMED = 3;

    private Checkpoints() {}

    /** These events, each followed by what it makes useless. */
    static List<StudyEvent> after(History history, List<StudyEvent> events) {
        List<StudyEvent> all = new ArrayList<>(events);
        for (int i = events.size() - 1; i >= 0; i--) {
            all.addAll(i + 1, useless(history, events.get(i)));
        }
        return all;
    }

    private static List<StudyEvent> useless(History history, StudyEvent event) {
        return switch (event) {
            case TrialSettled settled when isUseless(history, settled) -> List.of(new CheckpointDropped(settled.run()));
            case StudyClosed closed when closed.outcome() != Outcome.TOO_SMALL -> left(history);
            default -> List.of();
        };
    }

    private static boolean isUseless(History history, TrialSettled settled) {
        Task task = history.work(settled.run()).task();
        if (!task.trains()) {
            return false;
        }
        return switch (settled.state()) {
            case FAILED, DIVERGED, ENDED_EARLY, STOPPED -> true;
            case PAUSED ->
                isOver(history) && !wanted(history).contains(settled.run().trial());
            case FINISHED -> task instanceof Task.Proxy;
            case WAITING, RUNNING -> false;
        };
    }

    /** Whether nothing will ever go on. A study that was too small for its budget may, with more of it. */
    private static boolean isOver(History history) {
        Lifecycle lifecycle = history.lifecycle();
        return lifecycle.state() == Lifecycle.State.CLOSED && lifecycle.outcome() != Outcome.TOO_SMALL;
    }

    /** What a study that closes leaves of paused runs. */
    private static List<StudyEvent> left(History history) {
        Set<Integer> wanted = wanted(history);
        return history.trials().stream()
                .filter(t -> t.number() != History.SWEEP && !wanted.contains(t.number()))
                .flatMap(t -> t.runs().stream())
                .filter(r -> r.state() == RunState.PAUSED)
                .<StudyEvent>map(r -> new CheckpointDropped(r.id()))
                .toList();
    }

    /** Runs whose checkpoint is gone start over; a split that was to be evaluated with it stays shut for them. */
    static List<StudyEvent> lost(History history, List<RunId> runs) {
        List<Run> lost = runs.stream()
                .map(history::run)
                .filter(r -> r.checkpoint() > 0 && r.state() != RunState.RUNNING)
                .toList();
        List<StudyEvent> events = new ArrayList<>();
        for (Run run : lost) {
            Work work = history.open().get(run.id());
            if (work != null && work.task() instanceof Task.Evaluate) {
                events.add(new TrialSettled(run.id(), RunState.FINISHED, "its checkpoint is gone"));
            }
            events.add(new CheckpointDropped(run.id()));
        }
        if (!lost.isEmpty()) {
            events.add(new Finding(
                    "checkpoint-lost",
                    told(history, lost),
                    "Keep checkpoints in STINT_CHECKPOINT_DIR, and delete none while the study is not over."));
        }
        return events;
    }

    private static String told(History history, List<Run> lost) {
        String unit = history.spec().fidelity().unit();
        String runs = lost.stream()
                .limit(NAMED)
                .map(r -> r.id().key() + " at " + unit + " " + r.checkpoint())
                .collect(Collectors.joining(", "));
        String more = lost.size() > NAMED ? ", and " + (lost.size() - NAMED) + " more" : "";
        return lost.size() == 1
                ? "the checkpoint of run " + runs + " is gone: what is trained of it again is charged again"
                : "the checkpoints of " + lost.size() + " runs are gone (" + runs + more
                        + "): what is trained of them again is charged again";
    }

    /** Trials whose weights somebody may ask for: the finalists, the control, and the best so far. */
    static Set<Integer> wanted(History history) {
        Set<Integer> wanted = new LinkedHashSet<>();
        Trial best = new Field(history).best();
        Stream.concat(new Finals(history).everybody().stream(), best == null ? Stream.of() : Stream.of(best))
                .forEach(t -> wanted.add(t.number()));
        return wanted;
    }
}
