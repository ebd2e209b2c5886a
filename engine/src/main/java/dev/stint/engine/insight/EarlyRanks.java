package dev.stint.engine.insight;

import dev.stint.engine.model.Beta;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.model.RankCorrelation;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the values at a rung rank configurations as the objective does at full length.
 *
 * <p>A search trains on what looks good, and among those the early ranks say less than among all. So the ranks are compared over all
 * configurations that were opened: what was not trained on is drawn by {@link Completion}, rung by rung, and each draw gives a posterior of
 * the probability that two are ordered alike ({@link RankCorrelation}); their mixture is the answer (Rubin 1987, section 3.3). In
 * simulated halving studies of 12 to 40 configurations its 90 % intervals hold the truth in nine of ten at least, also where good values
 * crowd (EarlyRanksTest).
 *
 * @param metric that ranks early: the objective, or a loss of the training
 * @param length of the rung, in units of fidelity
 * @param probability posterior mean that a pair is ordered alike
 * @param low end of its 90 % interval, as {@code high}
 * @param configurations that reached the lowest rung and did not fail
 * @param finished those that have both values
 */
public record EarlyRanks(
        String metric,
        long length,
        long full,
        double probability,
        double low,
        double high,
        int configurations,
        int finished,
        Trust trust) {

    /** Whether early ranks may remove bad configurations: two pairs in three ordered alike; below, they hardly beat chance. */
    public enum Trust {
        TRUST,
        DONT_TRUST,
        CANNOT_TELL
    }

    /** With fewer that have both values, the prior decides. */
    private static final int FEW = 4;

    private static final int DRAWS = 200;
    private static final double PRIOR_PAIRS = 2;
    private static final double ENOUGH = 2.0 / 3;
    private static final double SURE = 0.9;

    /**
     * Values of configurations at rungs; each configuration has a value at the lowest, and none above the first that it lacks.
     *
     * @param lengths rising, the full length last
     * @param scores one array a length, one score a configuration, larger is better, NaN where it was not trained to there
     */
    public record Ladder(String metric, List<Long> lengths, List<double[]> scores) {
        public Ladder {
            lengths = List.copyOf(lengths);
            scores = List.copyOf(scores);
        }

        private double fraction(int rung) {
            return (double) lengths.get(rung) / lengths.getLast();
        }
    }

    /** Whether too few were trained to the end to say more than is assumed. */
    public boolean assumed() {
        return finished < FEW;
    }

    /**
     * One answer for each rung below the full length; none without at least two rungs and two configurations.
     *
     * @param training another metric at the same lengths, missing where the objective is and nowhere else; null for none
     */
    public static List<EarlyRanks> of(Ladder objective, @Nullable Ladder training, Seed seed) {
        int rungs = objective.lengths.size();
        if (rungs < 2 || objective.scores.getFirst().length < 2) {
            return List.of();
        }
        List<double[]> byObjective = rows(rungs - 1);
        List<double[]> byTraining = rows(rungs - 1);
        Stream stream = seed.stream();
        for (int draw = 0; draw < DRAWS; draw++) {
            draw(objective, training, draw, byObjective, byTraining, stream);
        }
        List<EarlyRanks> all = new ArrayList<>(answers(objective, objective, byObjective));
        if (training != null) {
            all.addAll(answers(training, objective, byTraining));
        }
        return List.copyOf(all);
    }

    private static List<double[]> rows(int count) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new double[DRAWS]);
        }
        return rows;
    }

    private static void draw(
            Ladder objective,
            @Nullable Ladder training,
            int draw,
            List<double[]> byObjective,
            List<double[]> byTraining,
            Stream stream) {
        List<double[]> x = new ArrayList<>();
        List<double[]> t = new ArrayList<>();
        int last = objective.lengths.size() - 1;
        for (int rung = 0; rung <= last; rung++) {
            List<double[]> before =
                    rung == 0 ? List.of() : regressors(x.getLast(), training == null ? null : t.getLast());
            x.add(next(objective, rung, before, stream));
            if (training != null && rung < last) {
                t.add(next(training, rung, rung == 0 ? List.of() : regressors(t.getLast(), x.getLast()), stream));
            }
        }
        for (int rung = 0; rung < last; rung++) {
            double usual = UsualRanks.alike(objective.fraction(rung));
            byObjective.get(rung)[draw] = alike(x.get(rung), x.getLast(), usual, stream);
            if (training != null) {
                byTraining.get(rung)[draw] = alike(t.get(rung), x.getLast(), (usual + 0.5) / 2, stream);
            }
        }
    }

    private static List<double[]> regressors(double[] first, double @Nullable [] second) {
        return second == null ? List.of(first) : List.of(first, second);
    }

    private static double[] next(Ladder ladder, int rung, List<double[]> before, Stream stream) {
        double[] values = ladder.scores.get(rung);
        return HalfRankWarp.warp(
                before.isEmpty() ? values : Completion.draw(before, values, expected(ladder, rung), stream));
    }

    /** The correlation between one rung and the next that would make those to the full length what they usually are. */
    private static double expected(Ladder ladder, int rung) {
        double from = correlation(UsualRanks.alike(ladder.fraction(rung - 1)));
        double to = rung == ladder.lengths.size() - 1 ? 1 : correlation(UsualRanks.alike(ladder.fraction(rung)));
        return Math.clamp(from / to, 0.1, 0.99);
    }

    /** Of a normal pair (Sheppard 1899). */
    private static double correlation(double alike) {
        return StrictMath.sin(Math.PI * (alike - 0.5));
    }

    private static double alike(double[] early, double[] end, double prior, Stream stream) {
        Beta before = new Beta(PRIOR_PAIRS * prior, PRIOR_PAIRS * (1 - prior));
        return RankCorrelation.kendall(early, end, before).concordance().draw(stream);
    }

    private static List<EarlyRanks> answers(Ladder early, Ladder objective, List<double[]> draws) {
        List<EarlyRanks> answers = new ArrayList<>();
        double[] end = objective.scores.getLast();
        for (int rung = 0; rung < draws.size(); rung++) {
            double[] sorted = draws.get(rung).clone();
            Arrays.sort(sorted);
            answers.add(new EarlyRanks(
                    early.metric,
                    early.lengths.get(rung),
                    objective.lengths.getLast(),
                    Arrays.stream(sorted).average().orElseThrow(),
                    sorted[(int) (0.05 * DRAWS)],
                    sorted[(int) (0.95 * DRAWS)],
                    end.length,
                    (int) Arrays.stream(end).filter(v -> !Double.isNaN(v)).count(),
                    trust(sorted)));
        }
        return answers;
    }

    private static Trust trust(double[] draws) {
        double below = Arrays.stream(draws).filter(p -> p < ENOUGH).count() / (double) draws.length;
        return below >= SURE ? Trust.DONT_TRUST : below <= 1 - SURE ? Trust.TRUST : Trust.CANNOT_TELL;
    }

    /** The verdict with its numbers, as one sentence. */
    public String sentence(String objective, String unit) {
        String ranks = metric + " after " + length + " of " + full + " " + unit + "s";
        String verdict = switch (trust) {
            case TRUST -> ranks + " ranks configurations as " + objective + " does at the end";
            case DONT_TRUST -> ranks + " does not rank configurations as " + objective + " does at the end";
            case CANNOT_TELL ->
                "Cannot tell whether " + ranks + " ranks configurations as " + objective + " does at the end";
        };
        return verdict + ": " + Words.percent(probability) + " of pairs ordered alike (90 % interval "
                + Words.percent(low) + " to " + Words.percent(high) + "; "
                + (assumed() ? "mostly assumed from prior, since only " : "") + finished + " of " + configurations
                + " configurations were trained to the end).";
    }
}
