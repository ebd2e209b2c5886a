package dev.stint.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.spec.Objective.Goal;
import dev.stint.engine.spec.StudySpec;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a study takes from an archive, wherever that lies. */
abstract class RecallContract {

    /** A place without an archive. */
    abstract Place place();

    private static final StudySpec SPEC = Samples.spec("""
        lr: {log-uniform: [1e-4, 1e-1], default: 1e-3}
        weight_decay: {log-uniform: [1e-6, 1e-1], default: 1e-4}
        """);

    private Archive archive;

    @BeforeEach
    void open() {
        archive = Archive.open(place());
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private static ArchivedStudy study(String name, StudySpec spec) {
        return Samples.study(name, spec, c -> 1);
    }

    private PastStudy one(StudySpec next) {
        List<PastStudy> studies = archive.recall(next).studies();
        assertThat(studies).hasSize(1);
        return studies.getFirst();
    }

    @Test
    void parametersMeetByRoleWhateverTheirNames() {
        StudySpec past = Samples.spec("""
            learning_rate: {log-uniform: [1e-4, 1e-1]}
            l2: {log-uniform: [1e-6, 1e-1]}
            """);
        ArchivedStudy study = Samples.study("past", past, c -> Samples.log(c, "learning_rate"));
        archive.add(study, false);

        PastStudy known = one(SPEC);

        assertThat(known.note()).isEmpty();
        assertThat(known.trials()).hasSize(30);
        for (PastTrial trial : known.trials()) {
            assertThat(trial.readings().getLast().score()).isCloseTo(-Samples.log(trial.config(), "lr"), within(1e-12));
            assertThat(trial.readings()).extracting(PastTrial.Reading::share).containsExactly(0.125, 0.25, 0.5, 1.0);
        }
    }

    @Test
    void whatIsMaximizedThereIsGoodHere() {
        ArchivedStudy study = study("past", SPEC);
        archive.add(
                new ArchivedStudy(
                        "id",
                        "past",
                        "stint",
                        1,
                        study.tags(),
                        "accuracy",
                        Goal.MAXIMIZE,
                        "epoch",
                        16,
                        study.parameters(),
                        "done",
                        null,
                        study.trials()),
                false);
        assertThat(one(SPEC).trials().getFirst().readings().getLast().score()).isEqualTo(1);
        assertThat(one(SPEC).similarity()).isEqualTo(0.63);
    }

    @Test
    void aMissingParameterTakesTheDefaultAndIsSaid() {
        archive.add(study("past", SPEC), false);
        StudySpec next = Samples.spec("""
            lr: {log-uniform: [1e-4, 1e-1], default: 1e-3}
            weight_decay: {log-uniform: [1e-6, 1e-1], default: 1e-4}
            dropout: {uniform: [0, 0.5], default: 0.25}
            """);

        PastStudy known = one(next);

        assertThat(known.note()).isEqualTo("your default for dropout (it had none)");
        assertThat(known.similarity()).isLessThan(0.7);
        assertThat(known.trials()).allMatch(t -> Samples.at(t.config(), "dropout") == 0.25);
    }

    @Test
    void aParameterThatIsGoneIsSaid() {
        archive.add(study("past", SPEC), false);
        assertThat(one(Samples.spec("lr: {log-uniform: [1e-4, 1e-1]}")).note())
                .isEqualTo("1 of its parameters is not in your space");
    }

    @Test
    void trialsOutsideAreLeftOutAndCounted() {
        archive.add(study("past", SPEC), false);
        StudySpec narrow = Samples.spec("""
            lr: {log-uniform: [1e-3, 1e-2]}
            weight_decay: {log-uniform: [1e-6, 1e-1]}
            """);

        PastStudy known = one(narrow);

        assertThat(known.trials())
                .hasSizeBetween(4, 20)
                .allMatch(t -> narrow.space().problems(t.config()).isEmpty());
        assertThat(known.note()).isEqualTo((30 - known.trials().size()) + " of its 30 trials lie outside your space");
    }

    @Test
    void stepsAreNoEpochsAndRangesThatDoNotMeetAreNoneOfYours() {
        StudySpec past = Samples.spec("""
            lr: {log-uniform: [1e-4, 1e-1]}
            weight_decay: {log-uniform: [1e-6, 1e-1]}
            warmup_steps: {int: [0, 5000]}
            dropout: {uniform: [0.6, 0.9]}
            """);
        archive.add(study("past", past), false);
        StudySpec next = Samples.spec("""
            lr: {log-uniform: [1e-4, 1e-1]}
            weight_decay: {log-uniform: [1e-6, 1e-1]}
            warmup_ratio: {uniform: [0, 0.1], default: 0.05}
            dropout: {uniform: [0, 0.5], default: 0.1}
            """);
        PastStudy known = one(next);
        assertThat(known.note())
                .isEqualTo("your default for warmup_ratio (counted in steps there, in share here), dropout (the values"
                        + " tried there are none of yours)");
        assertThat(known.trials()).hasSize(30);
    }

    @Test
    void kindsOfDomainsMeetByTheirNumbers() {
        StudySpec past = Samples.spec("""
            lr: {log-uniform: [1e-4, 1e-1]}
            batch_size: {log-int: [16, 256]}
            layers: {uniform: [1, 4]}
            activation: {choice: [relu, gelu, mine]}
            """);
        archive.add(study("past", past), false);
        StudySpec next = Samples.spec("""
            lr: {log-uniform: [1e-4, 1e-1]}
            batch_size: {choice: [16, 32, 64, 128, 256]}
            layers: {int: [1, 4]}
            activation: {choice: [tanh, mine, gelu]}
            """);
        PastStudy known = one(next);
        assertThat(known.trials())
                .hasSizeBetween(10, 29)
                .allMatch(t -> next.space().problems(t.config()).isEmpty());
        assertThat(known.trials().stream().map(t -> String.valueOf(t.config().get("activation"))))
                .contains("Text[value=gelu]", "Text[value=mine]")
                .doesNotContain("Text[value=relu]");
    }

    @Test
    void anotherBatchSizeMovesTheLearningRateByTheRule() {
        StudySpec past = Samples.spec("""
            lr: {log-uniform: [1e-3, 1e-2]}
            weight_decay: {log-uniform: [1e-4, 1e-2]}
            batch_size: {choice: [32, 64]}
            optimizer: {choice: [adamw]}
            """);
        archive.add(study("past", past), false);
        StudySpec next = Samples.spec("""
            lr: {log-uniform: [1e-4, 1e-1]}
            weight_decay: {log-uniform: [1e-6, 1e-1]}
            batch_size: {choice: [256, 512]}
            optimizer: {choice: [adamw]}
            """);
        ArchivedStudy study = study("past", past);

        PastStudy known = one(next);

        assertThat(known.note())
                .isEqualTo("learning rate and weight decay translated to your batch size in 30 trials (rate × 2.0 to"
                        + " 2.8, give or take a factor of 2.5)");
        assertThat(known.trials()).hasSize(30);
        for (ArchivedTrial before : study.trials()) {
            double factor = Math.sqrt(256 / Samples.at(before.config(), "batch_size"));
            double rate = Samples.at(before.config(), "lr") * factor;
            assertThat(known.trials()).anySatisfy(t -> {
                assertThat(Samples.at(t.config(), "lr")).isCloseTo(rate, within(1e-9 * rate));
                assertThat(Samples.at(t.config(), "batch_size")).isEqualTo(256);
                assertThat(Samples.at(t.config(), "weight_decay"))
                        .isCloseTo(Samples.at(before.config(), "weight_decay") * factor, within(1e-9));
            });
        }
    }

    @Test
    void theSameBatchSizesAndSgdWithAnotherWidthMoveNothing() {
        StudySpec past = Samples.spec("""
            lr: {log-uniform: [1e-4, 1e-1]}
            batch_size: {choice: [32, 64]}
            momentum: {uniform: [0.5, 0.99]}
            width: {choice: [64]}
            """);
        archive.add(study("past", past), false);
        StudySpec next = Samples.spec("""
            lr: {log-uniform: [1e-4, 1e-1]}
            batch_size: {choice: [32, 64]}
            momentum: {uniform: [0.5, 0.99]}
            width: {choice: [128]}
            """);
        assertThat(one(next).note()).doesNotContain("translated");
    }

    @Test
    void anotherKindOfTrainingIsNotTaken() {
        archive.add(study("trees", Samples.spec("""
            max_depth: {int: [2, 12]}
            subsample: {uniform: [0.5, 1]}
            lr: {log-uniform: [1e-3, 1]}
            """)), false);
        assertThat(archive.recall(Samples.spec("""
            lr: {log-uniform: [1e-4, 1e-1]}
            dropout: {uniform: [0, 0.5]}
            momentum: {uniform: [0, 0.99]}
            beta2: {uniform: [0.9, 0.9999]}
            """)).isEmpty()).isTrue();
    }

    @Test
    void equalTagsComeFirstAndOneNameLeavesRoomForOthers() {
        String space = "lr: {log-uniform: [1e-4, 1e-1]}";
        for (int i = 0; i < 8; i++) {
            archive.add(Samples.study("often", i, 5, Samples.spec(space), c -> 1), false);
            archive.add(Samples.study("s" + i, i, 5, Samples.spec(space), c -> 1), false);
        }
        archive.add(study("other", Samples.spec(space, "tags: {data: ocelot}")), false);
        archive.add(study("same", Samples.spec(space, "tags: {data: okapi}")), false);

        Knowledge known = archive.recall(Samples.spec(space, "tags: {data: okapi}"));

        List<String> names = known.studies().stream()
                .map(s -> s.name().replaceAll(" #.*", ""))
                .toList();
        assertThat(names).hasSize(10).startsWith("same").doesNotContain("other");
        assertThat(names.stream().filter("often"::equals)).hasSize(3);
        assertThat(known.studies().getFirst().similarity()).isEqualTo(1);
    }

    @Test
    void aStudyTakesAtMostFiftyTrialsOfAnother() {
        archive.add(Samples.study("long", 1, 300, SPEC, c -> 1), false);
        assertThat(one(SPEC).trials()).hasSize(40);
    }
}
