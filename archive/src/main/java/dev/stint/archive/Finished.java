package dev.stint.archive;

import dev.stint.archive.ArchivedTrial.Reading;
import dev.stint.engine.history.Curve;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Recommendation;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A finished study of Stint, as the archive takes it: the objective of what was trained, no command, no path, no sealed value. */
public final class Finished {

    /** Points that are kept of a curve; a longer one is thinned evenly. */
    private static final int MOST_READINGS = 64;

    private final History history;
    private final StudySpec spec;

    private Finished(History history) {
        this.history = history;
        this.spec = history.spec();
    }

    /** Whether a study is over and has measured anything. */
    public static boolean worthKeeping(History history) {
        return history.lifecycle().state() == Lifecycle.State.CLOSED
                && history.lifecycle().outcome() != Outcome.TOO_SMALL
                && new Finished(history).trials().stream().anyMatch(t -> t.last() != null);
    }

    /** The study with its names and labels in plain text. */
    public static ArchivedStudy of(History history) {
        return of(history, history.spec().tags());
    }

    /** As above, with tags that it may have got later. */
    public static ArchivedStudy of(History history, SequencedMap<String, String> tags) {
        return new Finished(history).study(tags);
    }

    private ArchivedStudy study(SequencedMap<String, String> tags) {
        Outcome outcome = history.lifecycle().outcome();
        return new ArchivedStudy(
                spec.name() + " " + history.openedAt() + " "
                        + history.provenance().specHash(),
                spec.name(),
                "stint",
                history.now(),
                tags,
                spec.objective().metric(),
                spec.objective().goal(),
                spec.fidelity().unit(),
                spec.fidelity().max(),
                spec.space().parameters().stream().map(this::parameter).toList(),
                outcome == null ? "open" : outcome.name().toLowerCase(Locale.ROOT),
                verdict(Report.of(history)),
                trials());
    }

    private ArchivedParameter parameter(Parameter p) {
        String unit = Units.of(p.name(), p.role(), spec.fidelity().unit());
        return new ArchivedParameter(p.name(), p.role(), unit, p.domain(), p.fallback());
    }

    private static ArchivedStudy.@Nullable Verdict verdict(Report report) {
        Recommendation best = report.recommended();
        Recommendation control = report.control();
        int judged = control == null ? 0 : control.trial();
        return best == null
                ? null
                : switch (best.objective()) {
                    case Estimate.Bounded b ->
                        new ArchivedStudy.Verdict(best.trial(), b.mean(), b.low(), b.high(), b.seeds(), judged);
                    case Estimate.Unbounded u ->
                        new ArchivedStudy.Verdict(best.trial(), u.mean(), Double.NaN, Double.NaN, u.seeds(), judged);
                };
    }

    private List<ArchivedTrial> trials() {
        return history.candidates().stream()
                .filter(t -> !t.runs().isEmpty())
                .map(this::trial)
                .toList();
    }

    private ArchivedTrial trial(Trial trial) {
        Run run = trial.runs().getFirst();
        String state = run.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        boolean failed = run.state() == RunState.FAILED || run.state() == RunState.DIVERGED;
        return new ArchivedTrial(trial.number(), trial.config(), state, failed ? List.of() : curve(trial, run));
    }

    /** Where every length is a training of its own, the end of each; else the one curve. */
    private List<Reading> curve(Trial trial, Run run) {
        double full = spec.fullLength(trial.config());
        List<Reading> readings = new ArrayList<>();
        if (run.target() == 0) {
            run.curve().points().forEach(p -> add(readings, run.curve(), p.step(), full));
        } else {
            run.earlier().entrySet().stream()
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .forEach(e -> add(readings, e.getValue(), e.getKey(), full));
            add(readings, run.curve(), run.curve().reached(), full);
        }
        return thinned(readings);
    }

    private void add(List<Reading> readings, Curve curve, long step, double full) {
        double value = curve.objective(spec.objective(), step);
        double share = Math.min(1, step / full);
        if (Double.isFinite(value)
                && share > 0
                && (readings.isEmpty() || readings.getLast().share() < share)) {
            readings.add(new Reading(share, value));
        }
    }

    private static List<Reading> thinned(List<Reading> readings) {
        int size = readings.size();
        if (size <= MOST_READINGS) {
            return readings;
        }
        List<Reading> kept = new ArrayList<>();
        for (int i = 1; i <= MOST_READINGS; i++) {
            kept.add(readings.get((int) ((long) i * size / MOST_READINGS) - 1));
        }
        return kept;
    }
}
