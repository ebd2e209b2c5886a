package dev.stint.bench.lr;

import dev.stint.engine.insight.LrSweep.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What real trainings of a case showed.
 *
 * @param sweep the exponential sweep
 * @param brief one short training at each of a few rates of the user's range, as the product makes them
 * @param dense the mean loss of short trainings with other seeds; NaN where one diverged
 */
record Measured(Case one, List<Point> sweep, List<Point> brief, List<Point> dense) {

    /** The range of the learning rate in the study file of both examples. */
    static final double LOW = 1e-5;

    static final double HIGH = 1;

    private static final int DENSE = 23;

    static Measured of(Case one, Subject subject, List<Double> briefRates) {
        List<Point> brief = briefRates.stream()
                .map(rate -> new Point(rate, subject.train(one, rate, 0)))
                .toList();
        List<Point> dense = new ArrayList<>();
        for (int i = 0; i < DENSE; i++) {
            double rate = StrictMath.pow(10, -4 + 0.2 * i);
            dense.add(new Point(rate, mean(one, subject, rate)));
        }
        return new Measured(one, subject.sweep(one, LOW / 10, HIGH * 10, 175), brief, dense);
    }

    private static double mean(Case one, Subject subject, double rate) {
        double sum = 0;
        for (int seed = 1; seed <= one.replicates() && !Double.isNaN(sum); seed++) {
            sum += subject.train(one, rate, seed);
        }
        return sum / one.replicates();
    }

    /** Decimal logarithm of the rate with the lowest loss in the dense sweep. */
    double truth() {
        Point best = dense.stream()
                .filter(p -> Double.isFinite(p.loss()))
                .reduce((a, b) -> b.loss() < a.loss() ? b : a)
                .orElseThrow();
        return StrictMath.log10(best.lr());
    }

    String line() {
        return String.join(
                ";",
                one.subject(),
                one.optimizer(),
                one.number() + "",
                one.batch() + "",
                one.width() + "",
                text(sweep),
                text(brief),
                text(dense));
    }

    private static String text(List<Point> points) {
        return points.stream()
                .map(p -> String.format(Locale.ROOT, "%.6g:%.5g", p.lr(), p.loss()))
                .collect(Collectors.joining(" "));
    }

    static Measured parse(String line) {
        String[] f = line.split(";", -1);
        Case one = new Case(f[0], f[1], Integer.parseInt(f[2]), Integer.parseInt(f[3]), Integer.parseInt(f[4]));
        return new Measured(one, points(f[5]), points(f[6]), points(f[7]));
    }

    private static List<Point> points(String text) {
        List<Point> points = new ArrayList<>();
        for (String pair : text.split(" ", -1)) {
            int colon = pair.indexOf(':');
            points.add(new Point(
                    Double.parseDouble(pair.substring(0, colon)), Double.parseDouble(pair.substring(colon + 1))));
        }
        return points;
    }
}
