package dev.stint.engine.insight;

import dev.stint.engine.model.Interval;
import dev.stint.engine.model.RankCorrelation;

/** Whether the finalists stand by the goal metric as they stand by the objective, which was to stand for it. */
public sealed interface GoalAgreement {

    /** The metric that is really wanted. */
    String metric();

    /** What follows for the order of the finalists. */
    enum Verdict {
        AGREES,
        DISAGREES,
        CANNOT_TELL
    }

    /**
     * The order was compared.
     *
     * @param configurations finalists and control
     * @param alike the probability that a pair of them is ordered alike by the means of both; posterior mean under an even prior
     * @param low end of its 90 % interval, as {@code high}
     */
    record Told(String metric, int configurations, double alike, double low, double high, Verdict verdict)
            implements GoalAgreement {}

    /** @param why as a clause */
    record CannotTell(String metric, String why) implements GoalAgreement {}

    /**
     * Compares two orders.
     *
     * @param searched means by the objective, larger is better
     * @param wanted means by the goal metric of the same configurations, larger is better
     */
    static GoalAgreement of(String metric, double[] searched, double[] wanted) {
        if (searched.length < 2) {
            return new CannotTell(metric, "fewer than two finalists have both values");
        }
        RankCorrelation order = RankCorrelation.kendall(searched, wanted);
        Interval p = order.concordance().interval(0.9);
        Verdict verdict = p.low() > 0.5 ? Verdict.AGREES : p.high() < 0.5 ? Verdict.DISAGREES : Verdict.CANNOT_TELL;
        return new Told(metric, searched.length, order.concordance().mean(), p.low(), p.high(), verdict);
    }

    /**
     * The winner by one metric is clearly not the winner by the other.
     *
     * @param byObjective how much better the winner by the objective is than the other, in the objective
     * @param byGoal how much better the other is, in the goal metric
     */
    static Warning contradiction(
            String objective,
            int chosen,
            FinalsVerdict.Difference byObjective,
            String goal,
            int other,
            FinalsVerdict.Difference byGoal) {
        return new Warning(
                "goal-disagrees",
                "trial " + chosen + " is best by " + objective + " (" + told(byObjective) + " against trial " + other
                        + "), and trial " + other + " by " + goal + " (" + told(byGoal) + " against trial " + chosen
                        + "); neither is luck",
                "search by a metric that stands for " + goal + ": what chose the finalists is not what is wanted");
    }

    private static String told(FinalsVerdict.Difference d) {
        return Words.number(d.mean()) + ", 90 % interval " + Words.number(d.low()) + " to " + Words.number(d.high());
    }

    /** One sentence with its numbers. */
    static String sentence(GoalAgreement agreement, String objective) {
        return switch (agreement) {
            case CannotTell c ->
                "Cannot tell whether " + objective + " orders the finalists as " + c.metric() + " does: " + c.why()
                        + ".";
            case Told t -> {
                String numbers = Words.percent(t.alike()) + " of pairs ordered alike (90 % interval "
                        + Words.percent(t.low()) + " to " + Words.percent(t.high()) + ", " + t.configurations()
                        + " configurations)";
                yield switch (t.verdict()) {
                    case AGREES -> objective + " orders the finalists as " + t.metric() + " does: " + numbers + ".";
                    case DISAGREES ->
                        objective + " orders the finalists otherwise than " + t.metric() + " does: " + numbers + ".";
                    case CANNOT_TELL ->
                        "Cannot tell whether " + objective + " orders the finalists as " + t.metric() + " does: "
                                + numbers + ".";
                };
            }
        };
    }
}
