package dev.stint.bench.lr;

import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrSweep.Point;
import dev.stint.engine.insight.LrVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** Real sweeps, spoiled so that nothing can be read off them any more. */
enum Spoiled {
    /** Every loss is one of those before the descent: nothing learns and nothing diverges. */
    FLAT((sweep, random) -> {
        int usual = sweep.size() / 5;
        return with(sweep, i -> sweep.get(random.nextInt(usual)).loss());
    }),
    /** Broken off at the edge. */
    CUT((sweep, random) -> {
        int lowest = 0;
        for (int i = 0; i < sweep.size(); i++) {
            lowest = sweep.get(i).loss() < sweep.get(lowest).loss() ? i : lowest;
        }
        return sweep.subList(0, lowest + 1);
    }),
    /** The losses in an order that has nothing to do with the rates. */
    SHUFFLED((sweep, random) -> {
        List<Point> finite =
                sweep.stream().filter(p -> Double.isFinite(p.loss())).toList();
        List<Point> left = new ArrayList<>(finite);
        return with(finite, i -> left.remove(random.nextInt(left.size())).loss());
    });

    private interface Losses {
        double at(int i);
    }

    @SuppressWarnings("ImmutableEnumChecker") // keeps nothing
    private final BiFunction<List<Point>, SplittableRandom, List<Point>> spoil;

    Spoiled(BiFunction<List<Point>, SplittableRandom, List<Point>> spoil) {
        this.spoil = spoil;
    }

    private static List<Point> with(List<Point> sweep, Losses losses) {
        List<Point> spoiled = new ArrayList<>();
        for (int i = 0; i < sweep.size(); i++) {
            spoiled.add(new Point(sweep.get(i).lr(), losses.at(i)));
        }
        return spoiled;
    }

    /** How many of them are called unreadable, and how many of those as they are. */
    static String counts(List<Measured> cases) {
        StringBuilder text = new StringBuilder("unreadable: as they are "
                + cases.stream().filter(m -> unreadable(m, m.sweep())).count());
        for (Spoiled kind : values()) {
            long count = cases.stream()
                    .filter(m -> unreadable(
                            m,
                            kind.spoil.apply(
                                    m.sweep(),
                                    new SplittableRandom(m.one().key().hashCode()))))
                    .count();
            text.append(", ")
                    .append(kind.name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(count);
        }
        return text.append(" of ").append(cases.size()).append("\n").toString();
    }

    private static boolean unreadable(Measured m, List<Point> sweep) {
        return LrSweep.read(sweep, m.one().family()) instanceof LrVerdict.Unreadable;
    }
}
