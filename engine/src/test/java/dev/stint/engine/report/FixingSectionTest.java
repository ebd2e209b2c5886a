package dev.stint.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.report.Report.FixingRow;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FixingSectionTest {

    private static List<FixingRow> rows(StudyEvent... answers) {
        return new FixingSection(new Play(new Draft().spec(), List.of(answers)).history()).rows();
    }

    private static ParametersFixed answer(int trials, String... fixed) {
        return new ParametersFixed(List.of(fixed), trials, "by the test");
    }

    @Test
    void eachChangeIsARowWithWhatIsNewAndWhatIsTunedAgain() {
        List<FixingRow> rows = rows(
                answer(22),
                answer(30, "batch_size", "warmup_ratio"),
                answer(40, "batch_size", "warmup_ratio"),
                answer(54, "weight_decay", "warmup_ratio"),
                answer(72));
        assertThat(rows)
                .containsExactly(
                        new FixingRow(30, List.of("batch_size", "warmup_ratio"), List.of()),
                        new FixingRow(54, List.of("weight_decay"), List.of("batch_size")),
                        new FixingRow(72, List.of(), List.of("weight_decay", "warmup_ratio")));
    }

    @Test
    void whereNothingWasFixedThereIsNoRow() {
        assertThat(rows()).isEmpty();
        assertThat(rows(answer(22), answer(30))).isEmpty();
    }
}
