package dev.stint.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveTest {

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

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("data/stint/archive.db");
    }

    private static ArchivedStudy study(String name, StudySpec spec) {
        return Samples.study(name, spec, config -> Samples.at(config, "lr"));
    }

    @Test
    void whatIsKeptWithItsNamesComesBackAsItWas() {
        ArchivedStudy study = study("one", SPEC);
        long id;
        try (Archive archive = Archive.open(file)) {
            id = archive.add(study, true);
        }
        try (Archive archive = Archive.open(file)) {
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
    void noNameAndNoLabelOutsideTheVocabularyReachesTheDisk() throws IOException {
        try (Archive archive = Archive.open(file)) {
            archive.add(study("one", SECRET), false);
        }
        assertThat(onDisk())
                .contains("lr", "mlp")
                .doesNotContain("zebra", "quagga", "okapi", "ocelot", "pangolin", "client");
        try (Archive archive = Archive.open(file)) {
            archive.add(study("two", SECRET), true);
        }
        assertThat(onDisk()).contains("zebra_knob", "quagga", "okapi", "ocelot", "pangolin", "client");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    private String onDisk() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            StringBuilder all = new StringBuilder();
            for (Path each : files.toList()) {
                all.append(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
            }
            return all.toString();
        }
    }

    @Test
    void whatIsHiddenStillMeansTheSame() {
        try (Archive archive = Archive.open(file)) {
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
        try (Archive archive = Archive.open(file);
                Archive other = Archive.open(folder.resolve("other.db"))) {
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
    void addingAStudyAgainKeepsItOnce() {
        try (Archive archive = Archive.open(file)) {
            archive.add(study("one", SPEC), false);
            archive.add(study("one", SPEC), false);
            archive.add(Samples.study("one", 2_000_000, 3, SPEC, c -> 1), false);
            assertThat(archive.list()).extracting(Listed::trials).containsExactly(3, 30);
        }
    }

    @Test
    void studiesAreRemovedByNumberAndForgottenByAgeAndByTag() {
        StudySpec other = Samples.spec("lr: {log-uniform: [1e-5, 1e-1]}", "tags: {data: ocelot}");
        try (Archive archive = Archive.open(file)) {
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
        try (Archive archive = Archive.open(file, largest)) {
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

    @Test
    void aDatabaseOfSomethingElseAndOneOfALaterVersionAreLeftAlone() throws Exception {
        try (var journal = SqliteJournal.open(folder.resolve("study"), new EventCodec())) {
            assertThat(journal.read(0)).isEmpty();
        }
        Path journal = folder.resolve("study").resolve(SqliteJournal.FILE);
        byte[] before = Files.readAllBytes(journal);
        assertThatThrownBy(() -> Archive.open(journal))
                .isInstanceOf(ArchiveUnusable.class)
                .hasMessageContaining("no archive of Stint");
        assertThat(Files.readAllBytes(journal)).isEqualTo(before);

        Archive.open(file).close();
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> Archive.open(file))
                .isInstanceOf(ArchiveUnusable.class)
                .hasMessageContaining("newer Stint");
    }

    @Test
    void withoutAnArchiveNothingIsMadeByLooking() {
        assertThat(Archive.existing(file)).isNull();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(folder.resolve("data"), "in the way");
        assertThatThrownBy(() -> Archive.open(file))
                .isInstanceOf(ArchiveUnusable.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void theArchiveLiesWhereTheUserSays() {
        assertThat(Location.of(Map.of("STINT_ARCHIVE", "off"))).isNull();
        assertThat(Location.of(Map.of("STINT_ARCHIVE", "/a/b.db"))).hasToString("/a/b.db");
        assertThat(Location.of(Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/me")))
                .hasToString("/data/stint/archive.db");
        for (Map<String, String> unset : List.of(
                Map.of("HOME", "/home/me"),
                Map.of("HOME", "/home/me", "XDG_DATA_HOME", ""),
                Map.of("HOME", "/home/me", "XDG_DATA_HOME", "relative"))) {
            assertThat(Location.of(unset)).hasToString("/home/me/.local/share/stint/archive.db");
        }
    }
}
