package dev.stint.render;

import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.insight.RateVerdict;
import dev.stint.render.Block.Chart;
import dev.stint.render.Block.Para;
import dev.stint.render.Block.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A search for the learning rate outside of a study, as a page that works offline. */
public final class SweepPage {

    private static final String TITLE = "Learning rate";

    private SweepPage() {}

    /** @param points of the sweep, as printed */
    public static String html(String study, List<LrSweep.Point> points, LrVerdict verdict) {
        Section section = SweepSection.of(points, verdict);
        List<Block> blocks = new ArrayList<>(section.blocks());
        if (verdict instanceof LrVerdict.Readable read) {
            blocks.add(new Para(Tone.PLAIN, interval(read.centre(), read.low(), read.high())));
        }
        return page(study, new Section(section.id(), section.title(), blocks), ChartData.sweep(points, verdict));
    }

    /** @param points where short trainings ended, smaller is better */
    public static String html(String study, List<LrSweep.Point> points, RateVerdict verdict) {
        List<Block> blocks = List.of(
                new Chart(
                        "sweep",
                        "Where short trainings ended, over the learning rate",
                        Numbers.count(points.size(), "training") + "; lower is better.",
                        verdict instanceof RateVerdict.Found ? "The band is the 90 % interval of the best." : ""),
                new Para(Tone.PLAIN, text(verdict)));
        SequencedMap<String, @Nullable Object> sweep = new LinkedHashMap<>();
        sweep.put("points", ChartData.points(points));
        sweep.put("smoothed", List.of());
        sweep.put("axis", "where a training ended");
        if (verdict instanceof RateVerdict.Found found) {
            sweep.put("prior", List.of(found.low(), found.best(), found.high()));
        }
        return page(study, new Section("sweep", TITLE, blocks), sweep);
    }

    private static String text(RateVerdict verdict) {
        return switch (verdict) {
            case RateVerdict.Found found -> interval(found.best(), found.low(), found.high());
            case RateVerdict.Unclear unclear -> "No answer: " + Numbers.listed(unclear.reasons()) + ".";
        };
    }

    private static String interval(double best, double low, double high) {
        return "The best rate is near " + SweepSection.rate(best) + "; 90 %: " + SweepSection.rate(low) + " to "
                + SweepSection.rate(high) + ".";
    }

    private static String page(String study, Section section, Map<String, @Nullable Object> sweep) {
        SequencedMap<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("phases", List.of());
        data.put("trials", List.of());
        data.put("parameters", List.of());
        data.put("sweep", sweep);
        return HtmlReport.page(new Document(study, TITLE, List.of(section)), data);
    }
}
