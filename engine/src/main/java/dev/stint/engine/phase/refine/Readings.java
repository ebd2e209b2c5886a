package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Trial;
import dev.stint.engine.model.CurveData;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.phase.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The scores of the trials at the rungs, warped together: what a model of curves learns from.
 *
 * <p>A model is cubic in them. Of more trials than it can hold, the best are kept with all that is known of them, and of the others
 * every so many by rank, so that it still knows where it is bad.
 */
final class Readings {

    /** What a process over curves holds. */
    private static final int MOST_TRIALS = 300;

    /** One score at one rung. */
    private record Reading(int curve, double share, double score) {}

    private final List<Trial> trials;
    private final Map<Integer, Integer> curveOf = new LinkedHashMap<>();
    private final List<CurveData.Point> points = new ArrayList<>();

    private Readings(List<Trial> trials) {
        this.trials = trials;
        for (int i = 0; i < trials.size(); i++) {
            curveOf.put(trials.get(i).number(), i);
        }
    }

    static Readings of(History history, List<Long> rungs) {
        Readings readings = new Readings(kept(history, rungs, MOST_TRIALS));
        List<Reading> raw = new ArrayList<>();
        for (Trial trial : readings.trials) {
            for (long rung : rungs) {
                double score = new Field(history).observed(trial, rung);
                if (!Double.isNaN(score)) {
                    raw.add(new Reading(readings.curve(trial.number()), share(history, rung), score));
                }
            }
        }
        double[] warped =
                HalfRankWarp.warp(raw.stream().mapToDouble(Reading::score).toArray());
        for (int i = 0; i < warped.length; i++) {
            readings.points.add(
                    new CurveData.Point(raw.get(i).curve(), raw.get(i).share(), warped[i]));
        }
        return readings;
    }

    /** At most so many trials: the better half of them the best of all, the others every so many by rank. */
    static List<Trial> kept(History history, List<Long> rungs, int most) {
        List<Trial> all = history.candidates();
        if (all.size() <= most) {
            return all;
        }
        double[] top = all.stream().mapToDouble(t -> highest(history, t, rungs)).toArray();
        List<Trial> ranked = IntStream.range(0, top.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -top[i]).thenComparing(i -> i))
                .map(all::get)
                .toList();
        return thinned(ranked, most);
    }

    private static List<Trial> thinned(List<Trial> ranked, int most) {
        int best = most / 2;
        int others = ranked.size() - best;
        List<Trial> kept = new ArrayList<>(ranked.subList(0, best));
        for (int i = 0; i < most - best; i++) {
            kept.add(ranked.get(best + (int) ((long) i * others / (most - best))));
        }
        return kept;
    }

    private static double highest(History history, Trial trial, List<Long> rungs) {
        return rungs.stream()
                .mapToDouble(r -> new Field(history).observed(trial, r))
                .filter(s -> !Double.isNaN(s))
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    private static double share(History history, long rung) {
        return Math.min(1, (double) rung / history.spec().fidelity().max());
    }

    /** One a curve, in the order of the curves. */
    List<Trial> trials() {
        return trials;
    }

    List<CurveData.Point> points() {
        return points;
    }

    /** Whether a trial is among those kept. */
    boolean has(int trial) {
        return curveOf.containsKey(trial);
    }

    /** The curve of a trial that is among those kept. */
    int curve(int trial) {
        return Objects.requireNonNull(curveOf.get(trial), "this trial was left out");
    }

    /** The best warped score; 0 where there is none. */
    double best() {
        return points.stream().mapToDouble(CurveData.Point::output).max().orElse(0);
    }
}
