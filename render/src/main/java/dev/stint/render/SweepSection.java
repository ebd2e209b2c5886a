package dev.stint.render;

import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.report.Report;
import dev.stint.render.Block.Chart;
import dev.stint.render.Block.Para;
import dev.stint.render.Block.Tone;
import java.util.ArrayList;
import java.util.List;

/** The learning-rate sweep, or why it says nothing. */
final class SweepSection {
    private static final String KEY = "The band is the prior: what the search takes from the sweep.";

    private SweepSection() {}

    static Section of(Report report) {
        return of(report.sweep(), report.sweepVerdict());
    }

    static Section of(List<LrSweep.Point> points, LrVerdict verdict) {
        List<Block> blocks = new ArrayList<>();
        if (!points.isEmpty()) {
            blocks.add(new Chart(
                    "sweep",
                    "Loss over the learning rate",
                    says(points, verdict),
                    verdict instanceof LrVerdict.Readable ? KEY : ""));
        }
        switch (verdict) {
            case LrVerdict.Readable read -> blocks.add(new Para(Tone.PLAIN, readable(read)));
            case LrVerdict.Unreadable not when !points.isEmpty() -> blocks.add(new Para(Tone.PLAIN, unreadable(not)));
            case LrVerdict.Unreadable ignored -> {}
        }
        return new Section("sweep", "Learning-rate sweep", blocks);
    }

    private static String says(List<LrSweep.Point> points, LrVerdict verdict) {
        String text = "Loss of " + Numbers.count(points.size(), "batch") + " while the rate rises from "
                + Numbers.value(points.getFirst().lr()) + " to "
                + Numbers.value(points.getLast().lr());
        return text + (verdict instanceof LrVerdict.Readable ? "." : ". No rate can be read from it.");
    }

    private static String readable(LrVerdict.Readable read) {
        double factor = StrictMath.pow(10, read.priorSdDecades());
        return "The loss begins to fall at " + rate(read.start()) + ", falls fastest at " + rate(read.steepest())
                + ", is lowest at " + rate(read.edge()) + " and has diverged at " + rate(read.divergedAt())
                + ". As a prior for the peak rate: " + rate(read.centre()) + ", within a factor of "
                + Numbers.value(factor, factor / 10)
                + " either way (one standard deviation). It is a place to start, never a value to fix.";
    }

    /** A rate is read off a grid: two digits, a third after a one. */
    static String rate(double rate) {
        return Numbers.value(rate, rate / 10);
    }

    private static String unreadable(LrVerdict.Unreadable not) {
        String help = not.higherRatesMayHelp() ? " A second sweep to higher rates may help." : "";
        return "Cannot tell a learning rate from this sweep: " + Numbers.listed(not.reasons()) + "." + help;
    }
}
