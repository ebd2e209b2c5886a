package dev.stint.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.spec.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged files are refused with problems, and never with anything else. */
class FuzzTest {

    private static final Seed SEED = Seed.of(7).child("fuzz");
    private static final int RUNS = Integer.getInteger("stint.repeat", 1_500);

    @Test
    void damagedFilesGetProblemsAndNothingElse() {
        List<String> texts = Golden.files("good").stream().map(Golden::read).toList();
        int refused = 0;
        for (int i = 0; i < RUNS; i++) {
            Stream stream = SEED.child(i).stream();
            String text = Mutations.of(texts.get(stream.below(texts.size())), stream);
            refused += isRefused(text) ? 1 : 0;
        }
        assertThat(refused).isBetween(RUNS / 3, RUNS - 1);
    }

    private static boolean isRefused(String text) {
        try {
            StudyFile file = StudyFile.parse(text, "damaged.yaml");
            StudyFile.parse(StudyFileWriter.write(file.spec()), "written again");
            return false;
        } catch (Problems problems) {
            assertThat(problems.getMessage()).as(text).doesNotContain("written again");
            assertThat(problems.problems()).as(text).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.message()).isNotBlank();
                assertThat(problem.line()).isNotNegative();
            });
            return true;
        } catch (RuntimeException | StackOverflowError other) {
            throw new AssertionError("not a problem but " + other + " for\n" + text, other);
        }
    }
}
