package dev.stint.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every archive behaves, wherever it lies. */
abstract class ArchiveContract {

    /** A place without an archive; another one for each name in each test. */
    abstract Place place(String name);

    /** Everything that can be read where an archive lies. */
    abstract String kept(Place place) throws Exception;

    private static final StudySpec SPEC = Samples.spec("""
        lr: {log-uniform: [1e-5, 1e-1], default: 1e-3}
        optimizer: {choice: [adamw, sgd], default: adamw}
        momentum: {uniform: [0.5, 0.99], when: {optimizer: sgd}}
        layers: {int: [1, 8], default: 2}
        width: {log-int: [16, 1024], default: 64}
        kernel: {ordinal: [3, 5, 7], default: 5}
        pre_norm: {choice: [true, false], default: true}
        variant: {constant: plain}
        """, "tags: {model: mlp, data: cifar10}");

    private static final StudySpec SECRET = Samples.spec("""
        lr: {log-uniform: [1e-5, 1e-1], default: 1e-3}
        zebra_knob: {choice: [quagga, okapi], default: okapi}
        """, "tags: {client: ocelot, pangolin: mlp}");

    private Place place;

    @BeforeEach
    void choose() {
        place = place("archive");
    }

    private static ArchivedStudy study(String name, StudySpec spec) {
        return Samples.study(name, spec, config -> Samples.at(config, "lr"));
    }

    @Test
    void whatIsKeptWithItsNamesComesBackAsItWas() {
        ArchivedStudy study = study("one", SPEC);
        long id;
        try (Archive archive = Archive.open(place)) {
            id = archive.add(study, true);
        }
        try (Archive archive = Archive.open(place)) {
            ArchivedStudy kept = Objects.requireNonNull(archive.find(id));
            assertThat(kept.trials()).isEqualTo(study.trials());
            assertThat(kept.parameters()).isEqualTo(study.parameters());
            assertThat(kept.tags()).isEqualTo(study.tags());
            assertThat(archive.list()).singleElement().satisfies(listed -> {
                assertThat(listed.title()).isEqualTo("one #" + id);
                assertThat(listed.trials()).isEqualTo(30);
            });
        }
    }

    @Test
    void noNameAndNoLabelOutsideTheVocabularyIsKept() throws Exception {
        try (Archive archive = Archive.open(place)) {
            archive.add(study("one", SECRET), false);
        }
        assertThat(kept(place))
                .contains("lr", "mlp")
                .doesNotContain("zebra", "quagga", "okapi", "ocelot", "pangolin", "client");
        try (Archive archive = Archive.open(place)) {
            archive.add(study("two", SECRET), true);
        }
        assertThat(kept(place)).contains("zebra_knob", "quagga", "okapi", "ocelot", "pangolin", "client");
    }

    @Test
    void whatIsHiddenStillMeansTheSame() {
        try (Archive archive = Archive.open(place)) {
            ArchivedStudy study = study("one", SECRET);
            archive.add(study, false);
            var past = archive.recall(SECRET).studies();
            assertThat(past).singleElement().satisfies(p -> {
                assertThat(p.similarity()).isEqualTo(1);
                assertThat(p.note()).isEmpty();
                assertThat(p.trials().stream().map(t -> t.config()).toList())
                        .containsExactlyInAnyOrderElementsOf(
                                study.trials().stream().map(t -> t.config()).toList());
            });
        }
    }

    @Test
    void twoArchivesHideTheSameNameDifferently() {
        String one;
        String two;
        try (Archive archive = Archive.open(place);
                Archive other = Archive.open(place("other"))) {
            one = hidden(archive);
            two = hidden(other);
        }
        assertThat(one).startsWith("#").isNotEqualTo(two);
    }

    private static String hidden(Archive archive) {
        long id = archive.add(study("one", SECRET), false);
        return Objects.requireNonNull(archive.find(id)).parameters().get(1).name();
    }

    @Test
    void lookingMakesNothing() {
        assertThat(Archive.existing(place)).isNull();
        assertThat(Archive.existing(place)).isNull();
        Archive.open(place).close();
        try (Archive archive = Objects.requireNonNull(Archive.existing(place))) {
            assertThat(archive.list()).isEmpty();
        }
    }

    /** The second trial of the same number is refused by the database, and with it the whole study. */
    @Test
    void aStudyIsKeptWholeOrNotAtAll() {
        ArchivedStudy study = study("one", SPEC);
        ArchivedTrial first = study.trials().getFirst();
        try (Archive archive = Archive.open(place)) {
            archive.add(study, true);
            assertThatThrownBy(() -> archive.add(with(study, null, List.of(first, first)), true))
                    .isInstanceOf(ArchiveFailure.class);
            assertThat(archive.list()).extracting(Listed::trials).containsExactly(30);
        }
    }

