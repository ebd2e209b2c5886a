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

    /** How many letters must be put in, left out, changed, or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int changed = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
