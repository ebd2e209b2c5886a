package dev.stint.engine.spec;

import java.util.Locale;

/** Sizes in words, in powers of ten as disks are sold: {@code 64 MB}. */
public final class Bytes {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Bytes() {}

    /** Three digits at most. */
    public static String text(long bytes) {
        double value = (double) bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        boolean whole = unit == 0 || value >= 99.95;
        return String.format(
                        Locale.ROOT, whole ? "%.0f %s" : value >= 9.995 ? "%.1f %s" : "%.2f %s", value, UNITS[unit])
                .replaceFirst("\\.0+ ", " ");
    }
}
