package dev.stint.cli.doctor;

import dev.stint.cli.text.Spelling;
import dev.stint.cli.text.Words;
import dev.stint.engine.spec.StudySpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Is the objective read, at the steps where the study looks at it, and does it look like a measurement? */
final class MetricsCheck implements Check {

    private static final String CHECK = "metrics";

    @Override
    public List<Finding> of(Evidence evidence) {
        Seen whole = evidence.whole();
        if (whole.failed()) {
            return List.of();
        }
        Finding missing = missing(evidence, whole);
        if (missing != null) {
            return List.of(missing);
        }
        Finding odd = odd(evidence, whole);
        return List.of(odd != null ? odd : Finding.ok(CHECK, read(evidence, whole)));
    }

    private static String read(Evidence evidence, Seen whole) {
        String objective = evidence.spec().objective().metric();
        return "read " + Say.list(whole.names()) + "; the objective " + objective + " is "
                + Words.value(evidence.objective(whole).last()) + " at " + Say.at(evidence, whole.reached());
    }

    private static @Nullable Finding missing(Evidence evidence, Seen whole) {
        StudySpec spec = evidence.spec();
        if (whole.names().isEmpty()) {
            return Finding.problem(CHECK, nothing(spec, whole), howToPrint(spec));
        }
        String objective = spec.objective().metric();
        if (evidence.objective(whole).isEmpty()) {
            return Finding.problem(
                    CHECK,
                    "the objective " + objective + " is never printed; read were " + Say.list(whole.names()) + "."
                            + Spelling.hint(objective, whole.names()),
                    "print " + objective + ", or name the metric meant in objective.metric");
        }
        Set<Long> without = new TreeSet<>(whole.steps());
        without.removeAll(evidence.objective(whole).values().keySet());
        return !without.contains(whole.reached())
                ? null
                : Finding.problem(
                        CHECK,
                        objective + " is not printed at the end, " + Say.at(evidence, whole.reached()),
                        "print it at the step where a training ends, whatever length it is asked for: there trainings"
                                + " are compared");
    }

    private static String nothing(StudySpec spec, Seen whole) {
        StudySpec.Metrics sources = spec.metrics();
        String where = sources.tensorboard() != null
                ? "no scalar was read from event files in " + sources.tensorboard()
                : sources.regex().isEmpty()
                        ? "no line with metrics was read"
                        : "no line matched metrics.regex with a value for "
                                + spec.fidelity().unit();
        return where + Say.quoted(whole.detail());
    }

    private static String howToPrint(StudySpec spec) {
        StudySpec.Metrics sources = spec.metrics();
        String unit = spec.fidelity().unit();
        if (sources.tensorboard() != null) {
            return "let the script write them there: give it the same folder in the command; it is read from where the"
                    + " command runs";
        }
        return sources.regex().isEmpty()
                ? "append a line such as {\"" + unit + "\": 1, \""
                        + spec.objective().metric()
                        + "\": 0.5} to the file STINT_REPORT, or print it on stdout behind 'STINT '"
                : "compare the expressions with a line of the output; each needs a group (?P<" + unit + ">...)";
    }

    /** What is read but looks wrong. */
    private static @Nullable Finding odd(Evidence evidence, Seen whole) {
        String objective = evidence.spec().objective().metric();
        Trace trace = evidence.objective(whole);
        if (trace.values().values().stream().anyMatch(value -> !Double.isFinite(value))) {
            return Finding.problem(
                    CHECK,
                    objective + " is not finite with the defaults: " + trace.values(),
                    "choose defaults that train: they are what every result is compared with");
        }
        if (trace.values().size() > 1 && trace.constant()) {
            return Finding.warning(
                    CHECK,
                    objective + " is " + Words.value(trace.last()) + " at every step",
                    "check that it is computed anew after each " + evidence.unit() + ", on the trained model");
        }
        if (whole.detail().startsWith("ignored ")) {
            return Finding.warning(
                    CHECK,
                    read(evidence, whole) + ", but " + whole.detail(),
                    "print one JSON object a line, with " + evidence.unit() + " in it");
        }
        return null;
    }
}
