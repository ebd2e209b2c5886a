package dev.stint.cli.doctor;

import dev.stint.cli.text.Words;
import dev.stint.engine.budget.Fidelity;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Is a short training the beginning of a longer one: is the schedule computed over the full length, however far it is to go now? */
final class ScheduleCheck implements Check {

    private static final String CHECK = "schedule";
    private static final double SAME = 1e-6;
    private static final double CLEARLY = 4;
    private static final String REMEDY =
            "compute warm-up and decay over STINT_FULL (${full} in the command), not over STINT_UNTIL; a script that"
                    + " cannot needs fidelity: {schedule: rescale}";

    @Override
    public List<Finding> of(Evidence evidence) {
        Seen first = evidence.of(Probe.FIRST_HALF);
        if (first == null || first.failed()) {
            return List.of();
        }
        if (evidence.spec().fidelity().schedule() == Fidelity.Schedule.RESCALE) {
            return List.of(Finding.skipped(CHECK, "schedule: rescale: each training has a schedule of its own"));
        }
        if (!evidence.lengths().divisible()) {
            return List.of(Finding.skipped(CHECK, "a training of one " + evidence.unit() + " has no shorter one"));
        }
        String rate = evidence.whole().names().stream()
                .filter(ScheduleCheck::isRate)
                .findFirst()
                .orElse(null);
        Finding unlike = rate == null ? null : unlike(evidence, first, rate);
        return List.of(
                unlike != null
                        ? unlike
                        : rate != null ? Finding.ok(CHECK, alike(evidence, rate)) : byValues(evidence, first));
    }

    private static String alike(Evidence evidence, String rate) {
        Trace trace = evidence.whole().trace(rate);
        return rate + " is the same whether trained in one go or in parts"
                + (trace.constant()
                        ? ": constant"
                        : ", from " + Words.value(trace.first()) + " to " + Words.value(trace.last()));
    }

    private static @Nullable Finding unlike(Evidence evidence, Seen first, String rate) {
        Seen second = evidence.of(Probe.SECOND_HALF);
        Trace whole = evidence.whole().trace(rate);
        long part = evidence.lengths().part();
        if (!first.trace(rate).agrees(whole, SAME)) {
            return Finding.problem(
                    CHECK, differs(evidence, rate, first, "in a training of " + Say.length(evidence, part)), REMEDY);
        }
        return second != null && !second.trace(rate).where(step -> step > part).agrees(whole, SAME)
                ? Finding.problem(
                        CHECK,
                        differs(evidence, rate, second, "after going on from " + Say.at(evidence, part)),
                        "let the schedule go on where it was: compute it from the step, or save and load its state")
                : null;
    }

    private static String differs(Evidence evidence, String rate, Seen seen, String where) {
        Trace whole = evidence.whole().trace(rate);
        Trace trace = seen.trace(rate);
        long step = trace.values().keySet().stream()
                .filter(s -> !trace.where(at -> at == s).agrees(whole, SAME))
                .findFirst()
                .orElse(seen.reached());
        return rate + " at " + Say.at(evidence, step) + " is " + Words.value(at(trace, step)) + " " + where + ", and "
                + Words.value(at(whole, step)) + " in one of "
                + evidence.lengths().whole();
    }

    private static double at(Trace trace, long step) {
        return Objects.requireNonNullElse(trace.at(step), Double.NaN);
    }

    /** Without a learning rate to look at: do equal seeds give other values only because the training is to be longer? */
    private static Finding byValues(Evidence evidence, Seen first) {
        Trace whole = evidence.objective(evidence.whole());
        double apart = evidence.objective(first).gap(whole);
        Seen again = evidence.of(Probe.AGAIN);
        if (again == null) {
            return Finding.ok(CHECK, "a short training is the beginning of a longer one, to the last digit");
        }
        boolean exact = Repeats.same(first, again);
        double repeats = evidence.objective(first).gap(evidence.objective(again));
        String seen = "with the same seed, values depend on how long the training is to be: "
                + evidence.spec().objective().metric() + " differs by " + Say.gap(apart) + " at the same "
                + evidence.unit();
        if (exact) {
            return Finding.problem(CHECK, seen, REMEDY);
        }
        return apart > CLEARLY * repeats
                ? Finding.warning(CHECK, seen + ", and by " + Say.gap(repeats) + " between equal trainings", REMEDY)
                : Finding.ok(CHECK, "no sign that it depends on STINT_UNTIL; print the learning rate as lr to be sure");
    }

    /** Whether a metric is the learning rate, by its name. */
    static boolean isRate(String metric) {
        String plain =
                metric.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
        return plain.matches("(.* )?(lr|learning rate|learningrate)( \\d+)?");
    }
}
