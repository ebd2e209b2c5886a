package dev.stint.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.spec.StudySpec;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class RoundTripTest {

    private static final int SPECS = 150;
    private static final Seed SEED = Seed.of(20260101).child("round-trip");

    @Test
    void whatIsWrittenReadsBackTheSame() {
        for (int i = 0; i < SPECS; i++) {
            StudySpec spec = new RandomSpecs(SEED.child(i).stream()).next();
            String text = StudyFileWriter.write(spec);
            assertSame(StudyFile.parse(text, "spec " + i).spec(), spec, text);
        }
    }

    @Test
    void theTreeReadsBackTheSameThroughJson() {
        JsonMapper json = JsonMapper.builder().build();
        for (int i = 0; i < SPECS; i++) {
            StudySpec spec = new RandomSpecs(SEED.child(i).stream()).next();
            String text = json.writeValueAsString(StudyFileWriter.tree(spec));
            assertSame(StudyFile.parse(text, "spec " + i).spec(), spec, text);
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodFilesKeepTheirMeaning(Path file) {
        StudySpec spec = StudyFile.read(file).spec();
        StudySpec again =
                StudyFile.parse(StudyFileWriter.write(spec), "written").spec();
        assertThat(StudyFileWriter.write(again)).isEqualTo(StudyFileWriter.write(spec));
        assertThat(SpecChanges.between(spec, again)).isEmpty();
        assertThat(again.space()).isEqualTo(spec.space());
    }

    @Test
    void valuesOfTheEnvironmentAreNeverWritten() {
        StudySpec spec = StudyFile.read(Golden.resources().resolve("good/everything.yaml"))
                .spec();
        assertThat(spec.env()).containsEntry("TOKEN", "secret");
        assertThat(StudyFileWriter.write(spec)).contains("TOKEN").doesNotContain("secret");
    }

    @Test
    void theDrawnSpecificationsAreOfAllKinds() {
        String all = String.join(
                "",
                IntStream.range(0, SPECS)
                        .mapToObj(i -> StudyFileWriter.write(new RandomSpecs(SEED.child(i).stream()).next()))
                        .toList());
        assertThat(all).contains("log-int", "constant", "ordinal", "when", "prior", "single-seed", "rescale", "regex");
    }

    private static void assertSame(StudySpec actual, StudySpec expected, String text) {
        assertThat(actual).as(text).isEqualTo(expected);
    }

    static Stream<Path> good() {
        return Golden.files("good").stream();
    }
}
