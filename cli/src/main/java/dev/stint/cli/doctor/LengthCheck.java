package dev.stint.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Do steps rise, and does a training stop where it is told to? */
final class LengthCheck implements Check {

    private static final String CHECK = "length";

    @Override
    public List<Finding> of(Evidence evidence) {
        List<Finding> wrong = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (Probe probe : new Probe[] {Probe.WHOLE, Probe.FIRST_HALF}) {
            Seen seen = evidence.of(probe);
            if (seen != null && !seen.steps().isEmpty()) {
                Finding finding = wrong(evidence, seen);
                if (finding != null) {
                    wrong.add(finding);
                } else if (!good.contains(Long.toString(seen.upTo()))) {
                    good.add(Long.toString(seen.upTo()));
                }
            }
        }
        if (wrong.isEmpty() && good.isEmpty()) {
            return List.of();
        }
        return List.of(
                wrong.isEmpty()
                        ? Finding.ok(
                                CHECK,
                                "steps rise, and it stops at " + evidence.unit() + " "
                                        + String.join(" and ", good.reversed()) + " as asked")
                        : wrong.getFirst());
    }

    private static @Nullable Finding wrong(Evidence evidence, Seen seen) {
        List<Long> steps = seen.steps();
        String asked = "asked for " + Say.length(evidence, seen.upTo()) + ", it ";
        if (seen.reached() > seen.upTo()) {
            return Finding.problem(
                    CHECK,
                    asked + "trains on to " + Say.at(evidence, seen.reached())
                            + (seen.overshot() ? ", where it was stopped" : ""),
                    "train up to STINT_UNTIL (${until} in the command), counted from 0" + ofEvents(evidence));
        }
        if (!IntStream.range(1, steps.size()).allMatch(i -> steps.get(i) > steps.get(i - 1))) {
            return Finding.problem(
                    CHECK,
                    "steps do not rise: " + steps,
                    "print " + evidence.unit()
                            + " as what is trained so far, one line for each step, from one process");
        }
        if (seen.reached() < seen.upTo() && !seen.failed()) {
            return tooShort(evidence, seen, asked);
        }
        return null;
    }

    /** Writers of event files count batches as a rule. */
    private static String ofEvents(Evidence evidence) {
        return evidence.spec().metrics().tensorboard() == null
                ? ""
                : "; in event files, pass the " + evidence.unit() + " as step, or write a scalar named "
                        + evidence.unit() + " beside the others";
    }

    private static Finding tooShort(Evidence evidence, Seen seen, String asked) {
        boolean fromZero = seen.steps().getFirst() == 0;
        return Finding.problem(
                CHECK,
                asked + "ends at " + Say.at(evidence, seen.reached())
                        + (fromZero ? ": it counts from 0" : ", and exits with code 0"),
                fromZero
                        ? "print how many " + evidence.unit() + "s are trained: 1 after the first"
                        : "train up to STINT_UNTIL (${until} in the command), and print metrics there");
    }
}
