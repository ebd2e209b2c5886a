package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.model.PooledProcess;
import dev.stint.engine.model.PooledProcess.Row;
import dev.stint.engine.space.Encoding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What earlier studies say of a configuration: a process over the scores of all of them, each study's warped by themselves so that only
 * ranks and gaps within it count, with the textbook as the prior mean. In warped scores, larger is better.
 */
final class Experience {

    /** A single study's outlier is not to drown the others. */
    private static final double CUT = 3;

    /** Of one study; the longest trained are kept. */
    private static final int MOST_TRIALS = 50;

    /** Fewer trials of a study say nothing about how it agrees with the textbook. */
    private static final int FEWEST = 4;

    private final Advice advice;
    private final List<Axis> axes;
    private final List<List<Row>> studies;
    private final PooledProcess process;
    private final double centre;
    private final double agreement;

    /** @param heard whether each of the studies is */
    private Experience(Advice advice, List<Axis> axes, List<List<Row>> studies, List<Boolean> heard) {
        this.advice = advice;
        this.axes = axes;
        this.studies = studies;
        List<List<Row>> those = IntStream.range(0, studies.size())
                .filter(heard::get)
                .mapToObj(studies::get)
                .toList();
        List<Row> rows = those.stream().flatMap(List::stream).toList();
        this.process = PooledProcess.of(axes, rows);
        this.centre = rows.stream()
                .mapToDouble(r -> r.mean() + process.together(r.x()))
                .average()
                .orElse(0);
        this.agreement = agreement(those);
    }

    static Experience of(History history) {
        return history.lasting(
                Experience.class, h -> of(h.knowledge(), new Encoding(h.spec().space()), Advice.of(h)));
    }

    private static Experience of(Knowledge knowledge, Encoding encoding, Advice advice) {
        List<List<Row>> studies = new ArrayList<>();
        for (PastStudy study : knowledge.studies()) {
            studies.add(rows(study, studies.size(), encoding, advice));
        }
        return new Experience(
                advice, Axis.of(encoding.categorical()), studies, Collections.nCopies(studies.size(), true));
    }

    /** The same of some of the studies, which keep their numbers. */
    Experience of(List<Boolean> heard) {
        return heard.contains(false) ? new Experience(advice, axes, studies, heard) : this;
    }

    /** What each study measured. */
    List<List<Row>> studies() {
        return studies;
    }

    private static List<Row> rows(PastStudy study, int s, Encoding encoding, Advice advice) {
        List<PastTrial> trials = study.trials().stream()
                .sorted(Comparator.comparingDouble(t -> -reached(t)))
                .limit(MOST_TRIALS)
                .toList();
        double[] warped =
                HalfRankWarp.warp(trials.stream().mapToDouble(Experience::last).toArray());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < warped.length; i++) {
            double[] x = encoding.encode(trials.get(i).config());
            double output = Math.clamp(warped[i], -CUT, CUT);
            rows.add(new Row(s, x, advice.mean(x), output, reached(trials.get(i)), study.similarity()));
        }
        return rows;
    }

    /** The mean over studies of the correlation between what the textbook says and what was measured; 0 if none can tell. */
    private static double agreement(List<List<Row>> studies) {
        return studies.stream()
                .filter(rows -> rows.size() >= FEWEST)
                .mapToDouble(Experience::correlation)
                .average()
                .orElse(0);
    }

    private static double correlation(List<Row> rows) {
        double mean = rows.stream().mapToDouble(Row::mean).average().orElse(0);
        double output = rows.stream().mapToDouble(Row::output).average().orElse(0);
        double both = 0;
        double means = 0;
        double outputs = 0;
        for (Row row : rows) {
            both += (row.mean() - mean) * (row.output() - output);
            means += (row.mean() - mean) * (row.mean() - mean);
            outputs += (row.output() - output) * (row.output() - output);
        }
        return means * outputs == 0 ? 0 : both / Math.sqrt(means * outputs);
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

    /**
     * Whether these studies look like this kind of training at all: in what was measured, what the textbook recommends was no worse than
     * the rest. Studies whose best is everybody's worst were made of something else, and what they liked is not tried first.
     */
    boolean trusted() {
        return agreement >= 0;
    }

    /** What all say together of a row, about 0 on average over what was tried. */
    double of(double[] x) {
        return advice.mean(x) + process.together(x) - centre;
    }

    /** What one study says of a row. */
    double of(int study, double[] x) {
        return advice.mean(x) + process.of(study, x) - centre;
    }
}
