package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.StudyEvent.PhaseEnded;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.Task;
import dev.stint.engine.report.Report;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every plan and every method of refinement in every hard case: none crashes, none quietly does something else. */
final class HardCasesTest {

    private static final String ALONE = " alone";
    private static final Map<String, PlanSpec> PLANS = plans();

    private static Map<String, PlanSpec> plans() {
        Map<String, PlanSpec> plans = new LinkedHashMap<>();
        plans.put("classic", new PlanSpec.Classic());
        plans.put("adaptive", new PlanSpec.Adaptive());
        for (Method method : Method.values()) {
            String name = method.name().toLowerCase(Locale.ROOT);
            plans.put(
                    "explore, " + name,
                    new PlanSpec.Custom(List.of(
                            Draft.phase("explore", Method.SOBOL, 0.2),
                            Draft.phase("refine", method, 0.4),
                            Draft.phase("validate", null, 0.4))));
            plans.put(name + ALONE, new PlanSpec.Custom(List.of(Draft.phase("refine", method, null))));
        }
        return plans;
    }

    @ParameterizedTest
    @EnumSource
    void everyPlanEndsAsItMust(HardCase hard) {
        for (Map.Entry<String, PlanSpec> plan : PLANS.entrySet()) {
            as(hard + ", " + plan.getKey(), () -> ends(hard, hard.draft().plan(plan.getValue()), 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPlanEndsAsItMustWithSlotsAndMeteredTime(HardCase hard) {
        double minutes = hard.draft().spec().budget().value();
        for (Map.Entry<String, PlanSpec> plan : PLANS.entrySet()) {
            if (!plan.getKey().endsWith(ALONE)) {
                Draft draft = hard.draft().budget(minutes, Unit.MINUTES).plan(plan.getValue());
                as(hard + ", " + plan.getKey(), () -> ends(hard, draft, 3));
            }
        }
    }

    private static void as(String name, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(name + ": " + failure, failure);
        }
    }

    private static void ends(HardCase hard, Draft draft, int slots) {
        StudySpec spec = draft.spec();
        Recorded journal = Recorded.run(spec, hard, slots);
        Lifecycle end = journal.lifecycle();
        assertThat(end.state()).isEqualTo(Lifecycle.State.CLOSED);
        assertThat(end.outcome()).as(end.why()).isIn(hard.ends());
        assertThat(end.why()).isNotBlank().doesNotContain("Exception", "null");
        assertThat(journal.history().open()).isEmpty();
        assertThat(journal.events(PhaseEnded.class)).allMatch(e -> !e.why().isBlank());
        Books.check(journal.entries(), slots);
        decisions(journal.entries());
        Reports.check(journal.history(), Report.of(journal.history()));
        assertThat(Recorded.run(spec, hard, slots).entries()).isEqualTo(journal.entries());
    }

    /** No decision trains what may not be trained, what is known, or what is over. */
    private static void decisions(List<Entry> entries) {
        History before = History.open(entries.getFirst());
        for (Entry entry : entries.subList(1, entries.size())) {
            if (entry.event() instanceof TrialPlanned planned) {
                decision(before, planned);
            }
            before = before.after(entry);
        }
    }

    private static void decision(History before, TrialPlanned planned) {
        assertThat(planned.why()).isNotBlank();
        assertThat(planned.reserve().value()).isFinite();
        assertThat(planned.fitted()).allMatch(Double::isFinite);
        if (planned.config() != null) {
            assertThat(before.spec().space().problems(planned.config())).isEmpty();
            assertThat(before.find(planned.config())).isNull();
        } else if (planned.task() instanceof Task.Full) {
            Run run = before.trial(planned.run().trial()).run(planned.run().replicate());
            if (run != null) {
                assertThat(run.state().continuable())
                        .as("goes on from " + run.state())
                        .isTrue();
                assertThat(planned.upTo()).isGreaterThan(run.searchReached());
            }
        }
    }
}
