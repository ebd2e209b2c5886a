package dev.stint.bench.lcbench;

import dev.stint.engine.insight.Estimate;
import dev.stint.engine.space.Config;
import dev.stint.runtime.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One study as a line of the result file.
 *
 * @param timed whether the clock was the cost, and not the epochs
 * @param budget B, in full trainings
 * @param regret of what was recommended, trained out and without noise
 * @param testRegret the same on the test metric
 * @param truth validation accuracy of what was recommended, trained out and without noise
 * @param low end of the interval that was given for it; NaN without one
 * @param correctedLow end of the interval that was given for it, corrected for being chosen; NaN without one
 * @param neverOpened regret of the best that was opened at all
 * @param notPromoted what is lost because that one was not trained as far as the recommended one
 * @param notChosen what is lost by the choice among those trained as far
 * @param falseClaim whether it was said to beat the defaults and does not
 * @param width best minus median of the instance
 */
record Row(
        String method,
        String arm,
        String space,
        double sigma,
        int workers,
        boolean timed,
        String instance,
        int seed,
        double budget,
        double regret,
        double testRegret,
        double truth,
        double low,
        double high,
        double correctedLow,
        double correctedHigh,
        double neverOpened,
        double notPromoted,
        double notChosen,
        boolean claimed,
        boolean falseClaim,
        double width,
        double seconds,
        String outcome,
        int trials,
        List<Double> askMillis) {

    /** Judges what a method delivered. */
    static Row of(String method, Setting setting, Instance instance, double budget, Delivered delivered) {
        Config config = delivered.config();
        double regret = instance.regret(config);
        Decomposition lost = Decomposition.of(instance, delivered);
        boolean worse = regret >= instance.regret(instance.space().defaults());
        Estimate.Bounded interval = delivered.estimate() instanceof Estimate.Bounded bounded ? bounded : null;
        Estimate.Bounded corrected = delivered.corrected();
        return new Row(
                method,
                setting.beforehand().key(),
                setting.space().key(),
                setting.sigma(),
                setting.workers(),
                setting.timed(),
                instance.name(),
                instance.seed(),
                budget,
                regret,
                instance.testRegret(config),
                instance.trajectory(config).end(),
                interval == null ? Double.NaN : interval.low(),
                interval == null ? Double.NaN : interval.high(),
                corrected == null ? Double.NaN : corrected.low(),
                corrected == null ? Double.NaN : corrected.high(),
                lost.neverOpened(),
                lost.notPromoted(),
                lost.notChosen(),
                delivered.claims(),
                delivered.claims() && worse,
                instance.scale().width(),
                delivered.seconds(),
                delivered.outcome(),
                delivered.opened().size(),
                delivered.askMillis());
    }

    double askSeconds() {
        return askMillis.stream().mapToDouble(Double::doubleValue).sum() / 1000;
    }

    boolean bounded() {
        return !Double.isNaN(low);
    }

    boolean covered() {
        return low <= truth && truth <= high;
    }

    boolean corrected() {
        return !Double.isNaN(correctedLow);
    }

    boolean coveredCorrected() {
        return correctedLow <= truth && truth <= correctedHigh;
    }

    /** How much better than the truth the middle of the corrected interval is, in deviations between seeds. */
    double optimism() {
        double better = (correctedLow + correctedHigh) / 2 - truth;
        return (space.equals(SpaceKind.REAL.key()) ? -better : better) / (sigma * width);
    }

    /** B as keys and tables write it: 5, 6.25. */
    static String number(double budget) {
        return budget == StrictMath.rint(budget) ? Long.toString((long) budget) : Double.toString(budget);
    }

    private static double rounded(double value, double scale) {
        return StrictMath.rint(value * scale) / scale;
    }

    String json() {
        String b = number(budget);
        List<Double> asks = new ArrayList<>();
        askMillis.forEach(ms -> asks.add(rounded(ms, 1e2)));
        return Json.object()
                .with("method", method)
                .with("arm", arm)
                .with("space", space)
                .with("sigma", sigma)
                .with("instance", instance)
                .with("seed", seed)
                .with("budget", budget)
                .with("regret", Map.of(b, regret))
                .with("test_regret", Map.of(b, testRegret))
                .with("low", bounded() ? low : null)
                .with("high", bounded() ? high : null)
                .with("corrected_low", corrected() ? correctedLow : null)
                .with("corrected_high", corrected() ? correctedHigh : null)
                .with("ask_s", rounded(askSeconds(), 1e6))
                .with("trials", trials)
                .with("truth", truth)
                .with("workers", workers)
                .with("cost", timed ? "time" : "epochs")
                .with("never_opened", neverOpened)
                .with("not_promoted", notPromoted)
                .with("not_chosen", notChosen)
                .with("claimed", claimed)
                .with("false_claim", falseClaim)
                .with("width", width)
                .with("makespan_s", seconds)
                .with("outcome", outcome)
                .with("ask_ms", asks)
                .text();
    }

    /**
     * What its uncertainty is between. Instances are drawn from many, so they are; the real tables are all there are, so there it is the seeds.
     */
    String cluster() {
        return space.equals(SpaceKind.REAL.key()) ? "seed " + seed : instance;
    }

    /** What tells a row from the others: of two rows that agree in it, one is a repetition. */
    List<Object> key() {
        return List.of(method, arm, space, sigma, workers, timed, instance, seed, budget);
    }

    /** What has a set of tables of its own. */
    List<Object> setting() {
        return List.of(arm, space, sigma, workers, timed);
    }

    /** What a run with one worker has in common with this one. */
    List<Object> alone() {
        return List.of(arm, space, sigma, 1, timed);
    }
}
