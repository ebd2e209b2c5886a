package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.report.Report;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Study;
import dev.stint.engine.testing.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any study: its journal is the whole truth, it repeats, it survives being killed anywhere, and it never overspends. */
final class ReplayTest {

    @Test
    void everyStudyEndsWithBalancedBooksAndWithinItsBudget() {
        Property.holds(70, draws -> {
            AnyStudy study = AnyStudy.drawn(draws);
            Recorded journal = Recorded.run(study.spec(), study.training(), study.slots());
            History history = journal.history();

            assertThat(history.lifecycle().state()).isEqualTo(Lifecycle.State.CLOSED);
            assertThat(history.open()).isEmpty();
            Books.check(journal.entries(), study.slack());
        });
    }

    @Test
    void theSameStudyRunTwiceIsTheSameEventForEvent() {
        Property.holds(15, draws -> {
            AnyStudy study = AnyStudy.drawn(draws);
            Recorded once = Recorded.run(study.spec(), study.training(), study.slots());
            Recorded twice = Recorded.run(study.spec(), study.training(), study.slots());
            assertThat(once.entries()).isEqualTo(twice.entries());
        });
    }

    @Test
    void everyPrefixOfAJournalLeadsToTheDecisionThatTheJournalHolds() {
        Property.holds(25, draws -> {
            AnyStudy study = AnyStudy.drawn(draws);
            Recorded journal = Recorded.run(study.spec(), study.training(), study.slots());
            History folded = History.open(journal.batch(0).getFirst());
            for (int i = 1; i < journal.batches(); i++) {
                List<Entry> batch = journal.batch(i);
                if (decided(batch.getFirst().event()) && draws.chance(0.3)) {
                    History fromScratch = journal.cut(i).history();
                    Command ask = new Command.Ask(batch.getFirst().at());
                    List<StudyEvent> events = batch.stream().map(Entry::event).toList();
                    assertThat(Study.handle(fromScratch, ask)).isEqualTo(events);
                    assertThat(Study.handle(folded, ask)).isEqualTo(events);
                }
                for (Entry entry : batch) {
                    folded = folded.after(entry);
                }
            }
        });
    }

    private static boolean decided(StudyEvent event) {
        return event instanceof StudyEvent.TrialPlanned
                || event instanceof StudyEvent.PlanRevised
                || event instanceof StudyEvent.PhaseEnded
                || event instanceof StudyEvent.ParametersFixed
                || event instanceof StudyEvent.LowestRungSet
                || event instanceof StudyEvent.Unsealed;
    }

    @Test
    void aStudyKilledAnywhereGoesOnToAProperEnd() {
        Property.holds(35, draws -> {
            AnyStudy study = AnyStudy.drawn(draws);
            Recorded whole = Recorded.run(study.spec(), study.training(), study.slots());
            Recorded cut = whole.cut(draws.between(1, whole.batches()));
            int kills = draws.between(0, 3);
            for (int i = 0; i < kills; i++) {
                int before = cut.batches();
                cut.resume(study.training(), study.slots());
                cut = cut.cut(draws.between(before, cut.batches()));
            }
            History end = cut.resume(study.training(), draws.chance(0.8) ? study.slots() : draws.between(1, 4));

            assertThat(end.lifecycle().state()).isEqualTo(Lifecycle.State.CLOSED);
            assertThat(end.open()).isEmpty();
            Books.check(cut.entries(), 4 * study.slack());
        });
    }

    @Test
    void aReportCanBeWrittenAtEveryMoment() {
        Property.holds(15, draws -> {
            AnyStudy study = AnyStudy.drawn(draws);
            Recorded journal = Recorded.run(study.spec(), study.training(), study.slots());
            History history = History.open(journal.entries().getFirst());
            int each = Math.max(1, journal.entries().size() / 60);
            for (Entry entry : journal.entries().subList(1, journal.entries().size())) {
                history = history.after(entry);
                if (entry.sequence() % each == 0
                        || entry.sequence() == journal.entries().size()) {
                    Reports.check(history, Report.of(history));
                }
            }
        });
    }
}
