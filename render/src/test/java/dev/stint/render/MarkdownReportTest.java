package dev.stint.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkdownReportTest {

    private static final Report.Recommendation BEST =
            Samples.recommendation(2, Samples.BETTER, Samples.bounded(0.1432, 0.0061, 3), true);

    private static String text(Lifecycle lifecycle, FinalsVerdict verdict) {
        return MarkdownReport.text(Samples.report(lifecycle, BEST, verdict, Samples.readable()));
    }

    @Test
    void aFinishedStudyReadsAsTheGoldenFile() throws IOException {
        String text = MarkdownReport.text(Samples.finished());
        Files.writeString(Path.of("target", "finished.md"), text);
        try (InputStream golden = MarkdownReportTest.class.getResourceAsStream("finished.md")) {
            assertThat(golden)
                    .as("src/test/resources/dev/stint/render/finished.md; target/finished.md is what it should hold")
                    .isNotNull();
            assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theLinesOfATableAreEquallyLong() {
        String text = MarkdownReport.text(Samples.finished());
        List<Integer> widths = text.lines()
                .dropWhile(l -> !l.startsWith("| trial |"))
                .takeWhile(l -> l.startsWith("|"))
                .map(String::length)
                .distinct()
                .toList();
        assertThat(widths).hasSize(1);
    }

    @Test
    void anUnfinishedStudySaysSoFirst() {
        assertThat(text(new Lifecycle(Lifecycle.State.OPEN, null, ""), Samples.told(Samples.better(), 0)))
                .contains("> This study is not finished");
        assertThat(text(
                        new Lifecycle(Lifecycle.State.PAUSED, null, "the deadline is over"),
                        Samples.told(Samples.better(), 0)))
                .contains("paused, not finished: the deadline is over. “stint run” continues it.");
    }

    @Test
    void aFailedStudyGivesTheReason() {
        Lifecycle failed = new Lifecycle(Lifecycle.State.CLOSED, Outcome.FAILED, "val_loss was never printed");
        String text = MarkdownReport.text(Samples.report(failed, null, null, Samples.readable()));
        assertThat(text)
                .contains("> This study failed: val_loss was never printed.")
                .contains("Nothing can be recommended: no trial has measured val_loss yet.")
                .contains("No finals were run so far: cannot tell");
    }

    @Test
    void aBudgetThatWasTooSmallIsNamed() {
        Lifecycle small = new Lifecycle(Lifecycle.State.CLOSED, Outcome.TOO_SMALL, "one training costs 20 h");
        assertThat(MarkdownReport.text(Samples.report(small, null, null, Samples.readable())))
                .contains("its budget is too small: one training costs 20 h.");
    }

    @Test
    void aDifferenceThatMayBeNothingIsNoImprovement() {
        FinalsVerdict.Difference nothing = new FinalsVerdict.Difference(-0.003, -0.011, 0.005, false);
        assertThat(text(Samples.DONE, Samples.told(nothing, 0)))
                .contains(
                        "No evidence of improvement over the control: val_loss of trial 2 minus that of the control is"
                                + " −0.0030 (90 % interval −0.0110 to 0.0050).");
    }

    @Test
    void aControlThatWinsIsKept() {
        Report.Recommendation control =
                Samples.recommendation(1, Samples.CONTROL, Samples.bounded(0.462, 0.0075, 2), true);
        String text =
                MarkdownReport.text(Samples.report(Samples.DONE, control, Samples.told(null, 2), Samples.readable()));
        assertThat(text)
                .contains("Keep your defaults (trial 1)")
                .contains("no evidence of improvement over your defaults");
    }

    @Test
    void aCheaperOneThatIsPreferredIsSaidWithWhatWasBetter() {
        FinalsVerdict.Preferred preferred =
                new FinalsVerdict.Preferred(1, new FinalsVerdict.Difference(0.002, -0.004, 0.008, false), 0.624);
        assertThat(text(Samples.DONE, Samples.told(Samples.better(), 0, preferred)))
                .contains("The finals look better for trial 3, by no more than about half a standard error: val_loss of"
                        + " trial 2 minus that of trial 3 is 0.0020 (90 % interval −0.0040 to 0.0080). Trial 2 is"
                        + " preferred, because its training costs 62 % of one of trial 3.");
        Report.Recommendation control =
                Samples.recommendation(1, Samples.CONTROL, Samples.bounded(0.462, 0.0075, 2), true);
        FinalsVerdict verdict = Samples.told(null, 2, preferred);
        assertThat(MarkdownReport.text(Samples.report(Samples.DONE, control, verdict, Samples.readable())))
                .contains("Keep your defaults (trial 1): trial 3, which came out better, cannot be told from them and"
                        + " costs more")
                .doesNotContain("came out best");
    }

    @Test
    void oneSeedEachCannotTell() {
        Estimate alone = new Estimate.Unbounded(0.1432, 1, "one seed, and no finalist has a second one");
        FinalsVerdict verdict =
                new FinalsVerdict.CannotTell(0, List.of(alone, alone, alone), "no finalist has a second seed");
        assertThat(text(Samples.DONE, verdict))
                .contains("Cannot tell how trial 2 compares with the others: no finalist has a second seed.")
                .containsPattern("\\| +cannot tell \\|");
    }

    @Test
    void aProvisionalBestSaysHowShortItWasTrained() {
        Estimate alone = new Estimate.Unbounded(1.43, 1, "one seed, before the finals");
        Report.Recommendation early = Samples.recommendation(2, Samples.BETTER, alone, false);
        Report report = Samples.report(new Lifecycle(Lifecycle.State.OPEN, null, ""), early, null, Samples.readable());
        assertThat(MarkdownReport.text(report))
                .contains("Best so far: trial 2, trained to 4 of 50 epochs only.")
                .contains("cannot tell how far off: one seed, before the finals");
    }

    @Test
    void aSweepThatSaysNothingGivesItsReasons() {
        LrVerdict unreadable =
                new LrVerdict.Unreadable(List.of("the loss never fell", "the sweep is short"), true, List.of());
        assertThat(MarkdownReport.text(
                        Samples.report(Samples.DONE, BEST, Samples.told(Samples.better(), 0), unreadable)))
                .contains("Cannot tell a learning rate from this sweep: the loss never fell and the sweep is short. A"
                        + " second sweep to higher rates may help.");
    }

    @Test
    void theLedgerAddsUp() {
        String text = MarkdownReport.text(Samples.finished());
        assertThat(text)
                .contains("| outside the plan            |         |  0.1250 |")
                .contains("| spent in all                |         | 11.2500 |")
                .contains("| reserved for work under way |         |  0.2500 |")
                .contains("| unspent                     |         |  0.5000 |")
                .contains("| budget                      |         | 12.0000 |");
    }

    @Test
    void aSimulatedStudyReadsToItsEnd() {
        String text = MarkdownReport.text(Studies.finished(12));
        assertThat(text)
                .contains(
                        "## Result",
                        "## Budget",
                        "## Finalists",
                        "## Search",
                        "## Learning-rate sweep",
                        "## Trials",
                        "## Origin");
        assertThat(text).doesNotContain("NaN", "null", "Infinity");
    }

    @Test
    void hostileNamesStayText() {
        String text = MarkdownReport.text(Hostile.report());
        assertThat(outsideCode(text))
                .doesNotContainPattern("(?<!\\\\)<")
                .doesNotContainPattern("@(?!\\x{2060})")
                .doesNotContainPattern("(?<!\\\\)\\]\\(")
                .doesNotContain("://", "\u202e");
    }

    private static String outsideCode(String text) {
        StringBuilder out = new StringBuilder();
        boolean code = false;
        for (String line : text.split("\n")) {
            boolean fence = line.startsWith("```");
            code = fence != code;
            out.append(code || fence ? "" : line).append('\n');
        }
        return out.toString();
    }
}
