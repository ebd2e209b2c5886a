package dev.stint.cli.doctor;

import dev.stint.cli.text.Words;
import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What does a unit of fidelity cost, what a full training, and how many of those does the budget buy? */
final class CostCheck implements Check {

    private static final String CHECK = "cost";

    /** Winner and control with two seeds each. */
    private static final double FINALS = 4;

    private static final double FAR_OFF = 3;

    @Override
    public List<Finding> of(Evidence evidence) {
        if (!evidence.readable()) {
            return List.of();
        }
        Price price = Price.of(evidence);
        double trainings = price.trainings(evidence.spec());
        String text = text(evidence, price, trainings);
        Finding warning = warning(evidence.spec(), price, trainings, text);
        return List.of(warning != null ? warning : Finding.ok(CHECK, text));
    }

    private static String text(Evidence evidence, Price price, double trainings) {
        StudySpec spec = evidence.spec();
        return "one " + evidence.unit() + " takes " + Say.seconds(price.unit()) + " and a start "
                + Say.seconds(price.start()) + ", so a full training of "
                + Say.length(evidence, evidence.lengths().full()) + " about " + Say.seconds(price.full())
                + told(spec, price) + "; the budget of "
                + Words.budget(spec.budget(), evidence.unit()) + " buys " + many(trainings);
    }

    private static String told(StudySpec spec, Price price) {
        return Double.isNaN(price.told())
                ? ""
                : ", and by its own account "
                        + Words.plain(new Amount(price.told(), spec.budget().unit()), "unit");
    }

    private static String many(double trainings) {
        return trainings < 10
                ? Words.value(Math.floor(trainings * 10) / 10) + " of them"
                : (long) trainings + " of them";
    }

    private static @Nullable Finding warning(StudySpec spec, Price price, double trainings, String text) {
        Double limit = spec.limits().seconds();
        if (limit != null && price.full() > limit) {
            return Finding.problem(
                    CHECK,
                    text + "; limits.time would end it after " + Say.seconds(limit),
                    "raise limits.time above the cost of a full training, or lower fidelity.max");
        }
        if (trainings < FINALS) {
            return Finding.warning(
                    CHECK,
                    text,
                    "the finals alone want four, two seeds each of the best and of the defaults: raise the budget or"
                            + " lower fidelity.max; stint plan names the least that works");
        }
        Amount guess = spec.cost().full();
        if (guess == null || !guess.unit().timed()) {
            return null;
        }
        double least = price.amount(spec) * price.share() / FAR_OFF;
        double most = price.amount(spec) * FAR_OFF;
        return guess.value() < least || guess.value() > most
                ? Finding.warning(
                        CHECK,
                        text + "; cost.full guesses " + Words.plain(guess, ""),
                        "correct cost.full or delete it: it is a first guess, and what is measured replaces it")
                : null;
    }

    /**
     * What trainings cost, in seconds of a slot.
     *
     * @param unit of fidelity
     * @param start of a training
     * @param full training
     * @param told a full training by the script's own account, in the unit of the budget; NaN where it gives none
     */
    private record Price(double unit, double start, double full, double told) {

        static Price of(Evidence evidence) {
            Seen whole = evidence.whole();
            double unit = Pace.of(evidence).perUnit();
            double start = Math.max(0, whole.seconds() - unit * whole.reached());
            long full = evidence.lengths().full();
            List<Line.Cost> costs = whole.lines(Line.Cost.class);
            double told = costs.isEmpty() ? Double.NaN : costs.getLast().amount() / Math.max(1, whole.reached()) * full;
            return new Price(unit, start, start + unit * full, told);
        }

        /** How much of a full training is training. */
        double share() {
            return full > 0 ? 1 - start / full : 1;
        }

        /** A full training in the unit of a budget of time. */
        double amount(StudySpec spec) {
            Unit unit = spec.budget().unit();
            double gpus = spec.resources().gpusPerTrial();
            return Double.isNaN(told)
                    ? full / unit.base() * (unit.kind() == Unit.Kind.GPU_TIME && gpus > 0 ? gpus : 1)
                    : told;
        }

        double trainings(StudySpec spec) {
            double budget = spec.budget().value();
            return switch (spec.budget().unit().kind()) {
                case SLOT_TIME, GPU_TIME -> budget / amount(spec);
                case FIDELITY -> budget / spec.fullLength(spec.space().defaults());
                case TRAININGS -> budget;
            };
        }
    }
}
