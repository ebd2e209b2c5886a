package dev.stint.cli.watch;

import dev.stint.cli.text.Words;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.Curve;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.Task;
import dev.stint.engine.phase.Plans;
import dev.stint.engine.space.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One picture of a running study, as lines that fit a screen. */
final class Frame {

    private static final int OTHER_LINES = 7;
    private static final int BAR = 10;

    private final History history;
    private final String unit;
    private final Style style;
    private final int columns;
    private final int rows;

    Frame(History history, Style style, int columns, int rows) {
        this.history = history;
        this.unit = history.spec().fidelity().unit();
        this.style = style;
        this.columns = columns;
        this.rows = rows;
    }

    List<String> lines(Pace pace, long now, String notice) {
        List<String> lines = new ArrayList<>();
        lines.add(title(now));
        lines.add(budget(pace, now));
        lines.addAll(running(now));
        lines.addAll(standings());
        lines.add(style.faint(notice));
        return lines.stream().map(line -> style.fit(line, columns - 1)).toList();
    }

    private String title(long now) {
        List<String> names = Plans.of(history.spec()).outlines(history).stream()
                .map(PhaseOutline::phase)
                .toList();
        String phase = history.currentPhase();
        String where = phase == null
                ? "starting"
                : style.green(phase) + " (" + (names.indexOf(phase) + 1) + " of " + names.size() + ")";
        return style.bold(history.spec().name()) + "  " + where + "  "
                + style.faint(Words.duration((now - history.openedAt()) / 1000.0) + " since the start");
    }

    private String budget(Pace pace, long now) {
        Ledger ledger = history.ledger();
        double done = ledger.spent().over(ledger.total());
        double promised = ledger.reserved().over(ledger.total());
        int width = Math.max(BAR, Math.min(40, columns - 62));
        String left = pace.text(history, now);
        return "budget  " + Bar.of(done, promised, width) + "  " + Words.part(ledger.spent(), ledger.total(), unit)
                + (columns < 70 ? "" : style.faint("  + " + ledger.reserved().number() + " promised"))
                + (left.isEmpty() ? "" : "  " + left);
    }

    private List<String> running(long now) {
        List<Attempt> attempts =
                history.attempts().stream().filter(Attempt::running).toList();
        int room = Math.max(1, rows - OTHER_LINES);
        List<String> lines = new ArrayList<>();
        attempts.stream().limit(attempts.size() > room ? room - 1 : room).forEach(a -> lines.add(running(a, now)));
        if (lines.size() < attempts.size()) {
            lines.add(style.faint("  and " + (attempts.size() - lines.size()) + " more"));
        }
        return lines;
    }

    private String running(Attempt attempt, long now) {
        return switch (attempt.task()) {
            case Task.Full ignored -> training(attempt);
            case Task.Proxy ignored -> training(attempt);
            case Task.LrRange sweep ->
                "  sweep      " + Bar.of(attempt.lines() / (double) sweep.steps(), 0, BAR) + "  " + attempt.lines()
                        + "/" + sweep.steps() + " learning rates";
            case Task.Evaluate evaluate ->
                "  trial " + pad(attempt.run().key(), 5) + "evaluates the "
                        + evaluate.split().key() + ", " + Words.duration((now - attempt.startedAt()) / 1000.0);
        };
    }

    private String training(Attempt attempt) {
        Run run = history.run(attempt.run());
        Config config = history.trial(attempt.run().trial()).config();
        long reached = Math.max(attempt.reached(), attempt.from());
        String bar = Bar.of(reached / (double) attempt.upTo(), 0, BAR);
        String steps = pad(reached + "/" + attempt.upTo(), 8);
        return "  trial " + pad(attempt.run().key(), 5) + bar + "  " + steps + pad(last(run), 18)
                + style.faint(config.text());
    }

    /** The last metrics, the objective first. */
    private String last(Run run) {
        List<Curve.Point> points = run.curve().points();
        if (points.isEmpty()) {
            return "starting";
        }
        String metric = history.spec().objective().metric();
        Double value = points.getLast().metrics().get(metric);
        return value != null
                ? metric + " " + Words.value(value) + "  "
                : points.getLast().metrics().entrySet().stream()
                        .limit(1)
                        .map(e -> e.getKey() + " " + Words.value(e.getValue()) + "  ")
                        .collect(Collectors.joining());
    }

    private List<String> standings() {
        List<String> lines = new ArrayList<>();
        Standing best = Standing.best(history);
        Standing control = Standing.control(history);
        lines.add(
                "best so far  " + (best == null ? style.faint("nothing measured yet") : style.green(best.text(unit))));
        if (control != null && (best == null || control.trial() != best.trial())) {
            lines.add("control      " + control.text(unit));
        }
        lines.add(style.faint(counts()));
        return lines;
    }

    private String counts() {
        long failed = history.candidates().stream()
                .flatMap(t -> t.runs().stream())
                .filter(r -> r.state() == RunState.FAILED || r.state() == RunState.DIVERGED)
                .count();
        int notes = history.findings().size();
        return Words.count(history.candidates().size(), "trial")
                + (failed == 0 ? "" : ", " + failed + " failed")
                + (notes == 0 ? "" : ", " + Words.count(notes, "note"));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
