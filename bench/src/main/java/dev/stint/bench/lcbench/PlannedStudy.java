package dev.stint.bench.lcbench;

import dev.stint.bench.lcbench.SimulatedStudy.Played;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Run;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.report.Report;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.PlanSpec;
import java.util.List;

/** A whole study of Stint's, which is told of earlier ones where the arm has any. */
final class PlannedStudy implements Method {

    private final String name;
    private final PlanSpec plan;
    private final Histories histories;

    PlannedStudy(String name, PlanSpec plan, Histories histories) {
        this.name = name;
        this.plan = plan;
        this.histories = histories;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivered spend(Instance instance, double trainings, Setting setting) {
        Played played = new SimulatedStudy(plan).play(instance, trainings, setting, histories.told(setting, instance));
        return delivered(played.history(), played.decisions());
    }

    private static Delivered delivered(History history, List<Double> decisions) {
        Report report = Report.of(history);
        Report.Recommendation recommended = report.recommended();
        Config config = recommended == null ? history.spec().space().defaults() : recommended.config();
        Estimate estimate = recommended == null ? null : recommended.objective();
        List<Delivered.Opened> opened = history.candidates().stream()
                .filter(t -> !t.runs().isEmpty())
                .map(t -> new Delivered.Opened(t.config(), reached(t.runs().getFirst())))
                .toList();
        double seconds = (history.now() - history.openedAt()) / 1000.0;
        return new Delivered(
                config,
                estimate,
                report.verdict() instanceof FinalsVerdict.Told told ? told.corrected() : null,
                claims(report.verdict()),
                opened,
                decisions,
                seconds,
                outcome(history.lifecycle()));
    }

    private static long reached(Run run) {
        return run.searchReached();
    }

    private static boolean claims(@org.jspecify.annotations.Nullable FinalsVerdict verdict) {
        FinalsVerdict.Difference difference = verdict instanceof FinalsVerdict.Told told ? told.toControl() : null;
        return difference != null && difference.evidence();
    }

    private static String outcome(Lifecycle lifecycle) {
        return lifecycle.outcome() == null
                ? "open: " + lifecycle.why()
                : switch (lifecycle.outcome()) {
                    case DONE -> "done";
                    case FAILED -> "failed: " + lifecycle.why();
                    case TOO_SMALL -> "too small: " + lifecycle.why();
                };
    }
}
