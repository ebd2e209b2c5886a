package dev.stint.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.spec.StudySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broken archive is told from a sound one, in one way only: by an {@link ArchiveDamaged}. */
final class DamageTest {

    static final StudySpec SPEC = Samples.spec("""
        lr: {log-uniform: [1e-5, 1e-1], default: 1e-3}
        layers: {int: [1, 8], default: 2}
        """);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void fill() {
        file = folder.resolve("archive.db");
        try (Archive archive = Archive.open(file)) {
            for (int i = 0; i < 4; i++) {
                archive.add(Samples.study("s" + i, i, 30, SPEC, c -> Samples.at(c, "lr")), false);
            }
        }
    }

    static void readAll(Path file) {
        try (Archive archive = Archive.open(file)) {
            archive.list().forEach(listed -> Objects.requireNonNull(archive.find(listed.id())));
            archive.recall(SPEC);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsSetAsideAndItsPlaceIsFree() throws IOException {
        Files.writeString(file, "This was an archive once, long enough to be more than a header.".repeat(100));

        ArchiveDamaged damaged = catchThrowableOfType(ArchiveDamaged.class, () -> readAll(file));
        assertThat(damaged).hasMessageContaining(file.toString());
        Path aside = Objects.requireNonNull(Archive.setAside(damaged));

        assertThat(aside.getFileName().toString()).matches("archive[.]db[.]damaged-\\d{4}-\\d\\d-\\d\\d");
        assertThat(Files.readString(aside)).startsWith("This was");
        assertThat(file).doesNotExist();
        assertThat(Archive.setAside(damaged)).as("it has been moved").isNull();
        Archive.open(file).close();
        assertThat(Archive.setAside(damaged)).as("this is another one").isNull();
        Files.writeString(file, "damaged ".repeat(1000));
        ArchiveDamaged again = catchThrowableOfType(ArchiveDamaged.class, () -> readAll(file));
        assertThat(Objects.requireNonNull(Archive.setAside(again)).getFileName().toString())
                .endsWith("-2");
    }

    /** Half of the files are no database, half are cut ones. Whoever comes second leaves alone what the first made in its place. */
    @Test
    void twoThatFindItDamagedAtOnceSetItAsideOnce() throws Exception {
        int count = 40;
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < count; i++) {
            byte[] junk = i % 2 == 0 ? "junk ".repeat(1000).getBytes(UTF_8) : Arrays.copyOf(whole, whole.length / 2);
            Files.write(folder.resolve("archive-" + i + ".db"), junk);
        }
        List<Process> both = List.of(
                ConcurrencyContract.start("Finder", "a", "b", folder.toString(), Integer.toString(count)),
                ConcurrencyContract.start("Finder", "b", "a", folder.toString(), Integer.toString(count)));
        for (Process each : both) {
            assertThat(each.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(each.exitValue()).isZero();
        }
        for (int i = 0; i < count; i++) {
            String name = "archive-" + i + ".db";
            assertThat(folder.toFile().list((in, each) -> each.matches(name + "[.]damaged-[-0-9]+")))
                    .as(name)
                    .hasSize(1);
            try (Archive archive = Archive.open(folder.resolve(name))) {
                assertThat(archive.list()).extracting(Listed::name).containsExactlyInAnyOrder("a", "b");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aCutFileIsDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> readAll(file)).isInstanceOf(ArchiveDamaged.class);
    }

    /** Two hundred damages of a page's worth of noise; the seed is fixed, so there is no false alarm. */
    @Test
    void noiseAnywhereIsDamageOrHarmlessAndNeverAnythingElse() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Stream stream = Seed.of(6).stream();
        int damaged = 0;
        for (int i = 0; i < 200; i++) {
            byte[] noisy = whole.clone();
            int at = (int) (stream.uniform() * (whole.length - 256));
            for (int j = at; j < at + 256; j++) {
                noisy[j] = (byte) (stream.uniform() * 256);
            }
            Path broken = folder.resolve("broken-" + i + ".db");
            Files.write(broken, noisy);
            try {
                readAll(broken);
            } catch (ArchiveDamaged expected) {
                damaged++;
            } catch (ArchiveUnusable elsewhere) {
                assertThat(at).as("only the header says whose file it is").isLessThan(100);
            }
        }
        assertThat(damaged).isGreaterThan(100);
    }
}
