package dev.stint.engine.insight;

import dev.stint.engine.model.Interval;
import dev.stint.engine.model.RankCorrelation;

/**
 * How well an earlier study ranks what this one has measured: in how many of the pairs of configurations the one that it expects more of
 * did better. Its posterior is that of {@link RankCorrelation} without a prior.
 *
 * @param configurations that were measured at one length
 * @param share posterior mean of the share of pairs that it ranks right; 0.5 is chance
 * @param low end of its 90 % interval, as {@code high}
 */
public record Agreement(int configurations, double share, double low, double high) {

    /** With fewer configurations, nothing is concluded. */
    public static final int FEWEST = 5;

    private static final double CHANCE = 0.5;
    private static final double INTERVAL = 0.9;
    private static final String MADE_BEFORE = "left out: this very study was made before";

    /** What is concluded, where it can be told from chance. */
    public enum Standing {
        TOO_FEW,
        AGREES,
        CANNOT_TELL,
        RUNS_AGAINST
    }

    /** @param said of each configuration, and what it came to; larger is better */
    public static Agreement of(double[] said, double[] scores) {
        RankCorrelation ranks = RankCorrelation.kendall(said, scores);
        Interval interval = ranks.interval(INTERVAL);
        return new Agreement(
                said.length, ranks.concordance().mean(), interval.low() / 2 + CHANCE, interval.high() / 2 + CHANCE);
    }

    /** Whether it ranks better than chance, as far as can be told. */
    public boolean agrees() {
        return standing() == Standing.AGREES;
    }

    /** Whether it ranks worse than chance, as far as can be told. */
    public boolean runsAgainst() {
        return standing() == Standing.RUNS_AGAINST;
    }

    public Standing standing() {
        if (configurations < FEWEST) {
            return Standing.TOO_FEW;
        }
        if (low > CHANCE) {
            return Standing.AGREES;
        }
        return high < CHANCE ? Standing.RUNS_AGAINST : Standing.CANNOT_TELL;
    }

    /**
     * What is concluded, in words; empty where there is too little to conclude from and the study counts.
     *
     * @param heard whether the study still counts; if it does not run against this one, it is left out for the record of this very study
     */
    public String sentence(boolean heard) {
        String pairs = Words.percent(share) + " of pairs (90 % interval " + Words.percent(low) + " to "
                + Words.percent(high) + ")";
        return switch (standing()) {
            case TOO_FEW -> heard ? "" : MADE_BEFORE;
            case AGREES -> "agrees in " + pairs;
            case CANNOT_TELL -> "cannot tell: agrees in " + pairs + (heard ? "" : "; " + MADE_BEFORE);
            case RUNS_AGAINST ->
                heard
                        ? "runs against this study: agrees in " + pairs + "; kept, since no earlier study agrees"
                        : "runs against this study: left out after " + configurations + " configurations; agrees in "
                                + pairs;
        };
    }
}
