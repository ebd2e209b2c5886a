package dev.stint.engine.insight;

/**
 * How a good learning rate and weight decay move with the batch size and the width, as the literature has it. Translations of a prior with
 * a spread, never constraints: no rule holds across workloads (Shallue et al. 2019, arXiv:1811.03600).
 *
 * <p>κ is the factor by which the batch grows, k the one by which the width does.
 *
 * <ul>
 *   <li>SGD: lr·κ (Goyal et al. 2017, arXiv:1706.02677). Adam and its kin: lr·√κ (Malladi et al. 2022, arXiv:2205.10287). Where the family
 *       is not known, their geometric mean lr·κ^¾, and half the distance between the two is added to the spread.
 *   <li>Weight decay: lr·wd·(steps of an epoch) stays (Wang and Aitchison 2024, arXiv:2405.13698), so wd·κ·lr/lr′.
 *   <li>Width, Adam in the standard parameterisation: between lr/√k and lr/k (Everett et al. 2024, arXiv:2407.05872); here lr/k^¾.
 *       There is no rule for SGD.
 * </ul>
 */
public final class ScalingRules {

    private static final double LN10 = StrictMath.log(10);

    /** In natural logarithms, for each square root of a doubling. */
    private static final double SD_OF_BATCH = 0.35;

    /** Beyond this factor Adam's best rate may fall again (Li et al. 2024, arXiv:2405.14578). */
    private static final double SURGE = 4;

    private static final double SD_BEYOND_SURGE = 1.5;
    private static final double SD_OF_DECAY = 0.5;
    private static final double SD_OF_WIDTH = 0.9;
    private static final double WIDTH = -0.75;

    private ScalingRules() {}

    /**
     * What two numbers become.
     *
     * @param rateFactor what the learning rate is multiplied with
     * @param decayFactor what the weight decay is multiplied with
     * @param sdDecades standard deviation of the decimal logarithm of the translated rate; 0 where nothing moves
     * @param decaySdDecades that of the weight decay
     */
    public record Move(double rateFactor, double decayFactor, double sdDecades, double decaySdDecades) {

        /** Nothing moves. */
        public static final Move NONE = new Move(1, 1, 0, 0);

        /** One after the other; their errors are independent. */
        public Move then(Move next) {
            return new Move(
                    rateFactor * next.rateFactor,
                    decayFactor * next.decayFactor,
                    StrictMath.hypot(sdDecades, next.sdDecades),
                    StrictMath.hypot(decaySdDecades, next.decaySdDecades));
        }
    }

    /** The power of the batch size with which the learning rate moves. */
    public static double exponent(OptimizerFamily family) {
        return switch (family) {
            case SGD -> 1;
            case ADAM_LIKE -> 0.5;
            case UNKNOWN -> 0.75;
        };
    }

    /** From one batch size to another, both positive. */
    public static Move batch(double from, double to, OptimizerFamily family) {
        if (from == to) {
            return Move.NONE;
        }
        double kappa = to / from;
        double doublings = Math.abs(StrictMath.log(kappa) / StrictMath.log(2));
        double sd = SD_OF_BATCH * Math.sqrt(doublings);
        sd *= family != OptimizerFamily.SGD && kappa > SURGE ? SD_BEYOND_SURGE : 1;
        double between = family == OptimizerFamily.UNKNOWN ? 0.25 * Math.abs(StrictMath.log(kappa)) : 0;
        double rate = StrictMath.pow(kappa, exponent(family));
        return new Move(rate, kappa / rate, StrictMath.hypot(sd, between) / LN10, SD_OF_DECAY / LN10);
    }

    /** From one width to another, both positive; nothing where there is no rule. The spread is full from a doubling on. */
    public static Move width(double from, double to, OptimizerFamily family) {
        if (from == to || family != OptimizerFamily.ADAM_LIKE) {
            return Move.NONE;
        }
        double k = to / from;
        double rate = StrictMath.pow(k, WIDTH);
        double sd = SD_OF_WIDTH * Math.min(1, Math.abs(StrictMath.log(k) / StrictMath.log(2)));
        return new Move(rate, 1 / rate, sd / LN10, Math.max(SD_OF_DECAY, sd) / LN10);
    }
}
