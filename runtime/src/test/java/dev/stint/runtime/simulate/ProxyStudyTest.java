package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.ProxyVerdict.Trust;
import dev.stint.engine.phase.proxy.ProxyStanding;
import dev.stint.engine.report.Report;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.testing.Draft;
import dev.stint.runtime.executor.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** Whole studies with a cheaper stand-in for the training: one that is right, one that guesses, and one that is no cheaper. Seeds are fixed. */
final class ProxyStudyTest {

    private static final int GUESSES = 50;

    private static Draft draft(double hours) {
        return Toy.draft(hours).adaptive().proxies(Small.PROXY);
    }

    private static History played(Draft draft, Training training) {
        return Recorded.run(draft.spec(), training, 1).history();
    }

    private static ProxyStanding stand(History history) {
        return ProxyStanding.of(history, Small.PROXY);
    }

    @Test
    void aGoodStandInIsTrustedAndExploresMore() {
        History history = played(draft(25), new Small(0));
        ProxyStanding stand = stand(history);
        assertThat(stand.trust()).isEqualTo(Trust.TRUST);
        assertThat(stand.configs()).hasSizeGreaterThan(20);
        assertThat(ProxyStanding.heard(history)).isNotNull();
        assertThat(history.findings()).isEmpty();
        assertThat(Report.of(history).proxies().getFirst().heard()).isTrue();
    }

    @Test
    void oneThatGuessesIsTrainedNoFurther() {
        History history = played(draft(25), new Small(GUESSES));
        ProxyStanding stand = stand(history);
        assertThat(stand.trust()).isNotIn(Trust.TRUST, Trust.TRUST_FOR_SOME);
        assertThat(stand.configs()).hasSize(10);
        assertThat(ProxyStanding.heard(history)).isNull();
        assertThat(history.lifecycle().state()).isEqualTo(Lifecycle.State.CLOSED);
    }

    @Test
    void oneThatIsTurnedAroundIsRefused() {
        Training turned = new Small(0) {
            @Override
            public SequencedMap<String, Double> metrics(Assignment work, long step) {
                SequencedMap<String, Double> line = metrics(work.config(), work.seed(), step);
                if (work.task() instanceof Task.Proxy) {
                    line.replaceAll((name, value) -> name.endsWith("loss") ? -value : value);
                }
                return line;
            }
        };
        History history = played(draft(60), turned);
        ProxyStanding stand = stand(history);
        assertThat(stand.trust()).isEqualTo(Trust.DONT_TRUST);
        assertThat(stand.configs()).hasSize(10);
        assertThat(ProxyStanding.heard(history)).isNull();
        assertThat(Report.of(history).proxies().getFirst().heard()).isFalse();
    }

    @Test
    void oneThatTurnsOutNoCheaperIsGivenUpAfterOneTraining() {
        History history = played(draft(60), Twisted.TOY);
        assertThat(history.proxies("small")).hasSize(1);
        assertThat(ProxyStanding.heard(history)).isNull();
    }

    /** Under a budget that counts, a unit of a stand-in without a price costs what one of the training does. */
    @Test
    void oneThatIsNoCheaperThanTheFirstLookIsNotAsked() {
        History history =
                played(Toy.draft(25).adaptive().budget(600, Unit.FIDELITY).proxies(Small.PROXY), new Small(0));
        assertThat(history.proxies("small")).isEmpty();
        assertThat(history.phases().stream().map(p -> p.why()))
                .anyMatch(why -> why.startsWith("no proxy is cheap enough"));
    }

    @Test
    void whatIsCountedIsCharged() {
        StudySpec spec = Toy.draft(25)
                .adaptive()
                .budget(600, Unit.FIDELITY)
                .proxies(priced())
                .spec();
        Recorded journal = Recorded.run(spec, new Small(0), 1);
        History history = journal.history();
        long trained = history.proxies("small").stream()
                .mapToLong(t -> Objects.requireNonNull(t.first()).curve().reached())
                .sum();
        double charged = history.attempts().stream()
                .filter(a -> a.task() instanceof Task.Proxy)
                .mapToDouble(a -> a.cost().value())
                .sum();
        assertThat(trained).isPositive();
        assertThat(charged).isEqualTo(trained * 0.1, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(history.ledger().spent().value()).isLessThanOrEqualTo(600 + 1e-9);
    }

    private static dev.stint.engine.spec.Proxy priced() {
        return new dev.stint.engine.spec.Proxy(
                "small", Small.PROXY.set(), 10, new dev.stint.engine.budget.Amount(1, Unit.FIDELITY));
    }

    @Test
    void standInsAreNoTrials() {
        History history = played(draft(25), new Small(0));
        List<Integer> stands =
                history.proxies("small").stream().map(Trial::number).toList();
        assertThat(history.candidates()).noneMatch(t -> stands.contains(t.number()));
        assertThat(Report.of(history).trials()).noneMatch(t -> stands.contains(t.number()));
        assertThat(history.proxies("small"))
                .allSatisfy(t ->
                        assertThat(Objects.requireNonNull(t.first()).state()).isEqualTo(RunState.FINISHED))
                .allSatisfy(t -> assertThat(Objects.requireNonNull(t.first()).checkpoint())
                        .isZero());
        assertThat(Report.of(history).finalists()).noneMatch(f -> stands.contains(f.trial()));
    }

    @Test
    void theScriptGetsWhatTheProxySets() {
        List<Assignment> seen = new ArrayList<>();
        Training watching = new Twisted() {
            @Override
            public SequencedMap<String, Double> metrics(Assignment work, long step) {
                seen.add(work);
                return metrics(work.config(), work.seed(), step);
            }
        };
        played(draft(25), watching);
        List<Assignment> small =
                seen.stream().filter(w -> w.task() instanceof Task.Proxy).toList();
        assertThat(small).isNotEmpty().allSatisfy(w -> {
            assertThat(Objects.requireNonNull(w.config().get("size")).text()).isEqualTo("small");
            assertThat(w.full()).isEqualTo(10);
        });
        assertThat(seen.stream().filter(w -> w.task() instanceof Task.Full))
                .allSatisfy(w -> assertThat(w.config().get("size")).isNull());
    }

    @Test
    void aBudgetThatBuysNoCheckAsksNone() {
        History history = played(draft(5), new Small(0));
        assertThat(history.lifecycle().outcome()).isNotNull();
        assertThat(history.proxies("small")).isEmpty();
    }
}
