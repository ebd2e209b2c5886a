package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Trial;
import dev.stint.engine.history.Work;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.CurveData;
import dev.stint.engine.model.CurveProcess;
import dev.stint.engine.model.Expectation;
import dev.stint.engine.model.GpParameters;
import dev.stint.engine.model.Posterior;
import dev.stint.engine.phase.transfer.Foresight;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
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
    private final Readings readings;
    private final CurveProcess process;

    private CurveSurrogate(Encoding encoding, Foresight foresight, Readings readings, CurveProcess process) {
        this.encoding = encoding;
        this.foresight = foresight;
        this.readings = readings;
        this.process = process;
    }

    static CurveSurrogate fit(History history, Encoding encoding, List<Long> rungs) {
        Foresight foresight = Foresight.of(history);
        Readings readings = Readings.of(history, rungs);
        double[][] x =
                readings.trials().stream().map(t -> encoding.encode(t.config())).toArray(double[][]::new);
        CurveData data = CurveData.of(x, expected(foresight, x), readings.points());
        CurveProcess fitted = fit(history, Axis.of(encoding.categorical()), data);
        return new CurveSurrogate(encoding, foresight, readings, pending(history, readings, fitted));
    }

    private static Expectation[] expected(Foresight foresight, double[][] rows) {
        return Arrays.stream(rows).map(foresight::of).toArray(Expectation[]::new);
    }

    private static CurveProcess fit(History history, List<Axis> axes, CurveData data) {
        boolean known = history.fitted().size() == CurveProcess.parameters(axes);
        GpParameters start = known ? new GpParameters(history.fitted()) : CurveProcess.priorMode(axes);
        boolean again = !known || data.size() % Math.max(1, data.size() / PARTS) == 0;
        return again ? CurveProcess.fit(axes, data, start, ITERATIONS) : CurveProcess.of(axes, data, start);
    }

    private static CurveProcess pending(History history, Readings readings, CurveProcess process) {
        List<Work> open = history.open().values().stream()
                .filter(w -> w.run().trial() != History.SWEEP && w.upTo() > 0)
                .filter(w -> readings.has(w.run().trial()))
                .toList();
        int[] curves =
                open.stream().mapToInt(w -> readings.curve(w.run().trial())).toArray();
        double[] shares = open.stream()
                .mapToDouble(w -> Math.min(1, (double) w.upTo() / full(history, w)))
                .toArray();
        return open.isEmpty() ? process : process.withPending(curves, shares);
    }

    private static long full(History history, Work work) {
        return history.spec().fullLength(history.trial(work.run().trial()).config());
    }

    /** Those of the trials that the process knows. */
    List<Trial> known(List<Trial> trials) {
        return trials.stream().filter(t -> readings.has(t.number())).toList();
    }

    /** What started trials are worth at full length; all are known. */
    Posterior started(List<Trial> trials) {
        return process.started(
                trials.stream().mapToInt(t -> readings.curve(t.number())).toArray(), 1);
    }

    /** What new configurations are worth at full length. */
    Posterior fresh(List<Config> configs) {
        double[][] rows = configs.stream().map(encoding::encode).toArray(double[][]::new);
        return process.fresh(rows, expected(foresight, rows), 1);
    }

    /** The best warped score so far, at any length. */
    double best() {
        return readings.best();
    }

    /** The fitted parameters, from which the next fit starts. */
    List<Double> parameters() {
        return process.parameters().logs();
    }
}
