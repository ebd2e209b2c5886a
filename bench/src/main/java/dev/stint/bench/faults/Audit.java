package dev.stint.bench.faults;

import dev.stint.bench.faults.Violation.Sort;
import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.report.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at a journal from outside: counts again what the engine counted. */
final class Audit {

    private static final double EXACT = 1e-6;

    private final List<Entry> entries;
    private final Verdict verdict;

    /** @param entries a whole journal, from its first entry */
    Audit(List<Entry> entries, Verdict verdict) {
        this.entries = entries;
        this.verdict = verdict;
    }

    /**
     * Checks every prefix.
     *
     * @param slack what may be spent beyond the budget, in its units
     * @return the state at the end
     */
    History check(double slack) {
        History history = History.open(entries.getFirst());
        Set<String> measured = new HashSet<>();
        for (Entry entry : entries.subList(1, entries.size())) {
            requireOnce(entry, measured);
            requireFree(entry, history.ledger());
            history = history.after(entry);
            requireBalance(history, entry);
        }
        requireWithin(history, slack);
        requireOver(history);
        requireSame(history);
        return history;
    }

    private void requireOnce(Entry entry, Set<String> measured) {
        if (entry.event() instanceof Measured m && !measured.add(m.run().key() + "@" + m.step())) {
            verdict.violate(
                    Sort.TWICE,
                    "entry " + entry.sequence() + ": step " + m.step() + " of run "
                            + m.run().key());
        }
    }

    /** Nothing is promised that is not free when it is promised. */
    private void requireFree(Entry entry, Ledger before) {
        if (entry.event() instanceof TrialPlanned planned) {
            double free = Math.max(0, before.free().value());
            if (planned.reserve().value() > free + EXACT * before.total().value()) {
                verdict.violate(
                        Sort.LEDGER, "entry " + entry.sequence() + " promises " + planned.reserve() + " of " + free);
            }
        }
    }

    private void requireBalance(History history, Entry entry) {
        Ledger ledger = history.ledger();
        double spent = ledger.spent().value();
        double attempts = history.attempts().stream()
                        .map(Attempt::cost)
                        .mapToDouble(Amount::value)
                        .sum()
                + history.startUps().stream().mapToDouble(s -> s.cost().value()).sum();
        double phases = ledger.spentByPhase().values().stream()
                .mapToDouble(Amount::value)
                .sum();
        double all = spent + ledger.reserved().value() + ledger.free().value();
        double most = EXACT * ledger.total().value();
        boolean open = List.copyOf(ledger.open().sequencedKeySet())
                .equals(history.open().sequencedKeySet().stream()
                        .map(RunId::key)
                        .toList());
        if (Math.abs(spent - attempts) > most
                || Math.abs(spent - phases) > most
                || Math.abs(all - ledger.total().value()) > most
                || !open) {
            verdict.violate(
                    Sort.LEDGER,
                    "after entry " + entry.sequence() + ": spent " + spent + ", by attempts " + attempts
                            + ", by phases " + phases + ", in all " + all + " of "
                            + ledger.total().value());
        }
    }

    private void requireWithin(History history, double slack) {
        double over =
                history.ledger().spent().value() - history.ledger().total().value();
        verdict.overspend(over);
        if (over > slack) {
            verdict.violate(Sort.LEDGER, "spent " + over + " more than the budget, where " + slack + " is the grace");
        }
    }

    private void requireOver(History history) {
        List<Integer> running = history.attempts().stream()
                .filter(Attempt::running)
                .map(Attempt::number)
                .toList();
        if (!running.isEmpty()) {
            verdict.violate(Sort.ENDING, "the journal holds attempts that never ended: " + running);
        }
    }

    /** The fold of all entries at once is the state that was reached one by one, and the report is computed from it. */
    private void requireSame(History reached) {
        History again = History.of(entries);
        if (again == null
                || !Report.of(again).toString().equals(Report.of(reached).toString())) {
            verdict.violate(Sort.LEDGER, "the replay gives another report");
        }
    }
}
