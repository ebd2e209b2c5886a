package dev.stint.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fault of a real script is named, and a sound one has none. The script's randomness is seeded, but for one fault. */
final class DoctorTest {

    @TempDir
    Path folder;

    private static List<String> all(Examination examination) {
        return examination.findings().stream()
                .map(finding -> finding.check() + " " + finding.level().key() + ": " + finding.text())
                .toList();
    }

    private static Finding finding(Examination examination, String check) {
        return examination.findings().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding of " + check + ": " + all(examination)));
    }

    @Test
    void aSoundScriptIsWellInEveryWay() throws IOException {
        Examination examination = new Patient(folder).examine("none");

        assertThat(examination.findings())
                .as("findings %s", all(examination))
                .allMatch(finding -> finding.level() == Level.OK)
                .extracting(Finding::check)
                .containsExactly(
                        "start",
                        "metrics",
                        "goal",
                        "length",
                        "resume",
                        "schedule",
                        "seed",
                        "repeat",
                        "config",
                        "holdout",
                        "test",
                        "lr-range",
                        "stop",
                        "output",
                        "gpu",
                        "cost");
        assertThat(finding(examination, "resume").text()).contains("to the last digit");
        assertThat(finding(examination, "schedule").text()).contains("lr is the same");
        assertThat(examination.runs()).isEqualTo(9);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        exits                      | start    | PROBLEM | no data in /data
        misspelt                   | metrics  | PROBLEM | read were train_loss, lr, epoch_seconds, vall_loss. Did you mean vall_loss?
        no step                    | metrics  | PROBLEM | metrics without "epoch"
        diverges                   | metrics  | PROBLEM | not finite with the defaults
        constant                   | metrics  | WARNING | 2.3 at every step
        garbage                    | metrics  | WARNING | says nothing that Stint knows
        objective early only       | metrics  | PROBLEM | not printed at the end, epoch 6
        overshoots                 | length   | PROBLEM | asked for 6 epochs, it trains on to epoch
        runs on                    | length   | PROBLEM | where it was stopped
        short                      | length   | PROBLEM | asked for 6 epochs, it ends at epoch 5
        counts from zero           | length   | PROBLEM | ends at epoch 5: it counts from 0
        falls                      | length   | PROBLEM | steps do not rise: [6, 5, 4, 3, 2, 1]
        weights not loaded         | resume   | PROBLEM | its weights start over
        starts over                | resume   | PROBLEM | began with epoch 1 again
        cannot resume              | resume   | PROBLEM | KeyError
        checkpoint untold          | resume   | PROBLEM | never says so
        order not restored         | resume   | OK      | two seeds differ by
        schedule over until        | schedule | PROBLEM | in a training of 3 epochs
        silent schedule over until | schedule | PROBLEM | values depend on how long the training is to be
        schedule restarts          | schedule | PROBLEM | after going on from epoch 3
        no rate                    | schedule | OK      | to the last digit
        seed ignored               | seed     | PROBLEM | two seeds give the same values
        seed is not all            | repeat   | WARNING | the same seed twice differs by
        buffered                   | output   | WARNING | output is kept back
        no evaluation              | holdout  | PROBLEM | exit code 64
        evaluation fails           | test     | PROBLEM | no such split: test
        evaluation misnames        | holdout  | PROBLEM | Did you mean holdout_los?
        holdout is validation      | holdout  | WARNING | the same number as the objective val_loss
        holdout in training        | holdout  | WARNING | printed in training
        sweep fails                | lr-range | WARNING | what is lr-range?
        sweep falls                | lr-range | WARNING | do not rise: 0.1, 0.01
        no sweep                   | lr-range | SKIPPED | the plan needs none
        stubborn                   | stop     | PROBLEM | was killed
        dies                       | stop     | WARNING | without a checkpoint
        """)
    void aFaultIsNamed(String fault, String check, Level level, String text) throws IOException {
        Examination examination = new Patient(folder).examine(fault);

        Finding finding = finding(examination, check);
        assertThat(finding.text()).as("%s", all(examination)).contains(text);
        assertThat(finding.level()).as("%s", all(examination)).isEqualTo(level);
        assertThat(finding.remedy().isEmpty()).isEqualTo(level == Level.OK || level == Level.SKIPPED);
        assertThat(examination.healthy()).isEqualTo(level != Level.PROBLEM);
    }

    @Test
    void aTrainingThatWritesEventFilesIsWellToo() throws IOException {
        Examination examination = new Patient(folder)
                .examine("board", "seed: 0", "seed: 0\nmetrics: {tensorboard: \"${checkpoint_dir}/logs\"}");

        assertThat(examination.findings())
                .as("findings %s", all(examination))
                .allMatch(finding -> finding.level() == Level.OK);
    }

    @Test
    void outputThatIsKeptBackToTheVeryEndIsNamed() throws IOException {
        Examination examination = new Patient(folder).examine("buffered", "max: 40", "max: 24");

        assertThat(finding(examination, "output").text()).containsPattern("24 lines of a .* came together");
    }

    @ParameterizedTest
    @CsvSource({
        "val_loss, maximize, PROBLEM, 'though its name says otherwise'",
        "epoch_seconds, minimize, WARNING, 'training makes it worse'",
        "epoch_seconds, maximize, OK, 'is maximized'"
    })
    void aGoalTheWrongWayRoundIsNamed(String metric, String goal, Level level, String text) throws IOException {
        Examination examination = new Patient(folder)
                .examine("none", "{metric: val_loss, goal: minimize}", "{metric: " + metric + ", goal: " + goal + "}");

        assertThat(finding(examination, "goal").text()).contains(text);
        assertThat(finding(examination, "goal").level()).isEqualTo(level);
    }

    @Test
    void whatTheStudyFileSaysOfCheckpointsIsTakenAtItsWord() throws IOException {
        Patient patient = new Patient(folder);

        Examination without = patient.examine("none", "seed: 0", "seed: 0\ncheckpoint: false");
        assertThat(finding(without, "resume").level()).isEqualTo(Level.WARNING);
        assertThat(finding(without, "resume").text()).contains("writes files into STINT_CHECKPOINT_DIR");
        Examination rescaled = patient.examine("schedule over until", "max: 40", "max: 40, schedule: rescale");
        assertThat(finding(rescaled, "schedule").level()).isEqualTo(Level.SKIPPED);
        assertThat(finding(rescaled, "resume").level()).isEqualTo(Level.SKIPPED);
        assertThat(finding(rescaled, "repeat").text()).contains("to the last digit");
        assertThat(rescaled.healthy()).isTrue();
    }

    @Test
    void costsAreComparedWithBudgetLimitAndGuess() throws IOException {
        Patient patient = new Patient(folder);

        Finding few = finding(patient.examine("none", "budget: 10 minutes", "budget: 100 epochs"), "cost");
        assertThat(few.level()).isEqualTo(Level.WARNING);
        assertThat(few.text()).contains("the budget of 100 epochs buys 2.5 of them");
        Examination longer = patient.examine(
                "none", "{grace: 1 second}", "{grace: 1 second, time: 1 second}", "max: 40", "max: 4000");
        Finding limit = finding(longer, "cost");
        assertThat(limit.level()).isEqualTo(Level.PROBLEM);
        Finding guess = finding(patient.examine("none", "seed: 0", "seed: 0\ncost: {full: 5 minutes}"), "cost");
        assertThat(guess.text()).contains("cost.full guesses 5.00 min");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        none           | {name: small, set: {width: 8}, fidelity: 10} | OK      | trains as small: it is another training, and 10 epochs take about
        none           | {name: short, fidelity: 10}                  | OK      | trains as short: it is another training, and 10 epochs take about
        proxy unread   | {name: short, fidelity: 10}                  | OK      | it is the training cut short, and 10 epochs take
        proxy unread   | {name: short, fidelity: 36}                  | WARNING | it is the training cut short, and 36 epochs take
        proxy slow     | {name: small, set: {width: 8}, fidelity: 40} | OK      | it is another training, and 40 epochs take about
        none           | {name: small, set: {width: 8}}               | WARNING | % of a full training
        proxy unread   | {name: small, set: {width: 8}, fidelity: 20} | WARNING | nothing that it sets reaches the training
        proxy fails    | {name: small, set: {width: 8}, fidelity: 20} | PROBLEM | no room for 8
        proxy declined | {name: small, set: {width: 8}, fidelity: 20} | PROBLEM | as small the training fails
        proxy silent   | {name: small, set: {width: 8}, fidelity: 20} | PROBLEM | asked for 6 epochs and printed no val_loss of epoch 6
        """)
    void aStandInIsTried(String fault, String proxy, Level level, String text) throws IOException {
        Examination examination = new Patient(folder)
                .examine(
                        fault,
                        "\"${lr}\"",
                        "\"${lr}\", \"${width}\"",
                        "  lr:",
                        "  width: 16\n  lr:",
                        "seed: 0",
                        "seed: 0\nproxies: [" + proxy + "]");

        Finding finding = finding(examination, "proxy");
        assertThat(finding.text()).as("%s", all(examination)).contains(text);
        assertThat(finding.level()).as("%s", all(examination)).isEqualTo(level);
        assertThat(finding.remedy().isEmpty()).isEqualTo(level == Level.OK);
        assertThat(examination.runs()).isEqualTo(10);
    }

    @Test
    void aTrainingOfOneUnitHasNothingToCut() throws IOException {
        Examination examination =
                new Patient(folder).examine("none", "{unit: epoch, min: 3, max: 40}", "{unit: epoch, max: 1}");

        assertThat(finding(examination, "resume").level()).isEqualTo(Level.SKIPPED);
        assertThat(finding(examination, "schedule").level()).isEqualTo(Level.SKIPPED);
        assertThat(finding(examination, "length").text()).contains("stops at epoch 1 as asked");
        assertThat(examination.healthy()).as("%s", all(examination)).isTrue();
    }
}
