package dev.stint.engine.insight;

import org.jspecify.annotations.Nullable;

/**
 * How much a curve would still gain if it were half as long again, with a 90 % interval; for sentences, never for
 * decisions.
 *
 * <p>Power laws {@code a + b x^-c} and exponentials {@code a + b exp(-k x)} over a grid of c and k, each fitted by
 * least squares in a and b, averaged by their likelihood.
 */
record Extrapolation(double gain, double low, double high) {
    static final double LONGER = 1.5;

    private static final double[] POWERS = {0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3};
    private static final double[] RATES = {0.5, 1, 2, 3, 4, 5, 6, 8, 12};
    private static final double SKIPPED = 0.15;
    private static final double MOST_AUTOCORRELATION = 0.7;
    private static final int FEWEST = 6;

    /** A curve phi(x) that falls; the fit is a + b phi. */
    private record Law(boolean power, double parameter, double end) {
        double at(double x) {
            return power ? StrictMath.pow(x / end, -parameter) : StrictMath.exp(-parameter * x / end);
        }
    }

    private record Fit(double gain, double variance, double squares, double autocorrelation) {}

    /** Null where there are too few points, or where no law describes the curve. */
    static @Nullable Extrapolation of(Trace trace) {
        int from = trace.windowStart(1 - SKIPPED, FEWEST);
        int n = trace.size() - from;
        if (n < FEWEST) {
            return null;
        }
        Fit[] fits = new Fit[POWERS.length + RATES.length];
        for (int i = 0; i < fits.length; i++) {
            boolean power = i < POWERS.length;
            double parameter = power ? POWERS[i] : RATES[i - POWERS.length];
            fits[i] = fit(trace, from, new Law(power, parameter, trace.end()));
        }
        return average(fits, n, trace);
    }

    private static Fit fit(Trace trace, int from, Law law) {
        double[] phi = new double[trace.size()];
        double meanPhi = 0;
        double meanY = 0;
        int n = trace.size() - from;
        for (int i = from; i < phi.length; i++) {
            phi[i] = law.at(trace.x()[i]);
            meanPhi += phi[i] / n;
            meanY += trace.y()[i] / n;
        }
        double spp = 0;
        double spy = 0;
        for (int i = from; i < phi.length; i++) {
            spp += (phi[i] - meanPhi) * (phi[i] - meanPhi);
            spy += (phi[i] - meanPhi) * (trace.y()[i] - meanY);
        }
        double b = spy / spp;
        double squares = 0;
        double lagged = 0;
        double before = 0;
        for (int i = from; i < phi.length; i++) {
            double rest = trace.y()[i] - meanY - b * (phi[i] - meanPhi);
            squares += rest * rest;
            lagged += rest * before;
            before = rest;
        }
        double drop = law.at(trace.end()) - law.at(LONGER * trace.end());
        return new Fit(b * drop, drop * drop / spp, squares, squares > 0 ? lagged / squares : 0);
    }

    private static @Nullable Extrapolation average(Fit[] fits, int n, Trace trace) {
        Fit best = fits[0];
        for (Fit fit : fits) {
            best = fit.squares < best.squares ? fit : best;
        }
        double noise = Math.max(best.squares / (n - 3), trace.sigma() * trace.sigma());
        boolean exact = Math.sqrt(best.squares / n) < 0.01 * trace.fall();
        if (best.autocorrelation > MOST_AUTOCORRELATION && !exact) {
            return null;
        }
        double sum = 0;
        double mean = 0;
        double second = 0;
        for (Fit fit : fits) {
            double weight = noise > 0 ? StrictMath.exp(-0.5 * (fit.squares - best.squares) / noise) : 1;
            sum += weight;
            mean += weight * fit.gain;
            second += weight * (fit.gain * fit.gain + fit.variance * noise);
        }
        mean /= sum;
        double sd = Math.sqrt(Math.max(0, second / sum - mean * mean));
        return new Extrapolation(mean, mean - 1.645 * sd, mean + 1.645 * sd);
    }
}
