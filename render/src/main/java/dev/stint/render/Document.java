package dev.stint.render;

import dev.stint.engine.report.Report;
import java.util.List;

/** The report in words and tables, in the order in which a reader needs it. */
record Document(String title, String subtitle, List<Section> sections) {

    Document {
        sections = List.copyOf(sections);
    }

    static Document of(Report report) {
        List<Section> sections = List.of(
                        new HeadlineSection(report).section(),
                        WarningsSection.of(report),
                        new BudgetSection(report).section(),
                        new FailuresSection(report).section(),
                        new FinalistsSection(report).section(),
                        ImportanceSection.of(report),
                        ProxySection.of(report),
                        new SearchSection(report).section(),
                        SweepSection.of(report),
                        TrialsSection.of(report),
                        OriginSection.of(report))
                .stream()
                .filter(section -> !section.blocks().isEmpty())
                .toList();
        return new Document(report.study(), subtitle(report), sections);
    }

    private static String subtitle(Report report) {
        String elapsed = Numbers.duration((report.now() - report.openedAt()) / 1000.0);
        return Numbers.amount(report.spent()) + " of " + Numbers.amount(report.budget()) + " spent in " + elapsed
                + " on " + Numbers.count(report.slots(), "slot") + "; as of " + Numbers.instant(report.now());
    }
}
