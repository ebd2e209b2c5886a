package dev.stint.runtime.loop;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.AttemptEnded;
import dev.stint.engine.history.StudyEvent.AttemptStarted;
import dev.stint.engine.history.StudyEvent.CheckpointDropped;
import dev.stint.engine.history.StudyEvent.CheckpointSaved;
import dev.stint.engine.history.StudyEvent.CostReported;
import dev.stint.engine.history.StudyEvent.LrPoint;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.engine.history.StudyEvent.Metered;
import dev.stint.engine.history.StudyEvent.StepRepeated;
import dev.stint.engine.history.StudyEvent.StopRequested;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.history.Work;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Study;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.executor.Executor;
import dev.stint.runtime.journal.Journal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a study: takes commands one by one, asks the engine what follows, makes it durable, and only then acts on it.
 *
 * <p>Everything runs on the thread that calls {@link #run}. Killed at any point, a new loop over the same journal continues.
 */
public final class StudyLoop {

    private final Journal journal;
    private final Inbox inbox;
    private final Executor executor;
    private final InstantSource clock;
    private final Observer observer;
    private final Set<RunId> underway = new LinkedHashSet<>();
    private final Stock stock;
    private History history;
    private int lastAttempt;
    private boolean stirred = true;

    private StudyLoop(
            Journal journal, Inbox inbox, Executor executor, InstantSource clock, Observer observer, History history) {
        this.journal = journal;
        this.inbox = inbox;
        this.executor = executor;
        this.stock = new Stock(executor);
        this.clock = clock;
        this.observer = observer;
        this.history = history;
        this.lastAttempt = history.lastAttempt();
    }

    /** Opens a new study in an empty journal. */
    public static History open(Journal journal, StudySpec spec, int slots, Provenance provenance, InstantSource clock) {
        return open(journal, new StudyOpened(spec, slots, provenance, Knowledge.none()), clock);
    }

    /** Opens a new study in an empty journal by its first event, which may hold what earlier studies know. */
    public static History open(Journal journal, StudyOpened opened, InstantSource clock) {
        return open(journal, opened, List.of(), clock);
    }

    /** Opens a new study with what it takes over from another, all at once. */
    public static History open(Journal journal, StudyOpened opened, List<StudyEvent> taken, InstantSource clock) {
        List<Entry> batch = new ArrayList<>(List.of(new Entry(1, clock.millis(), opened)));
        History history = History.open(batch.getFirst());
        for (StudyEvent event : taken) {
            batch.add(new Entry(batch.size() + 1L, clock.millis(), event));
            history = history.after(batch.getLast());
        }
        journal.append(batch);
        return history;
    }

    /** Applies a command to a study that nobody runs, and makes what follows durable. */
    public static History apply(Journal journal, History history, Command command) {
        List<Entry> batch = new ArrayList<>();
        History next = follow(history, command, batch);
        if (!batch.isEmpty()) {
            journal.append(batch);
        }
        return next;
    }

    /** The state after a command; what led there is added to the batch. */
    private static History follow(History history, Command command, List<Entry> batch) {
        History next = history;
        for (StudyEvent event : Study.handle(history, command)) {
            Entry entry = new Entry(next.sequence() + 1, Math.max(command.now(), next.now()), event);
            next = next.after(entry);
            batch.add(entry);
        }
        return next;
    }

    /** A loop that continues a history where its journal ends. */
    public static StudyLoop of(
            Journal journal, Inbox inbox, Executor executor, InstantSource clock, Observer observer, History history) {
        return new StudyLoop(journal, inbox, executor, clock, observer, history);
    }

    /** Runs the study until it is closed or paused; all attempts are over when it returns. */
    public History run(Provenance provenance, int slots) {
        recover();
        tidy();
        if (history.sequence() > 1) {
            append(List.of(new Command.Resume(clock.millis(), provenance, slots)));
        }
        verify();
        startWaiting();
        while (isOpen()) {
            fillSlots();
            if (isOpen()) {
                List<Command> commands = inbox.take();
                handle(commands);
                handle(List.of(new Command.Tick(clock.millis())));
                if (commands.isEmpty()) {
                    observer.idle(history);
                }
            }
        }
        executor.close();
        append(inbox.drain());
        tidy();
        return history;
    }

    private boolean isOpen() {
        return history.lifecycle().state() == Lifecycle.State.OPEN;
    }

    /** Ends what an earlier writer left running, and takes in what it had printed. */
    private void recover() {
        List<Attempt> unfinished =
                history.attempts().stream().filter(Attempt::running).toList();
        if (!unfinished.isEmpty()) {
            executor.recover(unfinished);
            append(inbox.drain());
        }
    }

    /** Asks the engine for work until it has none. Progress of what runs alone gives it no other answer. */
    private void fillSlots() {
        boolean followed = stirred && isOpen();
        while (followed) {
            followed = handle(List.of(new Command.Ask(clock.millis()))) && isOpen();
        }
        stirred = false;
    }

    /** Handles commands and acts on what follows; true if anything did. */
    private boolean handle(List<Command> commands) {
        List<Entry> batch = append(commands);
        batch.forEach(entry -> act(entry.event()));
        SequencedMap<RunId, Long> sizes = stock.after(batch, history, underway);
        if (sizes != null && isOpen()) {
            obey(new Command.Stored(clock.millis(), sizes));
        }
        startWaiting();
        return !batch.isEmpty();
    }

    /** Makes what follows from a look at the disk durable, and acts on it. */
    private void obey(Command look) {
        List<Entry> batch = append(List.of(look));
        batch.forEach(entry -> act(entry.event()));
        stock.after(batch, history, underway);
    }

    /** What was kept may be gone since, or be more than may be kept now. */
    private void verify() {
        List<RunId> lost = history.candidates().stream()
                .flatMap(t -> t.runs().stream())
                .filter(r -> r.checkpoint() > 0 && history.spec().resumes() && mayGoOn(r))
                .map(Run::id)
                .filter(id -> !executor.keeps(id))
                .toList();
        if (isOpen() && !lost.isEmpty()) {
            obey(new Command.CheckpointsLost(clock.millis(), lost));
        }
        if (isOpen() && history.spec().limits().diskBytes() != null) {
            obey(new Command.Stored(clock.millis(), stock.all(history)));
        }
    }

    private static boolean mayGoOn(Run run) {
        return run.state() == RunState.PAUSED || run.state() == RunState.WAITING;
    }

    /** Makes what follows from commands durable, as one batch. */
    private List<Entry> append(List<Command> commands) {
        List<Entry> batch = new ArrayList<>();
        for (Command command : commands) {
            history = follow(history, command, batch);
        }
        stirred |= batch.stream().anyMatch(entry -> !isProgress(entry.event()));
        if (!batch.isEmpty()) {
            journal.append(batch);
            observer.appended(batch, history);
        }
        return batch;
    }

    private static boolean isProgress(StudyEvent event) {
        return event instanceof Measured
                || event instanceof Metered
                || event instanceof LrPoint
                || event instanceof StepRepeated
                || event instanceof CostReported
                || event instanceof CheckpointSaved;
    }

    private void act(StudyEvent event) {
        switch (event) {
            case AttemptStarted started -> {
                executor.go(started.attempt());
                stopIfAsked(started.run());
            }
            case StopRequested stop -> stopIfAsked(stop.run());
            case AttemptEnded ended ->
                underway.remove(history.attempt(ended.attempt()).run());
            case TrialSettled settled -> underway.remove(settled.run());
            case CheckpointDropped dropped -> executor.drop(dropped.run());
            default -> {}
        }
    }

    /** What an earlier writer had no time to delete, or this one after its last attempt ended. */
    private void tidy() {
        history.dropped().forEach(executor::drop);
    }

    /** A request to stop may come before the attempt that it means has started: then it is stopped as soon as it has. */
    private void stopIfAsked(RunId run) {
        Work work = history.open().get(run);
        if (work != null && !work.stopping().isEmpty() && work.attempt() > 0) {
            executor.stop(work.attempt());
        }
    }

    /** Starts open work that nobody works on, as far as there are slots; a closed or paused study starts nothing. */
    private void startWaiting() {
        for (Work work : history.open().values()) {
            if (isOpen() && underway.size() < history.slots() && underway.add(work.run())) {
                start(work);
            }
        }
    }

    private void start(Work planned) {
        Work work = held(planned);
        if (work == null) {
            underway.remove(planned.run());
            return;
        }
        Trial trial = history.trial(work.run().trial());
        lastAttempt++;
        executor.start(new Assignment(
                lastAttempt,
                work.run(),
                history.spec().given(trial.config(), trial.proxy()),
                work.task(),
                Study.trainingSeed(history, work.run()),
                history.from(work),
                work.upTo(),
                history.fullLength(trial),
                work.planned().why()));
    }

    /** The work after a look at what it goes on from; null where that is gone and nothing can be done without it. */
    private @Nullable Work held(Work work) {
        boolean needed = work.task() instanceof Task.Evaluate
                ? history.run(work.run()).checkpoint() > 0
                : history.from(work) > 0;
        if (needed && !executor.keeps(work.run())) {
            obey(new Command.CheckpointsLost(clock.millis(), List.of(work.run())));
        }
        return history.open().get(work.run());
    }

    /** The state after the last batch. */
    public History history() {
        return history;
    }
}
