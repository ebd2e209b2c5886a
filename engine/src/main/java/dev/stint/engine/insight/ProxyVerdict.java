package dev.stint.engine.insight;

import dev.stint.engine.insight.CarriedOver.Verdict;
import dev.stint.engine.model.Beta;
import dev.stint.engine.model.Interval;
import dev.stint.engine.model.Normal;
import dev.stint.engine.model.RankCorrelation;
import java.util.List;

/**
 * Whether a cheaper stand-in ranks configurations as the training does, from configurations that both trained and that neither chose.
 *
 * <p>It is trusted where a pair is ordered alike with a probability of more than {@link #FLOOR}, for sure. From where on it pays follows from
 * what it costs. The best of n by a stand-in whose scores correlate with the truth by ρ is worth
 * {@code ρ·m(n)} deviations, with m(n) the expected largest of n standard normals; for the same compute the training itself shows
 * {@code n·r} configurations, whose best is worth {@code m(n·r)}. So the stand-in pays where {@code ρ > m(n·r)/m(n)}, which in the
 * probability that a pair is ordered alike is {@code ½ + asin(ρ)/π} (Sheppard 1899).
 *
 * @param proxy its name
 * @param pairs configurations that both trained
 * @param length of the training itself that the stand-in was compared with, in units of fidelity
 * @param alike posterior mean of the probability that two configurations are ordered alike
 * @param low end of its 90 % interval, as {@code high}
 * @param needed the probability from which on it pays, at its cost
 * @param parameters one a tuned parameter, in the order of the space
 */
public record ProxyVerdict(
        String proxy,
        int pairs,
        long length,
        double alike,
        double low,
        double high,
        double needed,
        Trust trust,
        List<CarriedOver> parameters) {

    /** With fewer pairs nothing is claimed. */
    public static final int FEWEST = 10;

    /** Below, ranks hardly beat chance, and a stand-in is refused. */
    public static final double FLOOR = 0.6;

    /** What a stand-in is asked for: to find the best of so many. */
    private static final int CHOICES = 40;

    /**
     * Trust is the dear mistake: the strictest of .99 to .9995 at which, on the tuning instances of LCBench, 16 of 52 epochs are still
     * trusted in 95 of 100 cases with 20 pairs (docs/benchmark.md).
     */
    private static final double SURE_TO_TRUST = 0.99;

    private static final double SURE = 0.95;
    private static final double INTERVAL = 0.9;

    /** What may be done with it. */
    public enum Trust {
        TRUST,
        /** For some parameters only: those that {@link CarriedOver} names. */
        TRUST_FOR_SOME,
        DONT_TRUST,
        CANNOT_TELL
    }

    public ProxyVerdict {
        parameters = List.copyOf(parameters);
    }

    /**
     * The verdict.
     *
     * @param cheapness cost of one training of the stand-in, in trainings of the compared length; above 0
     * @param evidence configurations that both trained, with the scores of the stand-in for all that it trained
     */
    public static ProxyVerdict of(String proxy, long length, double cheapness, ProxyEvidence evidence) {
        RankCorrelation agreement = RankCorrelation.kendall(evidence.pairedProxy(), evidence.pairedTraining());
        Interval interval = agreement.concordance().interval(INTERVAL);
        double needed = needed(cheapness);
        int pairs = evidence.pairs();
        List<CarriedOver> parameters = CarriedOver.of(evidence, pairs >= FEWEST);
        return new ProxyVerdict(
                proxy,
                pairs,
                length,
                agreement.concordance().mean(),
                interval.low(),
                interval.high(),
                needed,
                pairs < FEWEST ? Trust.CANNOT_TELL : trust(agreement.concordance(), parameters),
                parameters);
    }

    private static Trust trust(Beta concordance, List<CarriedOver> parameters) {
        double below = concordance.cdf(FLOOR);
        if (below <= 1 - SURE_TO_TRUST) {
            return any(parameters, Verdict.TURNS) ? Trust.TRUST_FOR_SOME : Trust.TRUST;
        }
        if (below >= SURE) {
            return Trust.DONT_TRUST;
        }
        boolean chance = concordance.cdf(0.5) > 1 - SURE;
        return !chance && any(parameters, Verdict.CARRIES_OVER) ? Trust.TRUST_FOR_SOME : Trust.CANNOT_TELL;
    }

    private static boolean any(List<CarriedOver> parameters, Verdict verdict) {
        return parameters.stream().anyMatch(p -> p.verdict() == verdict);
    }

    /** From which probability of a pair ordered alike a stand-in of this cost pays. */
    static double needed(double cheapness) {
        double rho = Math.min(1, largest(CHOICES * cheapness) / largest(CHOICES));
        return 0.5 + StrictMath.asin(rho) / Math.PI;
    }

    /** The expected largest of n standard normals (Blom 1958); 0 for none to choose from. */
    private static double largest(double n) {
        return n <= 1 ? 0 : Normal.quantile((n - 0.375) / (n + 0.25));
    }

    /** Whether what the stand-in says of this parameter is believed. */
    public boolean believed(CarriedOver parameter) {
        return switch (trust) {
            case TRUST -> true;
            case TRUST_FOR_SOME ->
                low > FLOOR ? parameter.verdict() != Verdict.TURNS : parameter.verdict() == Verdict.CARRIES_OVER;
            case DONT_TRUST, CANNOT_TELL -> false;
        };
    }

    /** The verdict with its numbers, as one sentence. */
    public String sentence(String unit) {
        String numbers =
                ": " + Words.percent(alike) + " of pairs are ordered as by the training after " + length + " " + unit
                        + "s (90 % interval " + Words.percent(low) + " to " + Words.percent(high) + ", " + pairs
                        + " configurations); at its cost it pays from " + Words.percent(needed) + " on.";
        return switch (trust) {
            case TRUST -> "Trust " + proxy + numbers;
            case TRUST_FOR_SOME -> "Trust " + proxy + " for " + used() + " only" + numbers;
            case DONT_TRUST -> "Don't trust " + proxy + numbers;
            case CANNOT_TELL -> "Cannot tell whether " + proxy + " can be trusted" + numbers;
        };
    }

    private String used() {
        return String.join(
                ", ",
                parameters.stream()
                        .filter(this::believed)
                        .map(CarriedOver::parameter)
                        .toList());
    }
}
