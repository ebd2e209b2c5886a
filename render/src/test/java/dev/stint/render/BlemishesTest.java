package dev.stint.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent.AttemptEnded;
import dev.stint.engine.report.Report;
import dev.stint.engine.space.Config;
import dev.stint.runtime.simulate.Toy;
import dev.stint.runtime.simulate.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** What a report says of a study in which not all went well: slow starts, and a test that is no number. */
final class BlemishesTest implements Training {

    private static final double START = 240;

    private final Toy toy = new Toy(0.01);

    @Override
    public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
        return toy.metrics(config, seed, step);
    }

    @Override
    public double secondsPerUnit(Config config) {
        return toy.secondsPerUnit(config);
    }

    @Override
    public double startUpSeconds() {
        return START;
    }

    @Override
    public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
        SequencedMap<String, Double> line = new LinkedHashMap<>(toy.evaluate(config, seed, step, split));
        line.replaceAll((name, value) -> split == Split.TEST ? Double.NaN : value);
        return line;
    }

    @Test
    void startsAreToldByWhatTheyCostAndATestThatIsNoNumberByItsName() {
        List<Entry> entries = Studies.entries(Toy.spec(Toy.hours(30), 50, 1, null, 2), this, 2);
        Report report = Studies.after(entries, 1);
        String text = MarkdownReport.text(report);

        assertThat(text)
                .containsPattern(
                        "\\| test_accuracy \\(test\\) +\\| not a number \\| test_accuracy is not a number, or was"
                                + " not printed, for replicate 1");
        assertThat(HtmlReport.html(report)).contains("not a number");
        long trainings =
                entries.stream().filter(e -> e.event() instanceof AttemptEnded).count();
        double starts = report.books().startUps().value();
        assertThat(starts).isPositive().isLessThan(trainings * START / 3600);
        double share = starts / report.spent().value();
        assertThat(text).contains("start-up, before the first step, ", "(" + Math.round(100 * share) + " % of it)");
        long training = report.trials().stream().flatMap(t -> t.runs().stream()).count();
        assertThat(starts).isGreaterThan(0.8 * training * START / 3600);
    }
}
