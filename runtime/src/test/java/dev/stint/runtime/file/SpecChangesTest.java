package dev.stint.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.SpecChanges.Change;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecChangesTest {

    private static final String TEXT = """
        study: s
        budget: 60 minutes
        deadline: 2 hours
        command: [python, train.py]
        objective: {metric: loss, goal: minimize}
        fidelity: {unit: epoch, max: 10}
        resources: {slots: 2}
        limits: {retries: 2}
        validate: {seeds: 3}
        space:
          lr: {log-uniform: [1e-5, 1]}
          batch_size: {choice: [32, 64], default: 32}
        env: {A: old}
        """;

    @Test
    void theSameFileHasNoChanges() {
        assertThat(changes("# a comment\n" + TEXT.replace("60 minutes", "60.0 min")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 minutes | 90 minutes | budget: 60.0 minutes -> 90.0 minutes",
                "2 hours | 3 hours | deadline: 7200.0 seconds -> 10800.0 seconds",
                "slots: 2 | slots: auto | resources.slots: 2 -> auto",
                "retries: 2 | retries: 5 | limits.retries: 2 -> 5",
                "{seeds: 3} | {seeds: 4} | validate.seeds: 3 -> 4"
            })
    void whatARunningStudyMayTakeOver(String old, String now, String text) {
        assertThat(changes(TEXT.replace(old, now))).singleElement().satisfies(change -> {
            assertThat(change.text()).isEqualTo(text);
            assertThat(change.amendable()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 minutes | 30 minutes | budget: 60.0 minutes -> 30.0 minutes (the budget of a running study may"
                        + " only grow)",
                "60 minutes | 2 hours | budget: 60.0 minutes -> 2.0 hours (a running study keeps its unit: write the"
                        + " budget in minutes)",
                "[1e-5, 1] | [1e-4, 1] | space.lr.log-uniform: [1.0E-5, 1.0] -> [1.0E-4, 1.0] (needs a fork)",
                "default: 32 | default: 64 | space.batch_size.default: 32 -> 64 (needs a fork)",
                "train.py | main.py | command: [python, train.py] -> [python, main.py] (needs a fork)",
                "max: 10 | max: 20 | fidelity.max: 10 -> 20 (needs a fork)",
                "A: old | B: old | env: [A] -> [B] (needs a fork)"
            })
    void whatNeedsAFork(String old, String now, String text) {
        assertThat(changes(TEXT.replace(old, now))).singleElement().satisfies(change -> {
            assertThat(change.text()).isEqualTo(text);
            assertThat(change.amendable()).isFalse();
        });
    }

    @Test
    void oneChangeThatNeedsAForkKeepsAllFromBeingAmended() {
        List<Change> changes =
                changes(TEXT.replace("60 minutes", "90 minutes").replace("goal: minimize", "goal: maximize"));
        assertThat(changes).hasSize(2);
        assertThat(SpecChanges.amendable(changes)).isFalse();
        assertThat(SpecChanges.amendable(changes.subList(0, 1))).isTrue();
    }

    @Test
    void newAndLostKeysAreNamed() {
        assertThat(changes(TEXT.replace("deadline: 2 hours\n", "") + "holdout: h\n").stream()
                        .map(Change::text))
                .containsExactly("deadline: 7200.0 seconds -> (nothing)", "holdout: (nothing) -> h (needs a fork)");
    }

    @Test
    void valuesOfTheEnvironmentAreNotCompared() {
        assertThat(changes(TEXT.replace("A: old", "A: new"))).isEmpty();
    }

    private static List<Change> changes(String now) {
        StudySpec old = StudyFile.parse(TEXT, "old.yaml").spec();
        StudySpec journaled =
                StudyFile.parse(StudyFileWriter.write(old), "journal").spec();
        return SpecChanges.between(journaled, StudyFile.parse(now, "new.yaml").spec());
    }
}
