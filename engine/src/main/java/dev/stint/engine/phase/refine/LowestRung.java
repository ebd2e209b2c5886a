package dev.stint.engine.phase.refine;

import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.history.History;
import dev.stint.engine.history.StudyEvent.LowestRungSet;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Milestones;
import dev.stint.engine.phase.Step;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * How far new configurations are trained before they are compared: to the lowest rung whose ranks are expected to say more than chance.
 * Comparing earlier is a waste of what it costs.
 *
 * <p>It never goes below the first rung of the plan, whatever the ranks there: where they are good, a lower one was measured to cost more
 * than it saves (docs/search.md). It is asked after 12 opened configurations, and again whenever their number has grown by a third; the
 * answer is an event, and holds until the next. Where the ranks at the rung are in doubt, {@link Audit} makes sure that it will be seen.
 * Where each length is a training of its own (rescale) it is not asked: what was trained longer shows nothing of shorter lengths.
 */
final class LowestRung {

    private static final int FIRST = 12;

    /** Where fewer pairs are expected to be ordered alike, a comparison is a waste. */
    private static final double CHANCE = 0.62;

    /** In doubt below, which is little of what learning curves usually have at the first rung. */
    private static final double DOUBT = 0.68;

    /** Beyond this share of the full length a comparison is no early one, and nothing would be left to continue. */
    private static final double LATEST = 0.5;

    private LowestRung() {}

    /** The rung that holds now; 0 where nothing was asked yet. */
    static long of(History history) {
        List<LowestRungSet> before = history.lowestRungs();
        return before.isEmpty() ? 0 : before.getLast().length();
    }

    /** The answer to be written down now, or null where nothing is to be asked. */
    static Step.@Nullable StartAt due(History history, List<Long> rungs) {
        int opened = new Field(history).opened();
        List<LowestRungSet> before = history.lowestRungs();
        int last = before.isEmpty() ? 0 : before.getLast().trials();
        boolean ownCourse = history.spec().fidelity().schedule() == Fidelity.Schedule.RESCALE;
        return ownCourse
                        || Milestones.reached(FIRST, opened) <= last
                        || choices(rungs).size() < 2
                ? null
                : answer(EarlyLadder.ofObjective(history, rungs), choices(rungs), opened, history);
    }

    /** The rungs among which it chooses, ascending; the first at least. */
    static List<Long> choices(List<Long> rungs) {
        return rungs.stream()
                .filter(r -> r.equals(rungs.getFirst()) || r <= LATEST * rungs.getLast())
                .toList();
    }

    private static Step.StartAt answer(List<EarlyRanks> ranks, List<Long> choices, int opened, History history) {
        long before = Math.max(of(history), choices.getFirst());
        long length = lowest(ranks, choices, before);
        boolean doubtful = doubtful(ranks, length) || (neverLooked(history) && overtaken(history, length));
        boolean audits = doubtful && length < choices.getLast();
        return new Step.StartAt(
                length, before, audits ? Audit.EACH_TIME : 0, opened, why(history, ranks, length, before));
    }

    private static String why(History history, List<EarlyRanks> ranks, long length, long before) {
        String unit = history.spec().fidelity().unit();
        String metric = history.spec().objective().metric();
        String to = "new configurations are first trained to " + length + " " + unit + (length == 1 ? "" : "s");
        return length == before
                ? to + ", as before"
                : to + ", not " + before + ": " + said(ranks, Math.min(length, before), metric, unit);
    }

    private static boolean neverLooked(History history) {
        return history.lowestRungs().stream().allMatch(set -> set.audits() == 0);
    }

    /**
     * Whether further training brings more than configurations differ by: then whatever was trained on is better than all that was not, and
     * the search cannot see whether others would be as good.
     */
    private static boolean overtaken(History history, long rung) {
        Field field = new Field(history);
        List<Trial> measured = history.candidates().stream()
                .filter(t -> field.measured(t, rung))
                .toList();
        double[] here = sorted(measured.stream().mapToDouble(t -> field.score(t, rung)));
        double[] gains = sorted(measured.stream()
                .mapToDouble(t -> field.searchScore(t) - field.score(t, rung))
                .filter(gain -> gain != 0));
        return gains.length > 0 && median(gains) > here[here.length - 1] - median(here);
    }

    private static double[] sorted(DoubleStream values) {
        return values.filter(Double::isFinite).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    /** The first that is not nearly chance, a lower one than before only where that can be seen; the last where all are. */
    static long lowest(List<EarlyRanks> ranks, List<Long> choices, long before) {
        return choices.stream()
                .filter(r -> ranks.stream().noneMatch(e -> e.length() == r && e.probability() < CHANCE))
                .filter(r -> r >= before || ranks.stream().anyMatch(e -> e.length() == r))
                .findFirst()
                .orElse(choices.getLast());
    }

    private static boolean doubtful(List<EarlyRanks> ranks, long length) {
        return ranks.stream().anyMatch(e -> e.length() == length && e.probability() < DOUBT);
    }

    private static String said(List<EarlyRanks> ranks, long rung, String metric, String unit) {
        return ranks.stream()
                .filter(e -> e.length() == rung)
                .map(e -> e.sentence(metric, unit))
                .findFirst()
                .orElse("");
    }
}
