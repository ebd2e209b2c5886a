package dev.stint.cli.watch;

/** Bars made of characters. */
final class Bar {

    private Bar() {}

    /** Filled up to {@code done}, shaded up to {@code done + promised}; both shares of one. */
    static String of(double done, double promised, int columns) {
        int full = (int) Math.round(clamp(done) * columns);
        int shaded = (int) Math.round(clamp(done + promised) * columns) - full;
        return "█".repeat(full)
                + "▒".repeat(Math.max(0, shaded))
                + "░".repeat(Math.max(0, columns - full - Math.max(0, shaded)));
    }

    private static double clamp(double share) {
        return Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
    }
}
