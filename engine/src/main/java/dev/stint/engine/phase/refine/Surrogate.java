package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Trial;
import dev.stint.engine.history.Work;
import dev.stint.engine.model.Acquisition;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.GaussianProcess;
import dev.stint.engine.model.GpData;
import dev.stint.engine.model.GpParameters;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.model.Matern52;
import dev.stint.engine.model.Posterior;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Lengths;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.space.Config;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian process over configurations and length, fitted to the rungs at which trials were measured.
 *
 * <p>A row is the encoded configuration with one more axis, log(length)/log(full): short runs inform about long ones as far as the fit
 * says that they do. Scores are warped (larger is better), failures are infeasible, and what runs now is believed at its mean.
 */
final class Surrogate {

    /** Read at up to five lengths; the fit is cubic in the readings. */
    private static final int MOST_TRIALS = 150;

    private final Proposals proposals;
    private final History history;
    private final long rung;
    private final GaussianProcess process;
    private final double best;

    private Surrogate(Proposals proposals, History history, long rung, GaussianProcess process, double best) {
        this.proposals = proposals;
        this.history = history;
        this.rung = rung;
        this.process = process;
        this.best = best;
    }

    /** Fits the process; {@code rung} is where expected improvement is asked for. */
    static Surrogate fit(History history, Proposals proposals, List<Long> rungs, long rung) {
        List<double[]> rows = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        List<Boolean> atRung = new ArrayList<>();
        Field field = new Field(history);
        for (Trial trial : Readings.kept(history, rungs, MOST_TRIALS)) {
            for (long length : rungs) {
                double score = field.observed(trial, length);
                if (!Double.isNaN(score)) {
                    rows.add(row(history, proposals, trial.config(), length));
                    scores.add(score);
                    atRung.add(length == rung);
                }
            }
        }
        double[] warped = HalfRankWarp.warp(
                scores.stream().mapToDouble(Double::doubleValue).toArray());
        List<Axis> axes = new ArrayList<>(Promising.axes(proposals));
        axes.add(Axis.NUMERIC);
        GaussianProcess fitted = fit(history, Matern52.over(axes), GpData.of(rows.toArray(double[][]::new), warped));
        double[][] pending = pending(history, proposals);
        GaussianProcess process = pending.length == 0 ? fitted : fitted.withPending(pending);
        return new Surrogate(proposals, history, rung, process, best(warped, atRung));
    }

    private static GaussianProcess fit(History history, Matern52 kernel, GpData data) {
        GpParameters mode = GaussianProcess.priorMode(kernel);
        List<Double> last = history.fitted();
        return last.size() == mode.logs().size()
                ? GaussianProcess.fit(kernel, data, new GpParameters(last))
                : GaussianProcess.fit(kernel, data, mode);
    }

    private static double[][] pending(History history, Proposals proposals) {
        return history.open().values().stream()
                .filter(w -> w.run().trial() != History.SWEEP)
                .map((Work w) ->
                        row(history, proposals, history.trial(w.run().trial()).config(), w.upTo()))
                .toArray(double[][]::new);
    }

    private static double best(double[] warped, List<Boolean> atRung) {
        double best = Double.NEGATIVE_INFINITY;
        boolean any = atRung.contains(true);
        for (int i = 0; i < warped.length; i++) {
            best = !any || atRung.get(i) ? Math.max(best, warped[i]) : best;
        }
        return warped.length == 0 ? 0 : best;
    }

    private static double[] row(History history, Proposals proposals, Config config, long length) {
        double[] point = proposals.encoding().encode(config);
        double[] row = Arrays.copyOf(point, point.length + 1);
        double full = history.spec().fidelity().max();
        row[point.length] = full <= 1 ? 1 : StrictMath.log((double) length) / StrictMath.log(full);
        return row;
    }

    /** The logarithm of the expected improvement over the best at the rung, for each configuration. */
    double[] logEi(List<Config> configs) {
        double[][] rows = configs.stream()
                .map(c -> row(history, proposals, c, Lengths.of(history.spec(), c, rung)))
                .toArray(double[][]::new);
        Posterior posterior = process.predict(rows);
        double[] values = new double[rows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Acquisition.logEi(posterior.mean(i), posterior.sd(i), best);
        }
        return values;
    }

    /** The fitted parameters, from which the next fit starts. */
    List<Double> parameters() {
        return process.parameters().logs();
    }
}
