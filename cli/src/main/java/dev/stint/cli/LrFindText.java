package dev.stint.cli;

import dev.stint.cli.doctor.RateSearch;
import dev.stint.cli.doctor.Sounding;
import dev.stint.cli.text.Plot;
import dev.stint.cli.text.Words;
import dev.stint.cli.watch.Style;
import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.insight.RateVerdict;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;

/** A search for the learning rate, for people: the curve, what was read off it, and what to do with it. */
final class LrFindText {

    private static final Plot PLOT = new Plot(64, 10);
    private static final double HEADROOM = 0.3;
    private static final int NAME = 11;

    private final StudySpec spec;
    private final Parameter rate;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private LrFindText(StudySpec spec, Parameter rate, Style style) {
        this.spec = spec;
        this.rate = rate;
        this.style = style;
    }

    static List<String> of(StudySpec spec, Parameter rate, RateSearch.Result result, Style style) {
        LrFindText text = new LrFindText(spec, rate, style);
        switch (result.sounding()) {
            case Sounding.Swept swept -> text.swept(swept);
            case Sounding.Trained trained -> text.trained(trained);
            case Sounding.Failed failed -> failed.text().lines().forEach(text.lines::add);
        }
        text.lines.add("");
        text.lines.add(text.cost(result));
        return text.lines;
    }

    private void swept(Sounding.Swept swept) {
        List<LrSweep.Point> points = swept.points();
        lines.add("The loss of " + points.size() + " batches while " + rate.name() + " rises from "
                + shown(points.getFirst().lr()) + " to "
                + shown(points.getLast().lr()) + ", smoothed:");
        lines.add("");
        switch (swept.verdict()) {
            case LrVerdict.Readable read -> {
                draw(read.smoothed(), read.divergedAt(), read.low(), read.centre(), read.high());
                row("start", read.start(), "the loss begins to fall");
                row("steepest", read.steepest(), "it falls fastest");
                row("edge", read.edge(), "it is lowest");
                row("diverged", read.divergedAt(), "it has clearly turned up");
                answer(read.low(), read.centre(), read.high());
            }
            case LrVerdict.Unreadable not -> {
                draw(not.smoothed(), Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, Double.NaN);
                none(not.reasons(), LrFindAdvice.onSweep(rate.name(), not));
            }
        }
    }

    private void trained(Sounding.Trained trained) {
        lines.add("The script has no sweep (mode lr-range), so it trained "
                + trained.points().size() + " times for "
                + Words.count(trained.length(), spec.fidelity().unit()) + ";");
        lines.add(spec.objective().metric() + " at each " + rate.name() + ":");
        lines.add("");
        switch (trained.verdict()) {
            case RateVerdict.Found found -> {
                draw(trained.points(), Double.POSITIVE_INFINITY, found.low(), found.best(), found.high());
                table(trained.points());
                answer(found.low(), found.best(), found.high());
            }
            case RateVerdict.Unclear unclear -> {
                draw(trained.points(), Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, Double.NaN);
                table(trained.points());
                none(unclear.reasons(), LrFindAdvice.onTrainings(rate.name()));
            }
        }
    }

    /** What happens after the divergence would flatten everything before it. */
    private void draw(List<LrSweep.Point> points, double last, double low, double middle, double high) {
        double[] seen = points.stream()
                .filter(p -> p.lr() <= last && Double.isFinite(p.loss()))
                .mapToDouble(LrSweep.Point::loss)
                .sorted()
                .toArray();
        if (seen.length < 2) {
            return;
        }
        double lowest = seen[0];
        double usual = Math.max(points.getFirst().loss(), seen[seen.length / 2]);
        double top = Double.isFinite(usual) ? usual + HEADROOM * (usual - lowest) : seen[seen.length - 1];
        Plot.Frame frame = new Plot.Frame(
                points.getFirst().lr(),
                points.getLast().lr(),
                lowest,
                Math.max(lowest, Math.min(top, seen[seen.length - 1])));
        List<Plot.Dot> dots =
                points.stream().map(p -> new Plot.Dot(p.lr(), p.loss())).toList();
        PLOT.lines(frame, dots, low, middle, high).forEach(line -> lines.add("  " + line));
        lines.add("");
    }

    private void row(String name, double value, String meaning) {
        lines.add("  " + padded(name, NAME) + padded(shown(value), NAME) + meaning);
    }

    private void table(List<LrSweep.Point> points) {
        points.forEach(p -> lines.add("  " + padded(shown(p.lr()), NAME)
                + (Double.isNaN(p.loss())
                        ? "failed or diverged"
                        : Words.value(spec.objective().value(-p.loss())))));
    }

    private void answer(double low, double centre, double high) {
        lines.add("");
        lines.add(style.bold(rate.name() + " near " + shown(centre) + "; 90 %: " + shown(low) + " to " + shown(high)));
        Domain domain = rate.domain();
        double usual = usual();
        if (Double.isFinite(usual)) {
            lines.add("Your default of " + Words.rate(usual) + " lies "
                    + (usual < low ? "below." : usual > high ? "above." : "inside."));
        }
        if (domain.contains(new Value.Real(Double.parseDouble(shown(centre))))) {
            lines.add("To tell a study: prior: {center: " + shown(centre) + ", confidence: low} at " + rate.name()
                    + ". It is a place to start, never a value to fix.");
        } else {
            lines.add("It lies outside the range of " + rate.name() + ", " + domain.describe() + ": widen it.");
        }
    }

    private double usual() {
        Value value = spec.space().defaults().get(rate.name());
        return value == null ? Double.NaN : value.number();
    }

    private void none(List<String> reasons, String advice) {
        lines.add(style.bold("No answer: " + String.join("; ", reasons) + "."));
        lines.add("-> " + advice);
    }

    private String cost(RateSearch.Result result) {
        String units = result.units() == 0
                ? ""
                : Words.count(result.units(), spec.fidelity().unit()) + ", ";
        return "It took " + Words.count(result.runs(), "short run") + ": " + units
                + Words.amount(new Amount(result.seconds(), Unit.SECONDS), "")
                + " of one slot. Nothing is charged, and nothing stays.";
    }

    private static String shown(double rate) {
        return Words.rate(rate);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
