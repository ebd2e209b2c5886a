package dev.stint.render;

/** Characters that a reader cannot see: controls, lone surrogates, and marks that turn the direction of text. */
final class Visible {
    private Visible() {}

    /** The text with a mark in place of each of them. */
    static String text(String text) {
        int[] points = text.codePoints().map(c -> hidden(c) ? 0xfffd : c).toArray();
        return new String(points, 0, points.length);
    }

    /** Whether a code point would mislead; line ends and tabs do not. */
    static boolean hidden(int c) {
        boolean control = c != '\n' && c != '\t' && Character.getType(c) == Character.CONTROL;
        boolean surrogate = Character.getType(c) == Character.SURROGATE;
        return control || surrogate || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
