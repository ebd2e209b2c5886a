package dev.stint.engine.phase.refine;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.Outlook;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.GaussianProcess;
import dev.stint.engine.model.GpData;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.model.RelevanceKernel;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.phase.validate.Finals;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What more budget would buy, played in draws from what is known: a Gaussian process over configurations and trained share is drawn at full
 * length for the best and for new ones. Of these so many are opened as the further budget opens at the pace of this study, chosen by other
 * draws of the same process (Thompson 1933), and the best of all takes the place of the best so far. What that expects makes, with the
 * distance between the best and the median, the unit of {@link Outlook}.
 */
public final class Horizon {

    private static final int MEMBERS = 12;
    private static final int DRAWS = 16;
    private static final int FRESH = 96;

    private static final double LITTLE = 0.05;
    private static final double[] MORE = {0.25, 0.5, 1};

    private final History history;
    private final List<Landscape.Reading> readings;
    private final double[] warped;
    private final Stream stream;

    private Horizon(History history, List<Landscape.Reading> readings) {
        this.history = history;
        this.readings = readings;
        this.warped = HalfRankWarp.warp(
                readings.stream().mapToDouble(Landscape.Reading::score).toArray());
        this.stream = Seed.of(history.spec().seed()).child("horizon").stream();
    }

    /** Null where too little was measured to say anything. */
    public static @Nullable Outlook outlook(History history) {
        Trial best = new Field(history).best();
        List<Landscape.Reading> readings = best == null ? List.of() : Landscape.readings(history);
        if (best == null
                || readings.size() < Outlook.FEWEST
                || !history.ledger().spent().isPositive()) {
            return null;
        }
        Horizon horizon = new Horizon(history, readings);
        double unit = horizon.unit();
        return unit == 0 ? null : horizon.look(best, unit);
    }

    /** What one unit of a warped score is in the metric; 0 where all good scores are the same. */
    private double unit() {
        double[] sorted = Arrays.stream(warped).sorted().toArray();
        double median = sorted[(sorted.length - 1) / 2];
        int top = IntStream.range(0, warped.length).reduce(0, (a, b) -> warped[b] > warped[a] ? b : a);
        int low = IntStream.range(0, warped.length)
                .filter(i -> warped[i] > median && warped[i] < warped[top])
                .reduce(top, (a, b) -> warped[b] < warped[a] ? b : a);
        return low == top ? 0 : (readings.get(top).score() - readings.get(low).score()) / (warped[top] - warped[low]);
    }

    private Outlook look(Trial best, double unit) {
        List<Ahead> ahead = ahead();
        double[] gains = new double[ahead.size()];
        double[][] rows = rows(best).toArray(double[][]::new);
        for (GaussianProcess process : processes()) {
            double[][] drawn = process.draw(rows, 2 * DRAWS, stream);
            for (int d = 0; d < DRAWS; d++) {
                for (int a = 0; a < gains.length; a++) {
                    gains[a] += unit * gain(drawn[d], drawn, ahead.get(a).opened()) / (MEMBERS * DRAWS);
                }
            }
        }
        double spread = spread(unit);
        double little = little(spread);
        return new Outlook(
                history.spec().objective().metric(),
                little,
                IntStream.range(0, gains.length)
                        .mapToObj(a -> row(ahead.get(a), gains[a], spread, little))
                        .toList());
    }

    private Outlook.Row row(Ahead ahead, double gain, double spread, double little) {
        double share = ahead.more().over(history.ledger().spent());
        return Outlook.Row.of(ahead.more(), ahead.rest(), share, gain, spread, little);
    }

    /** Between the best and the median. */
    private double spread(double unit) {
        double[] sorted = Arrays.stream(warped).sorted().toArray();
        return unit * (sorted[sorted.length - 1] - sorted[(sorted.length - 1) / 2]);
    }

    private double little(double spread) {
        double sd = new Finals(history).pooledSd();
        return Double.isFinite(sd) && sd > 0 ? sd : LITTLE * spread;
    }

    /** How much better the best of those opened is than the best so far, which stands first; 0 where none is. */
    private static double gain(double[] truth, double[][] drawn, int opened) {
        double found = truth[0];
        boolean[] taken = new boolean[truth.length];
        for (int i = 0; i < Math.min(opened, truth.length - 1); i++) {
            double[] guide = drawn[DRAWS + i % DRAWS];
            int next = 0;
            for (int j = 1; j < guide.length; j++) {
                next = !taken[j] && (next == 0 || guide[j] > guide[next]) ? j : next;
            }
            taken[next] = true;
            found = Math.max(found, truth[next]);
        }
        return found - truth[0];
    }

    /** Some further budget, and how many configurations it opens. */
    private record Ahead(Amount more, boolean rest, int opened) {}

    private List<Ahead> ahead() {
        Amount spent = history.ledger().spent();
        Amount rest = history.spec().budget().minus(spent).orZero();
        boolean over = history.lifecycle().state() == Lifecycle.State.CLOSED;
        int opened = new Field(history).opened();
        List<Ahead> ahead = new ArrayList<>();
        if (!over && rest.isPositive()) {
            ahead.add(new Ahead(rest, true, opening(opened, rest, spent)));
        }
        for (double share : MORE) {
            Amount more = history.spec().budget().times(share);
            Amount all = over ? more : more.plus(rest);
            ahead.add(new Ahead(all, false, opening(opened, all, spent)));
        }
        return ahead;
    }

    private static int opening(int opened, Amount more, Amount spent) {
        return (int) Math.max(1, Math.round(opened * more.over(spent)));
    }

    private List<GaussianProcess> processes() {
        Encoding encoding = new Encoding(history.spec().space());
        double[][] rows = readings.stream()
                .map(r -> RelevanceKernel.row(encoding.encode(r.config()), r.share()))
                .toArray(double[][]::new);
        return GaussianProcess.sample(
                RelevanceKernel.over(Axis.of(encoding.categorical())), GpData.of(rows, warped), MEMBERS, stream);
    }

    /** The best, then new ones; all at full length. */
    private List<double[]> rows(Trial best) {
        Encoding encoding = new Encoding(history.spec().space());
        List<Config> configs = new ArrayList<>(List.of(best.config()));
        Proposals proposals = new Proposals(history);
        long rung = FreezeThawPhase.lowest(history.spec());
        List<Config> fresh = Candidates.draw(
                history, proposals, rung, Seed.of(history.spec().seed()).child("fresh"));
        for (int i = 0; i < FRESH; i++) {
            configs.add(fresh.get((int) ((long) i * fresh.size() / FRESH)));
        }
        return configs.stream()
                .map(c -> RelevanceKernel.row(encoding.encode(c), 1))
                .toList();
    }
}
