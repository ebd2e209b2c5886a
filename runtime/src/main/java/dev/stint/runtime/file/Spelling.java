package dev.stint.runtime.file;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that was meant. */
final class Spelling {

    private static final int LONGEST = 64;

    private Spelling() {}

    /** The known word closest to {@code word}, or null where none is. Case, dashes and underscores do not count. */
    static @Nullable String closest(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return null;
        }
        String plain = plain(word);
        String closest = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            String other = plain(candidate);
            int allowed = Math.max(1, other.length() / 3);
            boolean near = Math.abs(other.length() - plain.length()) <= allowed;
            int edits = near ? distance(plain, other) : Integer.MAX_VALUE;
            if (edits <= allowed && edits < fewest) {
                closest = candidate;
                fewest = edits;
            }
        }
        return closest;
    }

    /** {@code did you mean 'x'?}, or what is known here. */
    static String remedy(String word, Collection<String> known, String knownAs) {
        String closest = closest(word, known);
        if (closest != null) {
            return "did you mean '" + closest + "'?";
        }
        return knownAs + (known.isEmpty() ? "none" : String.join(", ", known));
    }

    /** {@code a, b or c}. */
    static String either(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_ .]", "");
    }

    /** Edits that turn one word into the other, a swap of neighbours being one (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 ? j : j == 0 ? i : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(edits[i - 1][j - 1] + change, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
