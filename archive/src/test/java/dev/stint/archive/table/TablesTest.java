package dev.stint.archive.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.archive.ArchivedParameter;
import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ArchivedTrial;
import dev.stint.archive.ImportRefused;
import dev.stint.archive.TrialLines;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective.Goal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TablesTest {

    private static final String TABLE = """
        lr,layers,optimizer,"odd, name",share,val_loss
        0.001,2,adamw,1,1,0.31
        0.1,4,"sgd, ""plain""\",2.5,0.5,0.44
        1e-4,3,adamw,,1,
        """;

    private static ArchivedStudy read(String text) {
        return CsvTrials.read(text, "sweep", "val_loss", Goal.MINIMIZE);
    }

    @Test
    void aTableTellsItsSpace() {
        ArchivedStudy study = read(TABLE);

        assertThat(study.parameters().stream().map(ArchivedParameter::domain))
                .containsExactly(
                        new Domain.LogUniform(1e-4, 0.1),
                        new Domain.IntRange(2, 4),
                        new Domain.Choice(List.of(new Value.Text("adamw"), new Value.Text("sgd, \"plain\""))),
                        new Domain.Uniform(1, 2.5));
        assertThat(study.trials()).extracting(ArchivedTrial::state).containsExactly("finished", "stopped", "failed");
        assertThat(study.trials().get(1).curve()).containsExactly(new ArchivedTrial.Reading(0.5, 0.44));
        assertThat(study.trials().get(2).config().get("odd, name")).isNull();
        assertThat(Objects.requireNonNull(study.verdict()).trial()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenAsCsvReadsBack() {
        ArchivedStudy study = read(TABLE);
        assertThat(read(CsvTrials.write(study)).trials()).isEqualTo(study.trials());
        assertThat(read(TABLE.replace("\n", "\r\n")).trials()).isEqualTo(study.trials());
    }

    @Test
    void whatIsWrittenAsLinesReadsBackWhole() {
        ArchivedStudy study = read(TABLE);
        assertThat(TrialLines.read(TrialLines.write(study))).isEqualTo(study);
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> CsvTrials.read(TABLE, "sweep", "value", Goal.MINIMIZE))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContainingAll("no column value", "val_loss", "--metric");
        assertThatThrownBy(() -> read("lr,val_loss\n1,2,3\n")).hasMessageContaining("Row 2 has 3 cells");
        assertThatThrownBy(() -> read("lr,val_loss\n1,good\n")).hasMessageContainingAll("Row 2", "'good'");
        assertThatThrownBy(() -> read("lr,val_loss\n\"1,2\n")).hasMessageContaining("never closed");
        assertThatThrownBy(() -> read("lr,val_loss\n1,\n")).hasMessageContaining("no trial with a value");
        assertThatThrownBy(() -> read("")).isInstanceOf(ImportRefused.class);
        assertThatThrownBy(() -> TrialLines.read("{\"a\":1}")).hasMessageContainingAll("Line 1", "trials/1");
        String lines = TrialLines.write(read(TABLE));
        assertThatThrownBy(() -> TrialLines.read(lines.replace("\"state\":\"stopped\"", "\"state\":7")))
                .hasMessageContaining("Line 3");
    }
}
