package dev.stint.runtime.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceTest {

    private final Pace pace = new Pace();

    @Test
    void nothingIsHungBeforeAnythingWasHeard() {
        assertThat(new Silence(1, pace).tooLong(1e9, false)).isFalse();
    }

    @Test
    void thriceItsOwnLongestPauseIsTooLong() {
        Silence silence = new Silence(1, pace);
        silence.heard(10);
        silence.heard(14);
        silence.heard(15);
        assertThat(silence.tooLong(15 + 11.9, false)).isFalse();
        assertThat(silence.tooLong(15 + 12.1, false)).isTrue();
        assertThat(silence.tooLong(15 + 119, true)).isFalse();
        assertThat(silence.tooLong(15 + 121, true)).isTrue();
    }

    @Test
    void neverBeforeTheLeastTime() {
        Silence silence = new Silence(600, pace);
        silence.heard(1);
        silence.heard(2);
        assertThat(silence.tooLong(601, false)).isFalse();
        assertThat(silence.tooLong(603, false)).isTrue();
    }

    @Test
    void withoutAPaceOfItsOwnItHasTenTimesTheLongestOfThoseThatEndedWell() {
        Silence running = new Silence(1, pace);
        running.heard(1);
        assertThat(running.tooLong(1e9, false)).as("nobody has ended well").isFalse();
        Silence other = new Silence(1, pace);
        other.heard(5);
        other.heard(7);
        other.over(8);
        Silence silence = new Silence(1, pace);
        assertThat(silence.tooLong(49, false)).isFalse();
        assertThat(silence.tooLong(51, false)).isTrue();
        silence.heard(6);
        assertThat(silence.tooLong(6 + 49, false)).isFalse();
        assertThat(silence.tooLong(6 + 51, false)).isTrue();
    }
}
