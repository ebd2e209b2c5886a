package dev.stint.runtime.file;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of a study file. RE2 matches in time proportional to the line, whatever the expression; only counted repetitions, which it
 * writes out, could still make it large, so their product is bounded: five thousand optional letters in a row overflow its stack.
 */
public final class Expression {

    private static final long LARGEST = 2_000;

    private Expression() {}

    /** What is wrong with it and what to write instead. */
    public record Problem(String what, String remedy) {}

    /** Null where it can be used. */
    public static @Nullable Problem problem(String regex) {
        if (size(regex) > LARGEST) {
            return new Problem(
                    "is too large: written out, its counted repetitions are more than " + LARGEST + " characters",
                    "write + or * in place of large counts such as {1000}");
        }
        try {
            return Pattern.compile(regex).namedGroups().isEmpty()
                    ? new Problem(
                            "has no named group, so no metric can be read with it",
                            "name the metrics: 'epoch (?P<epoch>\\d+) loss (?P<val_loss>\\S+)'")
                    : null;
        } catch (PatternSyntaxException malformed) {
            return new Problem(
                    "is no regular expression: " + malformed.getDescription(),
                    "write it in RE2's syntax, which has no look-around and no back-references");
        }
    }

    /** About how many characters it has when its counted repetitions are written out. */
    static long size(String regex) {
        Deque<Long> outer = new ArrayDeque<>();
        long whole = 0;
        long last = 0;
        int at = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            int next = at + 1;
            if (c == '(') {
                outer.push(whole);
                whole = 0;
                last = 0;
            } else if (c == ')') {
                last = whole;
                whole += outer.isEmpty() ? 0 : outer.pop();
            } else if (c == '{' && count(regex, at) > 0) {
                long more = last * (count(regex, at) - 1);
                whole = Math.min(whole + more, Integer.MAX_VALUE);
                last = Math.min(last + more, Integer.MAX_VALUE);
                next = regex.indexOf('}', at) + 1;
            } else {
                next = atomEnd(regex, at);
                last = 1;
                whole++;
            }
            at = next;
        }
        return whole;
    }

    private static int atomEnd(String regex, int at) {
        return switch (regex.charAt(at)) {
            case '\\' -> Math.min(at + 2, regex.length());
            case '[' -> classEnd(regex, at);
            default -> at + 1;
        };
    }

    private static int classEnd(String regex, int start) {
        int at = start + 1;
        if (at < regex.length() && regex.charAt(at) == '^') {
            at++;
        }
        at++; // a bracket at the very beginning stands for itself
        while (at < regex.length() && regex.charAt(at) != ']') {
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, regex.length());
    }

    /** How often a repetition in braces repeats at most; 0 where the brace begins none. */
    private static long count(String regex, int at) {
        int end = regex.indexOf('}', at);
        String inside = end < 0 ? "" : regex.substring(at + 1, end);
        if (!inside.matches("\\d{1,9}(,\\d{0,9})?")) {
            return 0;
        }
        int comma = inside.indexOf(',');
        String most = comma < 0 || comma == inside.length() - 1 ? inside.replace(",", "") : inside.substring(comma + 1);
        return Math.max(1, Long.parseLong(most));
    }
}
