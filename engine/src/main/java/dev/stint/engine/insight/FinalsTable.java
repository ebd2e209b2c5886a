package dev.stint.engine.insight;

import dev.stint.engine.seed.Stream;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores of finalists by replicate, larger is better, centred at their mean.
 *
 * <p>Notation of {@link FinalsPosterior}: N runs, K finalists; run i is of finalist[i] in replicate[i].
 */
final class FinalsTable {
    /** The replicate by whose results the search chose. */
    private static final int SEARCHED = 1;

    /** Until the effects of finalists and replicates are told apart, also where seeds are unequal. */
    private static final int SWEEPS = 100;

    final double[] score;
    final int[] finalist;
    final int[] replicate;
    private final boolean[] searched;
    final int replicates;
    final int[] seeds;
    final int control;
    final double centre;

    /** Reads and checks the table; control is -1 where there is none, scores are values times {@code unit}, negative where smaller is better. */
    static FinalsTable of(List<Validation.Outcome> outcomes, int control, double unit) {
        SortedMap<Integer, SortedSet<Integer>> seen = new TreeMap<>();
        for (Validation.Outcome outcome : outcomes) {
            check(outcome, seen);
        }
        int finalists = seen.isEmpty() ? 0 : seen.lastKey() + 1;
        if (finalists == 0 || seen.firstKey() < 0 || seen.size() != finalists || control >= finalists) {
            throw new IllegalArgumentException("Finalists (" + seen.keySet() + ") must be 0 .. K-1 without gaps, "
                    + "and the control (" + control + ") one of them.");
        }
        return new FinalsTable(outcomes, finalists, control, unit);
    }

    private static void check(Validation.Outcome outcome, SortedMap<Integer, SortedSet<Integer>> seen) {
        boolean first =
                seen.computeIfAbsent(outcome.finalist(), _ -> new TreeSet<>()).add(outcome.replicate());
        if (!Double.isFinite(outcome.value()) || !first) {
            throw new IllegalArgumentException(
                    "The outcome (" + outcome + ") must be finite and the only one of its finalist and replicate.");
        }
    }

    private FinalsTable(List<Validation.Outcome> outcomes, int finalists, int control, double unit) {
        this.control = control;
        this.finalist = outcomes.stream().mapToInt(Validation.Outcome::finalist).toArray();
        this.score =
                outcomes.stream().mapToDouble(outcome -> unit * outcome.value()).toArray();
        this.searched = new boolean[outcomes.size()];
        for (int i = 0; i < searched.length; i++) {
            searched[i] = outcomes.get(i).replicate() == SEARCHED;
        }
        TreeMap<Integer, Integer> numbers = new TreeMap<>();
        outcomes.forEach(outcome -> numbers.putIfAbsent(outcome.replicate(), numbers.size()));
        this.replicate = outcomes.stream()
                .mapToInt(outcome -> numbers.get(outcome.replicate()))
                .toArray();
        this.replicates = numbers.size();
        this.seeds = new int[finalists];
        for (int c : finalist) {
            seeds[c]++;
        }
        this.centre = DoubleStream.of(score).sum() / score.length;
        for (int i = 0; i < score.length; i++) {
            score[i] -= centre;
        }
    }

    int finalists() {
        return seeds.length;
    }

    /** How many finalists are exchangeable before their results are seen: all but the control. */
    int exchangeable() {
        return control < 0 ? finalists() : finalists() - 1;
    }

    /** Mean score of every finalist, with the centre put back. */
    double[] means() {
        double[] means = new double[finalists()];
        for (int i = 0; i < score.length; i++) {
            means[finalist[i]] += score[i] / seeds[finalist[i]];
        }
        for (int c = 0; c < means.length; c++) {
            means[c] += centre;
        }
        return means;
    }

    /** Degrees of freedom of the noise that the table itself provides. */
    int freedom() {
        return score.length - finalists();
    }

    /** So much for each run by which the search chose, and nothing for the others and for the finalist that is spared. */
    double[] ofSearch(double much, @Nullable Integer spared) {
        double[] each = new double[score.length];
        for (int i = 0; i < each.length; i++) {
            each[i] = searched[i] && (spared == null || finalist[i] != spared) ? much : 0;
        }
        return each;
    }

    /** Deviation of the scores from the means of their finalists; NaN without {@link #freedom}. */
    double pooledSd() {
        double[] left = score.clone();
        centre(left, finalist, finalists());
        return deviation(left, freedom());
    }

    private static double deviation(double[] residuals, int freedom) {
        return freedom <= 0
                ? Double.NaN
                : Math.sqrt(DoubleStream.of(residuals).map(r -> r * r).sum() / freedom);
    }

    /**
     * Deviation of the scores from what finalist and replicate together let expect, that is of the noise that finalists don't have in common;
     * its square has no bias. NaN where no two finalists share two replicates.
     */
    double ownSd() {
        int freedom = score.length - finalists() - replicates + 1;
        double[] left = score.clone();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            centre(left, finalist, finalists());
            centre(left, replicate, replicates);
        }
        return deviation(left, freedom);
    }

    private static void centre(double[] values, int[] group, int groups) {
        double[] sums = new double[groups];
        int[] counts = new int[groups];
        for (int i = 0; i < values.length; i++) {
            sums[group[i]] += values[i];
            counts[group[i]]++;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] -= sums[group[i]] / counts[group[i]];
        }
    }

    /** Observed means of the same runs in a world with other luck. */
    double[] replay(FinalsPosterior.World world, Stream stream) {
        double[] common = new double[replicates];
        for (int s = 0; s < replicates; s++) {
            common[s] = world.sigma() * Math.sqrt(world.rho()) * stream.gaussian();
        }
        double rest = world.sigma() * Math.sqrt(1 - world.rho());
        double[] means = world.f().clone();
        for (int i = 0; i < score.length; i++) {
            means[finalist[i]] += (common[replicate[i]] + rest * stream.gaussian()) / seeds[finalist[i]];
        }
        return means;
    }
}
