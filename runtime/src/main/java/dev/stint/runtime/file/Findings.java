package dev.stint.runtime.file;

import dev.stint.engine.spec.Problem;
import dev.stint.engine.spec.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a study file, collected while it is read, so that everything is reported at once. */
final class Findings {

    private static final int SHOWN_AT_MOST = 100;
    private static final Comparator<Problem> IN_ORDER =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void problem(Place place, String message, @Nullable String remedy) {
        problems.add(at(place, message, remedy));
    }

    void warning(Place place, String message, @Nullable String remedy) {
        warnings.add(at(place, message, remedy));
    }

    /** How many problems so far; lets a caller see whether a step added any. */
    int problems() {
        return problems.size();
    }

    /** Whether anything under a key of the file is wrong. */
    boolean anyUnder(String key) {
        return problems.stream().anyMatch(problem -> isUnder(problem.place(), key));
    }

    private static boolean isUnder(String path, String key) {
        return path.startsWith(key) && (path.length() == key.length() || ".[".indexOf(path.charAt(key.length())) >= 0);
    }

    /** Whether further problems would only be counted; then suggestions are not worth their time. */
    boolean isFull() {
        return problems.size() > SHOWN_AT_MOST;
    }

    /** The warnings in the order of the file. */
    List<Problem> warnings() {
        return warnings.stream().sorted(IN_ORDER).toList();
    }

    /** @throws Problems with everything found, in the order of the file, if there is any */
    void throwIfAny(String file) {
        if (!problems.isEmpty()) {
            throw new Problems(file, shown());
        }
    }

    private List<Problem> shown() {
        List<Problem> sorted = problems.stream().sorted(IN_ORDER).toList();
        if (sorted.size() <= SHOWN_AT_MOST) {
            return sorted;
        }
        List<Problem> first = new ArrayList<>(sorted.subList(0, SHOWN_AT_MOST));
        first.add(new Problem("", 0, 0, "and " + (sorted.size() - SHOWN_AT_MOST) + " more problems", null));
        return first;
    }

    private static Problem at(Place place, String message, @Nullable String remedy) {
        return new Problem(place.path(), place.line(), place.column(), message, remedy);
    }
}
