package dev.stint.bench.lr;

import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.insight.OptimizerFamily;
import dev.stint.engine.insight.RateVerdict;
import dev.stint.engine.insight.ShortTrainings;
import dev.stint.engine.phase.transfer.Textbook;
import dev.stint.engine.space.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is read, beside what is true. Rates are decimal logarithms here. */
final class Sheet {

    private static final int BRIEF = 9;
    private static final double Z90 = 1.6449;

    /** Of a 90 % interval. */
    private static final double ALPHA = 0.1;

    private record Interval(double low, double high) {
        boolean holds(double truth) {
            return truth >= low - 1e-9 && truth <= high + 1e-9;
        }

        /** Gneiting and Raftery 2007, eq. 43, in decades; smaller is better. */
        double score(double truth) {
            return high - low + 2 / ALPHA * (Math.max(0, low - truth) + Math.max(0, truth - high));
        }
    }

    private Sheet() {}

    /** The rates of the short trainings, as the product spaces them. */
    static List<Double> briefRates() {
        return IntStream.range(0, BRIEF)
                .mapToObj(i -> Measured.LOW * StrictMath.pow(Measured.HIGH / Measured.LOW, (double) i / (BRIEF - 1)))
                .toList();
    }

    static String of(String title, List<Measured> cases, boolean each) {
        if (cases.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(title + ": " + cases.size() + " cases\n");
        row(text, "shipped prior", cases, m -> prior(m.one().family()));
        row(text, "sweep", cases, Sheet::swept);
        row(text, "short trainings", cases, Sheet::brief);
        text.append(Spoiled.counts(cases));
        List<String> groups = cases.stream()
                .map(m -> m.one().subject() + " " + m.one().optimizer())
                .distinct()
                .toList();
        for (String group : groups) {
            List<Measured> some = cases.stream()
                    .filter(m -> (m.one().subject() + " " + m.one().optimizer()).equals(group))
                    .toList();
            row(text, "  " + group + ", sweep", some, Sheet::swept);
            row(text, "  " + group + ", short trainings", some, Sheet::brief);
        }
        if (each) {
            cases.forEach(m -> text.append(line(m)));
        }
        return text.toString();
    }

    private static void row(
            StringBuilder text, String name, List<Measured> cases, Function<Measured, @Nullable Interval> reading) {
        int held = 0;
        int told = 0;
        double score = 0;
        double same = 0;
        double width = 0;
        for (Measured m : cases) {
            Interval interval = reading.apply(m);
            if (interval != null) {
                told++;
                held += interval.holds(m.truth()) ? 1 : 0;
                score += interval.score(m.truth());
                width += interval.high() - interval.low();
                same += prior(m.one().family()).score(m.truth());
            }
        }
        text.append(String.format(
                Locale.ROOT,
                "%-36s told %2d of %2d, held %2d (%3.0f %%), width %.2f, score %.2f (prior on the same %.2f)%n",
                name,
                told,
                cases.size(),
                held,
                100.0 * held / told,
                width / told,
                score / told,
                same / told));
    }

    /** The shipped table, its factor as the standard deviation. */
    private static Interval prior(OptimizerFamily family) {
        double centre = StrictMath.log10(Textbook.center(Role.LEARNING_RATE, family));
        double sd = StrictMath.log10(Textbook.factor(Role.LEARNING_RATE));
        return new Interval(centre - Z90 * sd, centre + Z90 * sd);
    }

    private static @Nullable Interval swept(Measured m) {
        return LrSweep.read(m.sweep(), m.one().family()) instanceof LrVerdict.Readable read
                ? new Interval(StrictMath.log10(read.low()), StrictMath.log10(read.high()))
                : null;
    }

    private static @Nullable Interval brief(Measured m) {
        return ShortTrainings.read(m.brief()) instanceof RateVerdict.Found found
                ? new Interval(StrictMath.log10(found.low()), StrictMath.log10(found.high()))
                : null;
    }

    private static String line(Measured m) {
        List<String> said = new ArrayList<>();
        said.add(m.one().key() + " b" + m.one().batch() + " w" + m.one().width());
        said.add(String.format(Locale.ROOT, "truth %.1f", m.truth()));
        switch (LrSweep.read(m.sweep(), m.one().family())) {
            case LrVerdict.Readable r ->
                said.add(String.format(
                        Locale.ROOT,
                        "steepest %.2f edge %.2f diverged %.2f centre %.2f sd %.2f",
                        StrictMath.log10(r.steepest()),
                        StrictMath.log10(r.edge()),
                        StrictMath.log10(r.divergedAt()),
                        StrictMath.log10(r.centre()),
                        r.sdDecades()));
            case LrVerdict.Unreadable u -> said.add(String.join("; ", u.reasons()));
        }
        switch (ShortTrainings.read(m.brief())) {
            case RateVerdict.Found f ->
                said.add(String.format(
                        Locale.ROOT,
                        "short %.2f [%.2f, %.2f]",
                        StrictMath.log10(f.best()),
                        StrictMath.log10(f.low()),
                        StrictMath.log10(f.high())));
            case RateVerdict.Unclear u -> said.add("short: " + String.join("; ", u.reasons()));
        }
        return String.join(" | ", said) + "\n";
    }
}
