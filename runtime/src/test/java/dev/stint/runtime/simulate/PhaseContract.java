package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Plans;
import dev.stint.engine.phase.Step;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Proxy;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every phase owes: checked at moments spread over whole studies in which it is the phase under way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PhaseContract {

    /** Asking costs a surrogate's fit in some phases, so not every moment is looked at. */
    private static final int MOMENTS = 25;

    private static final double ROUNDING = 1e-6;

    /** A state of a study, what the phase may spend then, and what it says. */
    private record Moment(History history, Ledger ledger, Step step) {}

    private final List<Moment> moments = new ArrayList<>();

    /** The phase, made as its plan makes it. */
    protected abstract Phase phase();

    /** The plan in which it occurs under its name. */
    protected abstract PlanSpec plan();

    /** What the studies have for cheaper stand-ins. */
    protected List<Proxy> proxies() {
        return List.of();
    }

    @BeforeAll
    void runStudies() {
        along(Toy.spec(Toy.hours(9), 24, 2, null, 1), 1);
        along(Toy.spec(Toy.hours(20), 24, 2, null, 3), 3);
        assertThat(moments).as("moments at which the phase was asked").isNotEmpty();
    }

    @Test
    void saysTheSameTwice() {
        for (Moment moment : moments) {
            assertThat(next(moment.history(), moment.ledger())).isEqualTo(moment.step());
        }
    }

    @Test
    void promisesNoMoreThanItsLedgerLeaves() {
        for (Moment moment : moments) {
            if (moment.step() instanceof Step.Train train && train.task() instanceof Task.Full) {
                assertThat(train.reserve().value())
                        .isLessThanOrEqualTo(moment.ledger().free().value() + ROUNDING);
            }
        }
    }

    @Test
    void proposesOnlyNewConfigurationsThatMayBeTrained() {
        for (Moment moment : moments) {
            if (moment.step() instanceof Step.Train train
                    && train.trial() instanceof Step.TrialRef.New(Config config)) {
                assertThat(moment.history().spec().space().problems(config)).isEmpty();
                assertThat(known(moment.history(), train.task(), config)).isNull();
            }
        }
    }

    /** What was trained already of a configuration, or of a stand-in for it. */
    private static @Nullable Trial known(History history, Task task, Config config) {
        return task instanceof Task.Proxy(String proxy)
                ? history.proxies(proxy).stream()
                        .filter(t -> t.config().equals(config))
                        .findFirst()
                        .orElse(null)
                : history.find(config);
    }

    @Test
    void trainsForwardAndNeverWhatIsUnderWay() {
        for (Moment moment : moments) {
            if (moment.step() instanceof Step.Train train
                    && train.trial() instanceof Step.TrialRef.Existing(int number)) {
                History history = moment.history();
                Trial trial = history.trial(number);
                assertThat(history.open()).doesNotContainKey(new RunId(number, train.replicate()));
                assertThat(train.replicate()).isBetween(1, trial.runs().size() + 1);
                Run run = trial.run(train.replicate());
                if (train.task() instanceof Task.Full) {
                    assertThat(train.upTo())
                            .isGreaterThan(run == null ? 0 : run.curve().reached())
                            .isLessThanOrEqualTo(history.spec().fullLength(trial.config()));
                }
            }
        }
    }

    @Test
    void saysWhyAndWho() {
        for (Moment moment : moments) {
            switch (moment.step()) {
                case Step.Train train -> {
                    assertThat(train.why()).isNotBlank();
                    assertThat(train.phase()).isEqualTo(phase().name());
                }
                case Step.Done done -> {
                    assertThat(done.why()).isNotBlank();
                    assertThat(done.phase()).isEqualTo(phase().name());
                }
                case Step.Stop stop -> assertThat(stop.why()).isNotBlank();
                case Step.Unseal unseal ->
                    assertThat(moment.history().isOpen(unseal.split())).isFalse();
                case Step.Fix fix -> assertThat(fix.why()).isNotBlank();
                case Step.StartAt start -> assertThat(start.why()).isNotBlank();
                case Step.Wait ignored -> assertThat(moment.history().open()).isNotEmpty();
                case Step.Begin begin -> throw new AssertionError("only a plan begins phases: " + begin);
            }
        }
    }

    @Test
    void isDoneOnlyWhenNothingOfItRuns() {
        for (Moment moment : moments) {
            if (moment.step() instanceof Step.Done) {
                assertThat(moment.history().busy(phase().name())).isFalse();
            }
        }
    }

    @Test
    void outlinesWhatItsLedgerCanBuy() {
        for (Moment moment : moments) {
            PhaseOutline outline = phase().outline(moment.history(), moment.ledger());
            assertThat(outline.phase()).isEqualTo(phase().name());
            assertThat(outline.amount().value())
                    .isBetween(0.0, moment.ledger().total().value() + ROUNDING);
        }
    }

    private Step next(History history, Ledger ledger) {
        return phase().next(history, ledger, Seed.of(history.spec().seed()).child(phase().name()));
    }

    private void along(StudySpec bare, int slots) {
        StudySpec spec = withPlan(bare);
        Recorded study = Recorded.run(spec, new Toy(0.01), slots);
        List<History> asked = new ArrayList<>();
        History history = History.open(study.entries().getFirst());
        for (int batch = 1; batch < study.batches(); batch++) {
            for (Entry entry : study.batch(batch)) {
                history = history.after(entry);
            }
            if (phase().name().equals(history.currentPhase()) && history.open().size() < slots) {
                asked.add(history);
            }
        }
        int stride = Math.max(1, asked.size() / MOMENTS);
        for (int i = asked.size() - 1; i >= 0; i -= stride) {
            Ledger ledger = Plans.of(spec)
                    .view(phase().name(), asked.get(i), asked.get(i).ledger());
            moments.add(new Moment(asked.get(i), ledger, next(asked.get(i), ledger)));
        }
    }

    private StudySpec withPlan(StudySpec s) {
        return new StudySpec(
                s.name(),
                s.budget(),
                s.deadlineSeconds(),
                s.command(),
                s.objective(),
                s.holdout(),
                s.test(),
                s.goalMetric(),
                s.fidelity(),
                s.cost(),
                s.checkpoint(),
                s.resources(),
                s.space(),
                plan(),
                s.validate(),
                s.seed(),
                s.metrics(),
                s.limits(),
                s.warm(),
                s.keepLeftover(),
                s.allow(),
                s.tags(),
                s.env(),
                s.workdir(),
                proxies());
    }
}
