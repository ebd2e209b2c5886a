package dev.stint.engine.testing;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/** A study played by hand: commands go in, events are folded as the loop would, and a test says what trainings print and cost. */
public final class Play {

    private static final Provenance HERE = new Provenance("test", "25", "any", "any", "");

    private final List<Entry> entries = new ArrayList<>();
    private History history;
    private long now = 1_000;

    public Play(StudySpec spec, int slots) {
        this(spec, Knowledge.none(), slots);
    }

    /** A study that begins with what earlier ones know. */
    public Play(StudySpec spec, Knowledge knowledge) {
        this(spec, knowledge, 1);
    }

    public Play(StudySpec spec, Knowledge knowledge, int slots) {
        this(new StudyEvent.StudyOpened(spec, slots, HERE, knowledge));
    }

    /** A study that takes runs over from another. */
    public Play(StudySpec spec, List<StudyEvent> taken) {
        this(spec);
        fold(taken);
    }

    private Play(StudyEvent.StudyOpened opened) {
        entries.add(new Entry(1, now, opened));
        history = History.open(entries.getFirst());
    }

    public Play(StudySpec spec) {
        this(spec, 1);
    }

    public History history() {
        return history;
    }

    public List<Entry> entries() {
        return entries;
    }

    public long now() {
        return now;
    }

    /** Lets time pass. */
    public void pass(double seconds) {
        now += Math.round(1000 * seconds);
    }

    /** Handles a command and folds what follows. */
    public List<StudyEvent> handle(Command command) {
        List<StudyEvent> events = Study.handle(history, command);
        fold(events);
        return events;
    }

    private void fold(List<StudyEvent> events) {
        for (StudyEvent event : events) {
            Entry entry = new Entry(history.sequence() + 1, now, event);
            entries.add(entry);
            history = history.after(entry);
        }
    }

    /** Asks until a decision to train comes, or nothing more: then null. */
    public @Nullable TrialPlanned ask() {
        while (true) {
            List<StudyEvent> events = handle(new Command.Ask(now));
            if (events.isEmpty()) {
                return null;
            }
            if (events.getLast() instanceof TrialPlanned planned) {
                return planned;
            }
        }
    }

    /** As {@link #ask}, where a decision must come. */
    public TrialPlanned planned() {
        TrialPlanned planned = ask();
        if (planned == null) {
            throw new AssertionError("nothing was planned: " + history.lifecycle());
        }
        return planned;
    }

    /** Starts the next attempt of a run and tells its number. */
    public int start(RunId run) {
        int attempt = history.lastAttempt() + 1;
        handle(new Command.Started(now, attempt, run, 7, "", List.of(), 0, 0));
        return attempt;
    }

    /** A line with the objective, {@code seconds} after the start of its attempt. */
    public List<StudyEvent> measure(int attempt, long step, double objective, double seconds) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("val_loss", objective);
        return report(attempt, seconds, new Command.Line.Metrics(step, metrics));
    }

    /** Any line. */
    public List<StudyEvent> report(int attempt, double seconds, Command.Line line) {
        return handle(new Command.Report(now, attempt, seconds, line));
    }

    public List<StudyEvent> end(int attempt, End end, double seconds) {
        return handle(new Command.Ended(now, attempt, end, seconds, "said last"));
    }

    /** Trains what was planned to its end, one second a step and a checkpoint after it. */
    public void train(TrialPlanned planned, ToDoubleBiFunction<Config, Long> loss) {
        train(planned, loss, 1);
    }

    /** As above with the seconds of a step. */
    public void train(TrialPlanned planned, ToDoubleBiFunction<Config, Long> loss, double seconds) {
        train(planned, loss, seconds, 0);
    }

    /** As above with the seconds before the first step. */
    public void train(TrialPlanned planned, ToDoubleBiFunction<Config, Long> loss, double seconds, double startUp) {
        int number = start(planned.run());
        Attempt attempt = history.attempt(number);
        Config config = history.trial(planned.run().trial()).config();
        double elapsed = startUp;
        pass(startUp);
        for (long step = attempt.from() + 1; step <= planned.upTo(); step++) {
            elapsed += seconds;
            pass(seconds);
            measure(number, step, loss.applyAsDouble(config, step), elapsed);
        }
        report(number, elapsed, new Command.Line.Checkpoint(planned.upTo()));
        end(number, End.DONE, elapsed);
    }

    /** The events of one kind so far. */
    public <E extends StudyEvent> List<E> events(Class<E> kind) {
        return entries.stream()
                .map(Entry::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
