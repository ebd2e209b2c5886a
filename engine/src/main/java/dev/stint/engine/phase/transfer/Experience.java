package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.GaussianProcess;
import dev.stint.engine.model.GpData;
import dev.stint.engine.model.GpParameters;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.model.Matern52;
import dev.stint.engine.space.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What earlier studies say of a configuration: a Gaussian process over their warped scores, each study warped by itself, so that only
 * ranks and gaps within a study count.
 *
 * <p>Its parameters are fixed: they are a smoother here, not a claim. A short training is a noisy witness of a long one.
 */
final class Experience implements Foresight {

    private static final double LENGTH = 0.8;
    private static final double NOISE = 0.3;
    private static final int MOST_ROWS = 500;

    private final GaussianProcess process;

    private Experience(GaussianProcess process) {
        this.process = process;
    }

    /** All studies pooled. */
    static Experience of(Knowledge knowledge, Encoding encoding) {
        return over(knowledge.studies(), encoding);
    }

    /** One study by itself. */
    static Experience of(PastStudy study, Encoding encoding) {
        return over(List.of(study), encoding);
    }

    private static Experience over(List<PastStudy> studies, Encoding encoding) {
        List<double[]> rows = new ArrayList<>();
        List<Double> outputs = new ArrayList<>();
        List<Double> noise = new ArrayList<>();
        for (PastStudy study : studies) {
            List<PastTrial> trials = study.trials();
            double[] warped = HalfRankWarp.warp(
                    trials.stream().mapToDouble(Experience::last).toArray());
            for (int i = 0; i < warped.length && rows.size() < MOST_ROWS; i++) {
                rows.add(encoding.encode(trials.get(i).config()));
                outputs.add(warped[i]);
                noise.add(1 / (reached(trials.get(i)) * study.similarity()));
            }
        }
        GpData data = GpData.of(
                rows.toArray(double[][]::new),
                outputs.stream().mapToDouble(Double::doubleValue).toArray(),
                noise.stream().mapToDouble(Double::doubleValue).toArray());
        List<Axis> axes = Axis.of(encoding.categorical());
        return new Experience(GaussianProcess.of(Matern52.over(axes), data, parameters(axes.size())));
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

    @Override
    public double of(double[] row) {
        return of(new double[][] {row})[0];
    }

    /** As {@link #of(double[])}, for many. */
    double[] of(double[][] rows) {
        return process.predict(rows).means();
    }
}
