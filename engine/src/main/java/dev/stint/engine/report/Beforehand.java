package dev.stint.engine.report;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.insight.Focus;
import dev.stint.engine.insight.MetricName;
import dev.stint.engine.insight.Warning;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Plans;
import dev.stint.engine.phase.explore.ExplorePhase;
import dev.stint.engine.phase.refine.RefinePhase;
import dev.stint.engine.phase.transfer.TransferPhase;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be warned of before any compute is spent: what the study file itself gives away. */
public final class Beforehand {

    private Beforehand() {}

    /** The warnings that the study file does not allow. */
    public static List<Warning> of(History history) {
        String metric = history.spec().objective().metric();
        return Stream.of(MetricName.training(metric), MetricName.test(metric), crowded(history))
                .filter(Objects::nonNull)
                .filter(w -> !history.spec().allow().contains(w.code()))
                .toList();
    }

    private static @Nullable Warning crowded(History history) {
        int configurations = configurations(history);
        Focus focus = configurations == 0 ? null : Focus.of(history.spec().space(), configurations);
        return focus == null ? null : focus.warning();
    }

    /**
     * How many the budget opens: planned, or opened when the study is over; 0 while that is unknown, and where the study failed. A
     * refinement after an exploration mostly continues what is open.
     */
    private static int configurations(History history) {
        int opened = new Field(history).opened();
        Lifecycle lifecycle = history.lifecycle();
        if (lifecycle.state() == Lifecycle.State.CLOSED) {
            return lifecycle.outcome() == Outcome.DONE ? opened : 0;
        }
        List<PhaseOutline> rows = Plans.of(history.spec()).outlines(history);
        boolean explores = rows.stream().anyMatch(row -> row.phase().equals(ExplorePhase.NAME));
        List<String> opening = List.of(TransferPhase.NAME, explores ? ExplorePhase.NAME : RefinePhase.NAME);
        List<Integer> planned = rows.stream()
                .filter(row -> opening.contains(row.phase()))
                .map(row -> row.runs() == null ? 0 : row.runs())
                .toList();
        return planned.contains(0)
                ? 0
                : Math.max(opened, planned.stream().mapToInt(n -> n).sum());
    }
}
