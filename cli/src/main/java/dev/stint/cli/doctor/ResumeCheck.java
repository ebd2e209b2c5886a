package dev.stint.cli.doctor;

import dev.stint.cli.text.Words;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.study.Command.Line;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Is a training that was cut and continued the same as one in one go? */
final class ResumeCheck implements Check {

    private static final String CHECK = "resume";
    private static final String LOAD =
            "load the newest checkpoint of STINT_CHECKPOINT_DIR: weights, optimiser, and the steps done. A script that"
                    + " saves nothing needs checkpoint: false in the study file";

    @Override
    public List<Finding> of(Evidence evidence) {
        Seen first = evidence.of(Probe.FIRST_HALF);
        if (first == null) {
            return List.of();
        }
        Seen second = evidence.of(Probe.SECOND_HALF);
        return List.of(second == null ? unsplit(evidence, first) : split(evidence, first, second));
    }

    private static Finding unsplit(Evidence evidence, Seen first) {
        if (evidence.spec().fidelity().schedule() == Fidelity.Schedule.RESCALE) {
            return Finding.skipped(CHECK, "schedule: rescale: trainings are not continued");
        }
        if (!evidence.spec().checkpoint()) {
            return first.saved()
                    ? Finding.warning(
                            CHECK,
                            "checkpoint: false, but the script writes files into STINT_CHECKPOINT_DIR",
                            "if it can go on from them, checkpoint: true saves training everything twice")
                    : Finding.skipped(
                            CHECK,
                            "checkpoint: false: going on means starting over, and every study is charged for it");
        }
        return first.failed()
                ? Finding.problem(
                        CHECK, "the training of half the length failed" + Say.quoted(first.detail()), "mend this first")
                : Finding.skipped(CHECK, "a training of one " + evidence.unit() + " cannot be cut");
    }

    private static Finding split(Evidence evidence, Seen first, Seen second) {
        Finding wrong = wrongSteps(evidence, second);
        if (wrong != null) {
            return wrong;
        }
        Finding unlike = new Comparison(evidence, second).finding();
        return unlike.level() != Level.PROBLEM
                        && first.lines(Line.Checkpoint.class).isEmpty()
                ? untold(unlike)
                : unlike;
    }

    private static Finding untold(Finding resumed) {
        return Finding.problem(
                CHECK,
                "it goes on where it was, but never says so; " + resumed.text(),
                "print {\"checkpoint\": n} once the checkpoint of step n is written: without it Stint plans, and"
                        + " reserves, as if every training started over");
    }

    private static @Nullable Finding wrongSteps(Evidence evidence, Seen second) {
        long part = evidence.lengths().part();
        String asked = "told to go on from " + Say.at(evidence, part) + " to " + second.upTo() + ", it ";
        if (second.failed()) {
            return Finding.problem(CHECK, asked + "failed" + Say.quoted(second.detail()), LOAD);
        }
        if (second.steps().isEmpty()) {
            return Finding.problem(
                    CHECK, asked + "printed no step", "train up to STINT_UNTIL, counted from the very beginning");
        }
        long began = second.steps().getFirst();
        if (began <= part) {
            return Finding.problem(CHECK, asked + "began with " + Say.at(evidence, began) + " again", LOAD);
        }
        Long expected = evidence.objective(evidence.whole()).values().higherKey(part);
        return expected != null && began > expected
                ? Finding.problem(
                        CHECK,
                        asked + "went on with " + Say.at(evidence, began) + ", not " + expected,
                        "train every step after the checkpoint")
                : null;
    }

    /** The end of the split training beside the one in one go, and beside a fresh start. */
    private static final class Comparison {
        private final Evidence evidence;
        private final Seen second;
        private final Trace whole;
        private final Trace split;
        private final Trace fresh;
        private final Noise noise;

        Comparison(Evidence evidence, Seen second) {
            long part = evidence.lengths().part();
            this.evidence = evidence;
            this.second = second;
            this.whole = evidence.objective(evidence.whole()).where(step -> step > part);
            this.split = evidence.objective(second).where(step -> step > part);
            this.fresh = evidence.objective(evidence.whole())
                    .where(step -> step <= part)
                    .shifted(part);
            this.noise = Noise.of(evidence);
        }

        Finding finding() {
            if (split.isEmpty() || !split.meets(whole)) {
                return Finding.problem(CHECK, "the resumed training does not print the objective", LOAD);
            }
            if (Repeats.same(second, evidence.whole())) {
                return Finding.ok(
                        CHECK,
                        "cut at " + Say.at(evidence, evidence.lengths().part()) + " and continued, it is the same to"
                                + " the last digit");
            }
            return startedOver() ? startedOverFinding() : noise.explains(endGap()) ? explained() : different();
        }

        private double endGap() {
            return split.where(step -> step == second.reached()).gap(whole);
        }

        /** Whether its values are those of a new training rather than of one that goes on. */
        private boolean startedOver() {
            double toFresh = split.gap(fresh);
            double toWhole = split.gap(whole);
            return split.meets(fresh) && toFresh < toWhole / 2 && (toFresh == 0 || !noise.hides(toWhole));
        }

        private Finding startedOverFinding() {
            long step = split.values().firstKey();
            return Finding.problem(
                    CHECK,
                    "its steps go on, but its weights start over: " + Say.at(evidence, step) + " is "
                            + Words.value(split.first()) + " after the cut, " + value(whole, step) + " without it, and "
                            + value(fresh, step) + " at that distance from a fresh start",
                    LOAD);
        }

        /** Within the noise; that proves something only where a fresh start would have been seen. */
        private Finding explained() {
            return noise.hides(fresh.gap(whole))
                    ? Finding.warning(
                            CHECK, "cannot tell: " + ends() + ", but a fresh start would look alike", longer())
                    : Finding.ok(CHECK, ends());
        }

        private String longer() {
            Lengths lengths = evidence.lengths();
            long longest = lengths.full() / 2;
            return longest > lengths.part()
                    ? "examine longer trainings: --length " + Math.min(longest, 4 * lengths.part())
                    : "compare by hand, with settings that learn faster, a training in one go with one in parts";
        }

        private Finding different() {
            return Finding.warning(
                    CHECK,
                    "it goes on, but not as it was: " + ends(),
                    "save and load all that training depends on: optimiser state, schedule, random state, moving"
                            + " averages; shuffle by seed and " + evidence.unit());
        }

        private String ends() {
            return "at the end " + Words.value(split.last()) + " when cut and continued, " + Words.value(whole.last())
                    + " in one go; two seeds differ by " + Say.gap(noise.seeds());
        }

        private static String value(Trace trace, long step) {
            return Words.value(Objects.requireNonNullElse(trace.at(step), Double.NaN));
        }
    }
}
