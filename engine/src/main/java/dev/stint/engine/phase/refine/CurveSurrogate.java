package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Trial;
import dev.stint.engine.history.Work;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.CurveData;
import dev.stint.engine.model.CurveProcess;
import dev.stint.engine.model.GpParameters;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.model.Posterior;
import dev.stint.engine.phase.transfer.Foresight;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A freeze-thaw Gaussian process over configurations and trained share (Swersky, Snoek and Adams 2014, arXiv:1406.3896), fitted to the
 * scores at the rungs. It predicts what a configuration is worth at full length, whether it was started or not.
 *
 * <p>Scores are warped (larger is better), failures are infeasible, and what runs now is believed at its mean.
 */
final class CurveSurrogate {

    /** The parameters are fitted anew for each sixth part more of rows, and the last fit holds between. */
    private static final int PARTS = 6;

    private static final int ITERATIONS = 10;

    private final Encoding encoding;
    private final Foresight foresight;
    private final CurveProcess process;
    private final double best;

    private CurveSurrogate(Encoding encoding, Foresight foresight, CurveProcess process, double best) {
        this.encoding = encoding;
        this.foresight = foresight;
        this.process = process;
        this.best = best;
    }

    static CurveSurrogate fit(History history, Encoding encoding, List<Long> rungs) {
        Foresight foresight = Foresight.of(history);
        List<Trial> trials = history.candidates();
        double[][] x = trials.stream().map(t -> encoding.encode(t.config())).toArray(double[][]::new);
        double[] belief = Arrays.stream(x).mapToDouble(foresight::of).toArray();
        List<CurveData.Point> points = points(history, rungs);
        double best = points.stream().mapToDouble(CurveData.Point::output).max().orElse(0);
        CurveProcess fitted = fit(history, Axis.of(encoding.categorical()), CurveData.of(x, belief, points));
        return new CurveSurrogate(encoding, foresight, pending(history, fitted), best);
    }

    /** Every score at a rung, warped together. */
    private static List<CurveData.Point> points(History history, List<Long> rungs) {
        List<CurveData.Point> points = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (Trial trial : history.candidates()) {
            for (long rung : rungs) {
                double score = Surrogate.observed(history, trial, rung);
                if (!Double.isNaN(score)) {
                    points.add(new CurveData.Point(trial.number() - 1, share(history, rung), 0));
                    scores.add(score);
                }
            }
        }
        double[] warped = HalfRankWarp.warp(
                scores.stream().mapToDouble(Double::doubleValue).toArray());
        for (int i = 0; i < warped.length; i++) {
            CurveData.Point bare = points.get(i);
            points.set(i, new CurveData.Point(bare.curve(), bare.share(), warped[i]));
        }
        return points;
    }

    private static double share(History history, long rung) {
        return Math.min(1, (double) rung / history.spec().fidelity().max());
    }

    private static CurveProcess fit(History history, List<Axis> axes, CurveData data) {
        boolean known = history.fitted().size() == CurveProcess.parameters(axes);
        GpParameters start = known ? new GpParameters(history.fitted()) : CurveProcess.priorMode(axes);
        boolean again = !known || data.size() % Math.max(1, data.size() / PARTS) == 0;
        return again ? CurveProcess.fit(axes, data, start, ITERATIONS) : CurveProcess.of(axes, data, start);
    }

    private static CurveProcess pending(History history, CurveProcess process) {
        List<Work> open = history.open().values().stream()
                .filter(w -> w.run().trial() != History.SWEEP && w.upTo() > 0)
                .toList();
        int[] curves = open.stream().mapToInt(w -> w.run().trial() - 1).toArray();
        double[] shares = open.stream()
                .mapToDouble(w -> Math.min(1, (double) w.upTo() / full(history, w)))
                .toArray();
        return open.isEmpty() ? process : process.withPending(curves, shares);
    }

    private static long full(History history, Work work) {
        return history.spec().fullLength(history.trial(work.run().trial()).config());
    }

    /** What the started trials are worth at full length. */
    Posterior started(List<Trial> trials) {
        return process.started(trials.stream().mapToInt(t -> t.number() - 1).toArray(), 1);
    }

    /** What new configurations are worth at full length. */
    Posterior fresh(List<Config> configs) {
        double[][] rows = configs.stream().map(encoding::encode).toArray(double[][]::new);
        return process.fresh(
                rows, Arrays.stream(rows).mapToDouble(foresight::of).toArray(), 1);
    }

    /** The best warped score so far, at any length. */
    double best() {
        return best;
    }

    /** The fitted parameters, from which the next fit starts. */
    List<Double> parameters() {
        return process.parameters().logs();
    }
}
