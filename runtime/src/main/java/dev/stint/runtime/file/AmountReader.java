package dev.stint.runtime.file;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.runtime.file.Node.Leaf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads amounts of compute. */
final class AmountReader {

    private final Findings findings;
    private final @Nullable String fidelity;
    private final double gpus;

    /**
     * For one file.
     *
     * @param fidelity name of the fidelity's unit; null where it could not be read
     * @param gpus that one training holds
     */
    AmountReader(Findings findings, @Nullable String fidelity, double gpus) {
        this.findings = findings;
        this.fidelity = fidelity;
        this.gpus = gpus;
    }

    /** The amount in the unit that the user wrote; null if it has none, or is not positive. */
    @Nullable
    Amount read(Leaf leaf) {
        double number = Quantities.number(leaf.text());
        String word = Quantities.unit(leaf.text());
        Unit unit = Quantities.compute(word, fidelity);
        if (unit == null) {
            unknownUnit(leaf, number, word);
            return null;
        }
        if (!(number > 0) || Double.isInfinite(number)) {
            findings.problem(
                    leaf.place(),
                    leaf.found() + " is not a positive amount",
                    "write for example " + Quantities.Kind.AMOUNT.examples());
            return null;
        }
        return new Amount(number, unit);
    }

    private void unknownUnit(Leaf leaf, double number, String word) {
        String days = word.replaceAll("^gpu-?", "");
        if (days.equals("day") || days.equals("days")) {
            String hours = word.startsWith("gpu") ? " gpu-hours" : " hours";
            findings.problem(
                    leaf.place(),
                    "'" + word + "' is no unit of compute",
                    "write " + Quantities.plain(number * 24) + hours);
            return;
        }
        String own = fidelity == null ? "epochs" : fidelity + "s";
        String closest = Spelling.closest(
                word, List.of("hours", "minutes", "seconds", "gpu-hours", "gpu-minutes", "trainings", own));
        findings.problem(
                leaf.place(),
                "'" + word + "' is no unit of compute" + (fidelity == null ? "" : ", and fidelity.unit is " + fidelity),
                closest != null
                        ? "did you mean '" + Quantities.plain(number) + " " + closest + "'?"
                        : "write hours, minutes, seconds, gpu-hours, " + own + " or trainings");
    }

    /** The amount in the budget's unit; null if the two count different things. */
    @Nullable
    Amount read(Leaf leaf, Unit budget) {
        Amount given = read(leaf);
        if (given == null || given.unit() == budget) {
            return given;
        }
        if (!given.unit().timed() || !budget.timed()) {
            return refuse(leaf, given.unit(), budget);
        }
        double seconds = given.value() * given.unit().base() * devices(given.unit(), budget);
        return Double.isFinite(seconds) && seconds > 0
                ? new Amount(seconds / budget.base(), budget)
                : refuse(leaf, given.unit(), budget);
    }

    /** What turns seconds of one kind into seconds of the other. */
    private double devices(Unit from, Unit to) {
        if (from.kind() == to.kind()) {
            return 1;
        }
        return to.kind() == Unit.Kind.GPU_TIME ? gpus : 1 / gpus;
    }

    private @Nullable Amount refuse(Leaf leaf, Unit given, Unit budget) {
        String remedy = "write it in " + budget.key();
        if (!budget.timed()) {
            remedy = "delete it: the clock does not count in such a budget";
        } else if (given.timed()) {
            remedy += ", or say how many GPUs a training holds: resources: {gpus-per-trial: 1}";
        }
        String message = leaf.found() + " cannot be charged to a budget in " + budget.key();
        findings.problem(leaf.place(), message, remedy);
        return null;
    }
}
