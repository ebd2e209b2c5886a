package dev.stint.cli.watch;

import dev.stint.cli.text.Words;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.History;

/**
 * How long the rest of the budget lasts.
 *
 * @param since when watching began, in milliseconds
 * @param spentBefore what was spent then
 */
record Pace(long since, double spentBefore) {

    /** Seconds of watching before the rate that was seen counts for more than the number of slots. */
    private static final double TRUST = 15;

    /** {@code about 2 min left}; empty while nobody can tell. */
    String text(History history, long now) {
        double seconds = secondsLeft(history, now);
        return Double.isNaN(seconds) || seconds < 1 ? "" : "about " + Words.duration(rough(seconds)) + " left";
    }

    /** An estimate is not exact to the second, and should not look it. */
    private static double rough(double seconds) {
        double step = seconds < 60 ? 5 : seconds < 600 ? 10 : 60;
        return Math.ceil(seconds / step) * step;
    }

    double secondsLeft(History history, long now) {
        double left =
                history.ledger().total().value() - history.ledger().spent().value();
        double seconds = (now - since) / 1000.0;
        double seen = (history.ledger().spent().value() - spentBefore) / seconds;
        double rate = seconds >= TRUST && seen > 0 ? seen : fullRate(history);
        return rate > 0 ? Math.max(0, left) / rate : Double.NaN;
    }

    /** What all slots together spend in a second; NaN where that depends on the training. */
    private static double fullRate(History history) {
        Unit unit = history.spec().budget().unit();
        double slots = history.slots();
        return switch (unit.kind()) {
            case SLOT_TIME -> slots / unit.base();
            case GPU_TIME -> slots * history.spec().resources().gpusPerTrial() / unit.base();
            case FIDELITY, TRAININGS -> Double.NaN;
        };
    }
}
