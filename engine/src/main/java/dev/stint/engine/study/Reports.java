package dev.stint.engine.study;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.Curve;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Sealed;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.CheckpointSaved;
import dev.stint.engine.history.StudyEvent.CostReported;
import dev.stint.engine.history.StudyEvent.Evaluated;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.LrPoint;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.engine.history.StudyEvent.StepRepeated;
import dev.stint.engine.history.StudyEvent.StopRequested;
import dev.stint.engine.history.Task;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Lines of running attempts: measured once, repeats compared and charged, sealed metrics split off on arrival. */
final class Reports {

    private Reports() {}

    static List<StudyEvent> handle(History history, Command.Report report) {
        Attempt attempt = Attempts.running(history, report.attempt());
        if (attempt == null) {
            return List.of();
        }
        return switch (report.line()) {
            case Command.Line.Metrics metrics -> metrics(history, attempt, metrics, report.seconds());
            case Command.Line.Lr lr -> sweep(history, attempt, lr);
            case Command.Line.Checkpoint checkpoint -> checkpoint(history, attempt, checkpoint.step());
            case Command.Line.From from -> from(history, attempt, from.step());
            case Command.Line.Values values -> values(history, attempt, values.metrics());
            case Command.Line.Cost cost -> cost(history, attempt, cost.amount());
        };
    }

    private static List<StudyEvent> metrics(
            History history, Attempt attempt, Command.Line.Metrics line, double seconds) {
        if (!attempt.task().trains()) {
            return judged(history, attempt, line) ? values(history, attempt, line.metrics()) : misled(history, attempt);
        }
        Run run = history.run(attempt.run());
        if (line.step() <= run.curve().reached()) {
            return repeated(history, attempt, run, line);
        }
        List<StudyEvent> events = new ArrayList<>();
        SequencedMap<String, Double> visible = new LinkedHashMap<>(line.metrics());
        Sealed sealed = seal(history.spec(), visible);
        events.add(new Measured(attempt.number(), attempt.run(), line.step(), visible, sealed, seconds));
        boolean diverged =
                Attempts.isDivergence(visible.get(history.spec().objective().metric()));
        if (diverged && history.work(attempt.run()).stopping().isEmpty()) {
            events.add(new StopRequested(attempt.run(), "the objective is not finite"));
        }
        return events;
    }

    /** Takes holdout and test metrics out of a line. */
    private static Sealed seal(StudySpec spec, SequencedMap<String, Double> line) {
        SequencedMap<String, Double> hidden = new LinkedHashMap<>();
        for (String name : new String[] {spec.holdout(), spec.test()}) {
            Double value = name == null ? null : line.remove(name);
            if (name != null && value != null) {
                hidden.put(name, value);
            }
        }
        return new Sealed(hidden);
    }

    /** Whether a line with a step is what an evaluation was asked for: the split's metric, at the end of the training. */
    private static boolean judged(History history, Attempt attempt, Command.Line.Metrics line) {
        String metric = attempt.task() instanceof Task.Evaluate(Split split) ? metric(history.spec(), split) : null;
        return metric != null
                && line.metrics().containsKey(metric)
                && line.step() >= history.run(attempt.run()).curve().reached();
    }

    private static @Nullable String metric(StudySpec spec, Split split) {
        return switch (split) {
            case HOLDOUT -> spec.holdout();
            case TEST -> spec.test();
        };
    }

    /** A sweep or an evaluation that prints training steps: the script does not know the mode. */
    private static List<StudyEvent> misled(History history, Attempt attempt) {
        if (!history.work(attempt.run()).stopping().isEmpty()) {
            return List.of();
        }
        boolean sweep = attempt.task() instanceof Task.LrRange;
        String text = "the script trains although STINT_MODE says " + (sweep ? "lr-range" : "evaluate");
        return List.of(
                new Finding(
                        sweep ? "no-lr-range" : "no-evaluate",
                        text,
                        "Let it exit with code 64 for modes that it does not know."),
                new StopRequested(attempt.run(), text));
    }

    /** A step that is known: dropped when this very attempt told it before, else noted and compared. */
    private static List<StudyEvent> repeated(History history, Attempt attempt, Run run, Command.Line.Metrics line) {
        Curve.Point known = run.curve().at(line.step());
        if (line.step() <= attempt.reached() && attempt.lines() > 0) {
            return List.of();
        }
        String metric = history.spec().objective().metric();
        Double before = known == null ? null : known.metrics().get(metric);
        Double now = line.metrics().get(metric);
        double difference = before == null || now == null ? Double.NaN : now - before;
        return List.of(new StepRepeated(attempt.number(), attempt.run(), line.step(), difference));
    }

    /** A point of the sweep; one that does not rise was told before, or is none. */
    private static List<StudyEvent> sweep(History history, Attempt attempt, Command.Line.Lr lr) {
        LrPoint last = history.lrPoints().isEmpty() ? null : history.lrPoints().getLast();
        double before = last == null || last.attempt() != attempt.number() ? 0 : last.lr();
        boolean rises = lr.lr() > before && Double.isFinite(lr.lr());
        return rises && attempt.task() instanceof Task.LrRange
                ? List.of(new LrPoint(attempt.number(), lr.lr(), lr.loss()))
                : List.of();
    }

    private static List<StudyEvent> checkpoint(History history, Attempt attempt, long step) {
        boolean known = step <= history.run(attempt.run()).checkpoint();
        return known || !attempt.task().trains()
                ? List.of()
                : List.of(new CheckpointSaved(attempt.number(), attempt.run(), step));
    }

    private static List<StudyEvent> from(History history, Attempt attempt, long step) {
        if (step == attempt.from()
                || history.found("resumed-elsewhere")
                || !attempt.task().trains()) {
            return List.of();
        }
        return List.of(new Finding(
                "resumed-elsewhere",
                "run " + attempt.run().key() + " was asked to go on from " + attempt.from() + " and went on from "
                        + step,
                "Load the checkpoint in STINT_CHECKPOINT_DIR, and print {\"checkpoint\": n} only when it is written."));
    }

    /** What an evaluation says; metrics of a split that is still sealed are dropped. */
    private static List<StudyEvent> values(History history, Attempt attempt, SequencedMap<String, Double> metrics) {
        if (!(attempt.task() instanceof Task.Evaluate(Split asked))) {
            return List.of();
        }
        SequencedMap<String, Double> open = new LinkedHashMap<>(metrics);
        for (Split split : Split.values()) {
            String metric = metric(history.spec(), split);
            if (metric != null && !history.isOpen(split)) {
                open.remove(metric);
            }
        }
        return List.of(new Evaluated(attempt.number(), attempt.run(), asked, open));
    }

    private static List<StudyEvent> cost(History history, Attempt attempt, double amount) {
        if (!Double.isFinite(amount)) {
            return List.of();
        }
        Amount cost = new Amount(amount, history.spec().budget().unit());
        boolean less = attempt.ownCost() && cost.compareTo(attempt.cost()) < 0;
        return less ? List.of() : Attempts.charged(history, attempt, cost, new CostReported(attempt.number(), cost));
    }
}
