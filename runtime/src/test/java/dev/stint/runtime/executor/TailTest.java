package dev.stint.runtime.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.runtime.json.LineFeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TailTest {

    @TempDir
    Path temporary;

    private Path file = Path.of("unset");
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void name() {
        file = temporary.resolve("log");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void aFileThatIsMissingIsEmpty() {
        assertThat(new Tail(file, 0).poll(lines::add)).isFalse();
    }

    @Test
    void aPartOfALineWaitsForItsEnd() throws IOException {
        Tail tail = new Tail(file, 0);
        write("one\ntw");
        tail.catchUp(lines::add);
        assertThat(lines).containsExactly("one");
        assertThat(tail.position()).isEqualTo(4);
        write("o\nthree");
        tail.catchUp(lines::add);
        assertThat(lines).containsExactly("one", "two");
        tail.drain(lines::add);
        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void progressBarsAndForeignLineEndsAreLines() throws IOException {
        write("10 %\r20 %\r\n\n30 %\n");
        new Tail(file, 0).drain(lines::add);
        assertThat(lines).containsExactly("10 %", "20 %", "30 %");
    }

    @Test
    void aCharacterAcrossTwoReadsStaysWhole() throws IOException {
        Tail tail = new Tail(file, 0);
        byte[] euro = "€\n".getBytes(StandardCharsets.UTF_8);
        Files.write(file, new byte[] {euro[0]});
        tail.catchUp(lines::add);
        Files.write(file, new byte[] {euro[1], euro[2], euro[3]}, StandardOpenOption.APPEND);
        tail.catchUp(lines::add);
        assertThat(lines).containsExactly("€");
    }

    @Test
    void aHugeLineIsNotKept() throws IOException {
        write("x".repeat(5_000_000) + "\nnext\n");
        Tail tail = new Tail(file, 0);
        assertThat(tail.poll(lines::add)).isTrue();
        assertThat(lines).isEmpty();
        tail.catchUp(lines::add);
        assertThat(lines).containsExactly(LineFeed.TOO_LONG, "next");
    }

    @Test
    void aFileThatWasStartedAnewIsReadFromItsStart() throws IOException {
        write("one\ntwo\n");
        Tail tail = new Tail(file, 0);
        tail.catchUp(lines::add);
        Files.writeString(file, "three\n");
        tail.catchUp(lines::add);
        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void aCopyThatCannotBeWrittenLosesNoLine() throws IOException {
        Tail tail = new Tail(file, 0);
        write("one\n");
        tail.copyTo(temporary.resolve("missing/copy"));
        tail.poll(lines::add);
        write("two\n");
        tail.poll(lines::add);
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void aCopyHoldsWhatWasReadMeanwhile() throws IOException {
        Path copy = temporary.resolve("copy");
        Tail tail = new Tail(file, 0);
        write("before\n");
        tail.catchUp(lines::add);
        tail.copyTo(copy);
        write("meanwhile\n");
        tail.catchUp(lines::add);
        tail.copyTo(null);
        write("after\n");
        tail.catchUp(lines::add);
        assertThat(copy).hasContent("meanwhile");
    }
}
