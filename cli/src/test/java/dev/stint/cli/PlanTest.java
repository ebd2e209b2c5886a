package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

    private static final String BRIEF = """
        study: brief
        budget: 100 gpu-hours
        command: [python3, train.py, "${lr}", "${decay}", "${warmup}"]
        objective: {metric: val_loss, goal: minimize}
        fidelity: {unit: epoch, min: 2, max: 96}
        cost: {full: 16 gpu-hours}
        resources: {gpus-per-trial: 1}
        space:
          lr: {log-uniform: [1e-5, 1e-2], role: learning-rate, default: 1e-3}
          decay: {log-uniform: [1e-6, 1e-1], role: weight-decay, default: 1e-4}
          warmup: {uniform: [0, 0.1], role: warmup, default: 0.05}
        """;

    @Test
    void theBriefsHundredGpuHoursAreSplitAsTheBriefSplitsThem(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        Files.writeString(desk.path("brief.yaml"), BRIEF + "plan: classic\n");

        Desk.Said said = desk.stint("plan", "brief.yaml");

        assertThat(said.code()).isZero();
        assertThat(said.out()).isEqualTo("""
            Plan of brief: 100 gpu-hours, plan classic, 1 training at a time

              phase     budget  share  runs  length of each      method
              lr-find      1 h    1 %   1 ×  1 h                 sweep
              explore     10 h   10 %  30 ×  20 min  (2 epochs)  random
              refine      25 h   25 %  10 ×  2.5 h  (15 epochs)  gp
              validate    64 h   64 %   4 ×  16 h  (96 epochs)   race

              lr-find: at most; what is left rolls forward
              explore: the defaults are the first of them
              validate: winner and control, two seeds each; too few for runners-up; told apart with 2 seeds each if they differ by 4.0 times the spread between seeds
              One full training costs about 16 h; the smallest budget that works is 70 gpu-hours.
            """);
        assertThat(said.err()).isEmpty();
        assertThat(desk.begun()).isFalse();
    }

    @Test
    void withoutAPlanTheFinalsComeFirstAndTheSearchGetsTheRest(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        Files.writeString(desk.path("brief.yaml"), BRIEF);

        assertThat(desk.stint("plan", "brief.yaml").out()).isEqualTo("""
            Plan of brief: 100 gpu-hours, plan adaptive, 1 training at a time

              phase     budget  share  runs  length of each      method
              transfer     4 h    4 %   3 ×  1.33 h  (8 epochs)  textbook
              refine      32 h   32 %  11 ×  1.33 h  (8 epochs)  freeze-thaw
              validate    64 h   64 %   4 ×  16 h  (96 epochs)   race

              transfer: the defaults, then what is known
              refine: at most half of it opens configurations; the rest continues the most promising to 16, 32, 64, 96 epochs
              validate: winner and control, two seeds each; too few for runners-up; told apart with 2 seeds each if they differ by 4.0 times the spread between seeds
              One full training costs about 16 h; the smallest budget that works is 70 gpu-hours.
            """);
    }

    @Test
    void whatTheStudyFileGivesAwayIsSaidBeforeComputeIsSpentAndMayBeAllowed(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        String tuned = """
            batch_size: {choice: [32, 64], default: 64}
            beta2: {uniform: [0.9, 0.999], default: 0.99}
            dropout: {uniform: [0, 0.5], default: 0.1}
            width: {log-int: [16, 256], default: 64}
            """.indent(2);
        String crowded = BRIEF.replace("val_loss", "train_loss") + tuned;
        Files.writeString(desk.path("brief.yaml"), crowded);

        assertThat(desk.stint("plan", "brief.yaml").err().replaceAll("(?m)^note.*\n(?:    .*\n)?", ""))
                .isEqualTo("""
                    warning: the objective train_loss looks like a metric of the training data, which overfitting improves: what is best by it need not be good at anything else
                      -> name a metric on data that the training does not see, such as val_loss
                      or, to go on as it is: allow: [training-objective]
                    warning: 7 parameters are tuned, and the 15 configurations that this budget opens inform 6 at most
                      -> tune lr, batch_size, width, decay, warmup, dropout, which usually decide most, and fix the others at their defaults: beta2: 0.99; or raise the budget
                      or, to go on as it is: allow: [too-many-parameters]
                    """);

        Files.writeString(desk.path("brief.yaml"), crowded + "allow: [training-objective, too-many-parameters]\n");
        assertThat(desk.stint("plan", "brief.yaml").err()).doesNotContain("warning:");
    }

    @Test
    void withoutAGuessOfTheCostSharesAreShownAndTheRestIsUnknown(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        Files.writeString(desk.path("brief.yaml"), BRIEF.replaceAll("cost:.*\n", ""));

        Desk.Said said = desk.stint("plan", "brief.yaml");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("validate    30 h   30 %     ?  unknown until measured");
        assertThat(said.out()).contains("cost: {full: 2 hours}");
    }

    @Test
    void aBudgetThatIsTooSmallIsRefusedWithTheSmallestThatWorks(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        desk.study("budget: 45 epochs", "budget: 12 epochs");

        for (String command : new String[] {"plan", "run"}) {
            Desk.Said said = desk.stint(command, "study.yaml");
            assertThat(said.code()).isEqualTo(3);
            assertThat(said.err())
                    .contains("12 epochs buys no useful study")
                    .containsPattern("smallest budget that works: \\d+ epochs");
        }
        assertThat(desk.begun()).isFalse();
        String least = desk.stint("plan", "study.yaml").err().replaceAll("(?s).*works: (\\d+ epochs).*", "$1");
        desk.study("budget: 45 epochs", "budget: " + least);
        assertThat(desk.stint("plan", "study.yaml").code()).isZero();
    }
}