    @Test
    void failuresSinglePointsAndWhatNobodyCanTellComeBackAsTheyWere() {
        ArchivedStudy study = study("one", SPEC);
        Config config = study.trials().getFirst().config();
        ArchivedStudy mixed = with(
                study,
                new ArchivedStudy.Verdict(32, -3.5, Double.NaN, Double.NaN, 1, 0),
                List.of(
                        new ArchivedTrial(31, config, "failed", List.of()),
                        new ArchivedTrial(32, config, "stopped", List.of(new ArchivedTrial.Reading(0.25, -3.5)))));
        try (Archive archive = Archive.open(place)) {
            ArchivedStudy kept = Objects.requireNonNull(archive.find(archive.add(mixed, true)));
            assertThat(kept.trials()).isEqualTo(mixed.trials());
            assertThat(kept.verdict()).isEqualTo(mixed.verdict());
        }
    }

    private static ArchivedStudy with(
            ArchivedStudy study, ArchivedStudy.@Nullable Verdict verdict, List<ArchivedTrial> trials) {
        return new ArchivedStudy(
                study.identity(),
                study.name(),
                study.origin(),
                study.finishedAt(),
                study.tags(),
                study.metric(),
                study.goal(),
                study.unit(),
                study.full(),
                study.parameters(),
                study.outcome(),
                verdict,
                trials);
    }

    @Test
    void addingAStudyAgainKeepsItOnce() {
        try (Archive archive = Archive.open(place)) {
            archive.add(study("one", SPEC), false);
            archive.add(study("one", SPEC), false);
            archive.add(Samples.study("one", 2_000_000, 3, SPEC, c -> 1), false);
            assertThat(archive.list()).extracting(Listed::trials).containsExactly(3, 30);
        }
    }

    @Test
    void studiesAreRemovedByNumberAndForgottenByAgeAndByTag() {
        StudySpec other = Samples.spec("lr: {log-uniform: [1e-5, 1e-1]}", "tags: {data: ocelot}");
        try (Archive archive = Archive.open(place)) {
            long first = archive.add(Samples.study("a", 1000, 2, SPEC, c -> 1), false);
            archive.add(Samples.study("b", 2000, 2, SPEC, c -> 1), false);
            archive.add(Samples.study("c", 3000, 2, other, c -> 1), false);

            assertThat(archive.remove(first)).isTrue();
            assertThat(archive.remove(first)).isFalse();
            assertThat(archive.find(first)).isNull();
            assertThat(archive.forget(new Forgetting(2000L, new LinkedHashMap<>())))
                    .isZero();
            var ocelot = new LinkedHashMap<>(Map.of("data", "ocelot"));
            assertThat(archive.forget(new Forgetting(3000L, ocelot))).isZero();
            assertThat(archive.forget(new Forgetting(null, ocelot))).isEqualTo(1);
            assertThat(archive.list()).extracting(Listed::name).containsExactly("b");
            assertThat(archive.forget(new Forgetting(null, new LinkedHashMap<>())))
                    .isEqualTo(1);
            assertThat(archive.list()).isEmpty();
        }
    }

    @Test
    void theOldestCurvesGoFirstThenTheOldestStudies() {
        long largest = 200_000;
        long first;
        long last = 0;
        try (Archive archive = Archive.open(place, largest)) {
            first = archive.add(Samples.study("s0", 0, 100, SPEC, c -> Samples.at(c, "lr")), false);
            while (curves(archive, first) == 100) {
                last++;
                archive.add(Samples.study("s" + last, last, 100, SPEC, c -> 1), false);
            }
            ArchivedStudy thinned = Objects.requireNonNull(archive.find(first));
            assertThat(curves(archive, first)).isEqualTo(5);
            assertThat(thinned.trials()).allMatch(t -> t.last() != null);
            double worstKept = thinned.trials().stream()
                    .filter(t -> t.curve().size() > 1)
                    .mapToDouble(t -> t.curve().getLast().value())
                    .max()
                    .orElseThrow();
            assertThat(thinned.trials().stream()
                            .filter(t -> t.curve().getLast().value() < worstKept)
                            .count())
                    .isEqualTo(4);
            for (int i = 0; i < 40; i++) {
                last++;
                archive.add(Samples.study("s" + last, last, 100, SPEC, c -> 1), false);
                assertThat(archive.size()).isLessThanOrEqualTo(largest);
            }
            assertThat(archive.find(first)).isNull();
            assertThat(archive.list().getFirst().name()).isEqualTo("s" + last);
            assertThat(curves(archive, archive.list().getFirst().id())).isEqualTo(100);
        }
    }

    private static long curves(Archive archive, long id) {
        return Objects.requireNonNull(archive.find(id)).trials().stream()
                .filter(t -> t.curve().size() > 1)
                .count();
    }
}
