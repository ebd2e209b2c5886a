package dev.stint.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.examples.digits.Digits.Image;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DigitsTest {
    private final Digits digits = Digits.load();

    @Test
    void partsShareNoImage() {
        List<String> all = parts().flatMap(List::stream)
                .map(image -> Arrays.toString(image.pixels()))
                .toList();

        assertThat(all).hasSize(1797).doesNotHaveDuplicates();
    }

    @Test
    void everyPartHasEveryDigitAndTheTestIsLargeEnough() {
        assertThat(parts().map(List::size)).containsExactly(937, 250, 250, 360);
        assertThat(parts())
                .allSatisfy(part -> assertThat(part.stream().map(Image::digit))
                        .contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                        .allMatch(digit -> digit >= 0 && digit <= 9));
    }

    @Test
    void splitIsTheSameEveryTime() {
        List<Image> again = Digits.load().test();

        assertThat(again.stream().map(Image::digit))
                .containsExactlyElementsOf(
                        digits.test().stream().map(Image::digit).toList());
        assertThat(again.getFirst().pixels())
                .containsExactly(digits.test().getFirst().pixels());
    }

    private Stream<List<Image>> parts() {
        return Stream.of(digits.train(), digits.validation(), digits.holdout(), digits.test());
    }
}
