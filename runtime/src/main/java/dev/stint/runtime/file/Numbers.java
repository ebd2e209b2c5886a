package dev.stint.runtime.file;

import java.math.BigInteger;

/** Whole numbers as YAML's core schema writes them: decimal, {@code 0o17} or {@code 0xFF}. */
final class Numbers {

    /** Reading digits takes time with the square of their number. */
    private static final int LONGEST = 80;

    private Numbers() {}

    static boolean fits(String text) {
        return text.length() <= LONGEST && big(text).bitLength() < Long.SIZE;
    }

    static long whole(String text) {
        return big(text).longValueExact();
    }

    private static BigInteger big(String text) {
        if (text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8);
        }
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return new BigInteger(text);
    }
}
