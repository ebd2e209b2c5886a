package dev.stint.runtime.file;

import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.List;

/** Seeded damage to a text. */
final class Mutations {

    private static final List<String> SPLINTERS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "'",
            "#",
            "&a ",
            "*a",
            "!!str ",
            "- ",
            "\n",
            "\t",
            "  ",
            "${",
            "}",
            "$$",
            "-",
            "0",
            "1e999",
            ".nan",
            ".inf",
            "null",
            "true",
            "~",
            "?",
            "|",
            ">",
            "%",
            "\u0000",
            "\ud83d\ude00",
            "9223372036854775808",
            "-1",
            "<<: ",
            "---\n",
            "0x",
            "1e400",
            "lr",
            "uniform",
            "when",
            "momentum",
            "10%",
            "grid",
            "epochs",
            "\\",
            "\r",
            "\ufeff");

    private Mutations() {}

    static String of(String text, Stream stream) {
        String damaged = text;
        for (int i = 0; i <= stream.below(4); i++) {
            damaged = once(damaged, stream);
        }
        return damaged;
    }

    private static String once(String text, Stream stream) {
        int at = stream.below(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + stream.below(8));
        String splinter = SPLINTERS.get(stream.below(SPLINTERS.size()));
        return switch (stream.below(6)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, at) + splinter + text.substring(at);
            case 2 -> text.substring(0, at) + splinter + text.substring(end);
            case 3 -> swappedLines(text, stream);
            case 4 -> swappedWords(text, stream);
            default -> text.substring(0, at) + text.substring(at, end).repeat(3) + text.substring(end);
        };
    }

    private static String swappedLines(String text, Stream stream) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.add(stream.below(lines.size() + 1), lines.get(stream.below(lines.size())));
        lines.remove(stream.below(lines.size()));
        return String.join("\n", lines);
    }

    /** Changes shapes without breaking the YAML. */
    private static String swappedWords(String text, Stream stream) {
        List<String> words = new ArrayList<>(List.of(text.split("(?=[ ,:{}\\[\\]\n])|(?<=[ ,:{}\\[\\]\n])")));
        int from = stream.below(words.size());
        words.set(stream.below(words.size()), words.get(from));
        return String.join("", words);
    }
}
