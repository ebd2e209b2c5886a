package dev.stint.cli.doctor;

import java.util.regex.Pattern;

/** Whether runs printed the same numbers. */
final class Repeats {

    private static final Pattern TIME = Pattern.compile(
            "(?i)(?<![a-z])(times?|secs?|seconds?|duration|elapsed|eta|speed|throughput|mem|memory)(?![a-z])");

    private Repeats() {}

    /** Whether all metrics agree to the last digit at every step that both have, and there is one. */
    static boolean same(Seen a, Seen b) {
        return a.steps().stream().anyMatch(b.steps()::contains)
                && a.traces().entrySet().stream()
                        .filter(entry -> !isTime(entry.getKey()))
                        .allMatch(entry -> entry.getValue().agrees(b.trace(entry.getKey()), 0));
    }

    /** Times differ between equal trainings. */
    static boolean isTime(String metric) {
        return TIME.matcher(metric).find();
    }
}
