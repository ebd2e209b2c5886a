package dev.stint.cli.doctor;

import dev.stint.cli.text.Words;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.spec.StudySpec;
import java.util.List;

/** Does the configuration reach the training? The learning rate stands for the others: it changes every training. */
final class ConfigCheck implements Check {

    private static final String CHECK = "config";

    @Override
    public List<Finding> of(Evidence evidence) {
        Seen other = evidence.of(Probe.OTHER_RATE);
        Parameter rate = evidence.spec().space().withRole(Role.LEARNING_RATE);
        return other == null || rate == null ? List.of() : List.of(finding(evidence, other, rate.name()));
    }

    private static Finding finding(Evidence evidence, Seen other, String rate) {
        Trace usual = evidence.objective(evidence.whole());
        Trace moved = evidence.objective(other);
        if (other.failed() || !moved.meets(usual)) {
            return Finding.skipped(
                    CHECK, "cannot tell: with another " + rate + " it fails" + Say.quoted(other.detail()));
        }
        String objective = evidence.spec().objective().metric();
        double gap = moved.gap(usual);
        if (gap == 0 && !usual.constant()) {
            return Finding.problem(
                    CHECK,
                    objective + " is the same to the last digit with another " + rate,
                    remedy(evidence.spec(), rate));
        }
        return gap <= Noise.of(evidence).repeats()
                ? Finding.skipped(CHECK, "cannot tell: equal trainings differ as much as two with another " + rate)
                : Finding.ok(
                        CHECK,
                        "another " + rate + " gives another " + objective + ": " + Words.value(moved.last()) + " after "
                                + Say.length(evidence, other.reached()));
    }

    private static String remedy(StudySpec spec, String rate) {
        return "let the script use it: "
                + (spec.warm()
                        ? "config in each assignment"
                        : "--" + rate + ", \"${" + rate + "}\" in the command, or " + rate
                                + " in the JSON file STINT_CONFIG");
    }
}
