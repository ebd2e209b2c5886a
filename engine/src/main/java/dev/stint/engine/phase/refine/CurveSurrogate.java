package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.history.Work;
import dev.stint.engine.model.Acquisition;
import dev.stint.engine.model.FreezeThaw;
import dev.stint.engine.model.GaussianProcess;
import dev.stint.engine.model.GpData;
import dev.stint.engine.model.GpParameters;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.model.Posterior;
import dev.stint.engine.phase.Lengths;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.space.Config;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A freeze-thaw Gaussian process over configurations and trained share (Swersky, Snoek and Adams 2014, arXiv:1406.3896), fitted to the
 * scores at the rungs. It predicts what a configuration is worth at full length, whether it was started or not.
 */
final class CurveSurrogate {

    /** Below so many rows every decision fits the parameters anew; above, each eighth row does, and the last fit holds between. */
    private static final int ALWAYS_FITTED = 40;

    private static final int FITTED_EVERY = 8;

    private final History history;
    private final Proposals proposals;
    private final GaussianProcess process;
    private final double best;

    private CurveSurrogate(History history, Proposals proposals, GaussianProcess process, double best) {
        this.history = history;
        this.proposals = proposals;
        this.process = process;
        this.best = best;
    }

    static CurveSurrogate fit(History history, Proposals proposals, List<Long> rungs) {
        List<double[]> rows = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (Trial trial : history.candidates()) {
            for (long rung : rungs) {
                double score = Surrogate.observed(history, trial, rung);
                if (!Double.isNaN(score)) {
                    rows.add(row(history, proposals, trial, rung));
                    scores.add(score);
                }
            }
        }
        double[] warped = HalfRankWarp.warp(
                scores.stream().mapToDouble(Double::doubleValue).toArray());
        GaussianProcess fitted = fit(history, proposals, GpData.of(rows.toArray(double[][]::new), warped));
        double[][] pending = pending(history, proposals);
        return new CurveSurrogate(
                history,
                proposals,
                pending.length == 0 ? fitted : fitted.withPending(pending),
                Arrays.stream(warped).max().orElse(0));
    }

    private static GaussianProcess fit(History history, Proposals proposals, GpData data) {
        FreezeThaw kernel = FreezeThaw.over(Promising.axes(proposals));
        GpParameters mode = GaussianProcess.priorMode(kernel);
        boolean known = history.fitted().size() == mode.logs().size();
        GpParameters start = known ? new GpParameters(history.fitted()) : mode;
        boolean again = !known || data.size() <= ALWAYS_FITTED || data.size() % FITTED_EVERY == 0;
        return again ? GaussianProcess.fit(kernel, data, start) : GaussianProcess.of(kernel, data, start);
    }

    private static double[] row(History history, Proposals proposals, Trial trial, long rung) {
        double share = (double) rung / history.spec().fidelity().max();
        return FreezeThaw.row(proposals.encoding().encode(trial.config()), share, trial.number(), 1);
    }

    /** What runs now is believed at its mean. */
    private static double[][] pending(History history, Proposals proposals) {
        return history.open().values().stream()
                .filter(w -> w.run().trial() != History.SWEEP && w.upTo() > 0)
                .map((Work w) -> pendingRow(history, proposals, w))
                .toArray(double[][]::new);
    }

    private static double[] pendingRow(History history, Proposals proposals, Work work) {
        Trial trial = history.trial(work.run().trial());
        double share = (double) work.upTo() / history.spec().fullLength(trial.config());
        return FreezeThaw.row(
                proposals.encoding().encode(trial.config()),
                Math.min(1, share),
                trial.number(),
                work.run().replicate());
    }

    /** The logarithm of the expected improvement at full length: of started trials first, then of new configurations. */
    double[] logEi(List<Trial> started, List<Config> fresh) {
        List<double[]> rows = new ArrayList<>();
        started.forEach(t ->
                rows.add(FreezeThaw.row(proposals.encoding().encode(t.config()), 1, t.number(), FreezeThaw.ANY_SEED)));
        for (Config config : fresh) {
            rows.add(FreezeThaw.row(proposals.encoding().encode(config), 1, history.nextTrial(), FreezeThaw.ANY_SEED));
        }
        Posterior posterior = process.predict(rows.toArray(double[][]::new));
        return IntStream.range(0, rows.size())
                .mapToDouble(i -> Acquisition.logEi(posterior.mean(i), posterior.sd(i), best))
                .toArray();
    }

    /** The fitted parameters, from which the next fit starts. */
    List<Double> parameters() {
        return process.parameters().logs();
    }

    /** Where a paused run goes next: the first rung above what it has reached. */
    static long next(History history, Trial trial, List<Long> rungs) {
        Run run = trial.runs().getFirst();
        return rungs.stream()
                .filter(r -> Lengths.of(history.spec(), trial.config(), r)
                        > run.curve().reached())
                .findFirst()
                .orElse(rungs.getLast());
    }
}
