package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity.Schedule;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.StudyEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must be true of the books of any study at any time. */
final class Books {

    private Books() {}

    /** Every prefix of a journal: balanced, never overspent by more than {@code slack}, no step measured twice. */
    static void check(List<Entry> entries, double slack) {
        History history = History.open(entries.getFirst());
        Map<String, Long> measured = new LinkedHashMap<>();
        for (Entry entry : entries.subList(1, entries.size())) {
            if (entry.event() instanceof StudyEvent.Measured step) {
                Long before = measured.put(curve(history, step), step.step());
                assertThat(before == null || before < step.step())
                        .as("step measured twice: " + entry)
                        .isTrue();
            }
            if (entry.event() instanceof StudyEvent.TrialPlanned planned) {
                promised(history.ledger(), planned);
            }
            history = history.after(entry);
            balanced(history);
            spentWithin(history, slack);
        }
    }

    private static String curve(History history, StudyEvent.Measured step) {
        RunId run = step.run();
        boolean own = history.spec().fidelity().schedule() == Schedule.RESCALE;
        return run.key() + (own ? " to " + history.work(run).upTo() : "");
    }

    static void balanced(History history) {
        Ledger ledger = history.ledger();
        double total = ledger.total().value();
        double spent = ledger.spent().value();
        assertThat(spent + ledger.reserved().value() + ledger.free().value()).isCloseTo(total, within(1e-6 * total));
        double phases = ledger.spentByPhase().values().stream()
                .mapToDouble(Amount::value)
                .sum();
        double attempts = history.attempts().stream()
                .map(Attempt::cost)
                .mapToDouble(Amount::value)
                .sum();
        double startUps =
                history.startUps().stream().mapToDouble(s -> s.cost().value()).sum();
        assertThat(phases).isCloseTo(spent, within(1e-6 * total));
        assertThat(attempts + startUps).isCloseTo(spent, within(1e-6 * total));
        assertThat(ledger.open().sequencedKeySet())
                .containsExactlyElementsOf(history.open().sequencedKeySet().stream()
                        .map(RunId::key)
                        .toList());
    }

    private static void spentWithin(History history, double slack) {
        Ledger ledger = history.ledger();
        assertThat(ledger.spent().value())
                .as("spent")
                .isLessThanOrEqualTo(ledger.total().value() + slack);
    }

    /** Nothing is promised that is not free when it is promised. */
    private static void promised(Ledger before, StudyEvent.TrialPlanned planned) {
        double free = Math.max(0, before.free().value());
        assertThat(planned.reserve().value())
                .as("reserve of " + planned)
                .isLessThanOrEqualTo(free + 1e-6 * before.total().value());
    }
}
