package dev.stint.archive;

import dev.stint.engine.space.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that everybody uses, and that therefore tell nothing about whose study it was. */
final class Vocabulary {

    private static final Set<String> WORDS = read();

    private Vocabulary() {}

    /** Whether a name or a label is such a word, whatever its case. */
    static boolean knows(String text) {
        return Role.guess(text) != Role.OTHER
                || WORDS.contains(text.toLowerCase(Locale.ROOT).replace('-', '_'));
    }

    private static Set<String> read() {
        try (InputStream in = Objects.requireNonNull(Vocabulary.class.getResourceAsStream("vocabulary.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.strip().split(" +")))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
