package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.GaussianProcess;
import dev.stint.engine.model.GpData;
import dev.stint.engine.model.GpParameters;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.model.Matern52;
import dev.stint.engine.space.Encoding;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What one earlier study says of a configuration: the mean of a Gaussian process over its scores, which are warped by themselves, so
 * that only ranks and gaps within the study count. 0 where it knows nothing; larger is better.
 *
 * <p>Its parameters are fixed: it is a smoother here, not a claim. A short training is a noisy witness of a long one.
 */
final class Witness {

    private static final double LENGTH = 0.8;
    private static final double NOISE = 0.3;

    /** Of one study; the longest trained are kept. */
    private static final int MOST_TRIALS = 150;

    private final GaussianProcess process;

    private Witness(GaussianProcess process) {
        this.process = process;
    }

    static Witness of(PastStudy study, Encoding encoding) {
        List<PastTrial> trials = study.trials().stream()
                .sorted(Comparator.comparingDouble(t -> -reached(t)))
                .limit(MOST_TRIALS)
                .toList();
        double[] warped =
                HalfRankWarp.warp(trials.stream().mapToDouble(Witness::last).toArray());
        double[][] rows = trials.stream().map(t -> encoding.encode(t.config())).toArray(double[][]::new);
        double[] noise = trials.stream().mapToDouble(t -> 1 / reached(t)).toArray();
        List<Axis> axes = Axis.of(encoding.categorical());
        return new Witness(
                GaussianProcess.of(Matern52.over(axes), GpData.of(rows, warped, noise), parameters(axes.size())));
    }

    private static GpParameters parameters(int d) {
        double[] logs = new double[d + 2];
        Arrays.fill(logs, 0, d, StrictMath.log(LENGTH));
        logs[d + 1] = StrictMath.log(NOISE);
        return GpParameters.of(logs);
    }

    /** The score where a trial stopped; minus infinity for a failure. */
    static double last(PastTrial trial) {
        double score = trial.readings().isEmpty()
                ? Double.NEGATIVE_INFINITY
                : trial.readings().getLast().score();
        return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
    }

    private static double reached(PastTrial trial) {
        return trial.readings().isEmpty() ? 1 : trial.readings().getLast().share();
    }

    double of(double[] row) {
        return process.mean(row);
    }
}
