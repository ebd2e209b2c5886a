package dev.stint.cli.text;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody may have meant. */
public final class Spelling {

    private Spelling() {}

    /** {@code Did you mean lr?}, or an empty text where nothing is near. */
    public static String hint(String given, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(given, word) <= 1 + given.length() / 3)
                .min(Comparator.comparingInt((String word) -> distance(given, word)))
                .map(word -> " Did you mean " + word + "?")
                .orElse("");
    }

    /** How many letters must be put in, left out or changed. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
