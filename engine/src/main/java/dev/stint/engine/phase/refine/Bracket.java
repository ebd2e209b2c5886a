package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Lengths;
import java.util.ArrayList;
import java.util.List;

/**
 * One bracket of successive halving (Jamieson and Talwalkar 2016, arXiv:1502.07943), derived from the history.
 *
 * <p>Symbols: n entrants at length r; rung k keeps the best {@code n_k = ⌊n/η^k⌋} and trains them to {@code r_k = r·η^k}, up to the full
 * length, until one is left. The best half of what was explored enters without being trained again; the rest is new.
 */
final class Bracket {

    private final History history;
    private final Field field;
    private final int n;
    private final long r;
    private final int eta;

    Bracket(History history, PhaseOutline outline, int eta) {
        this.history = history;
        this.field = new Field(history);
        this.n = outline.runs() == null ? 0 : outline.runs();
        this.r = outline.length() == null ? history.spec().fidelity().min() : outline.length();
        this.eta = eta;
    }

    /** Whether the phase began with too little for a comparison. */
    boolean empty() {
        return n < 2;
    }

    /** How many configurations of the exploration enter. */
    static int veterans(int n, int explored) {
        return Math.min(n, (explored + 1) / 2);
    }

    /** How many are kept at rung k. */
    static int kept(int n, int eta, int k) {
        return Math.max(1, (int) Math.floor(n / StrictMath.pow(eta, k) + 1e-9));
    }

    /** The length of rung k. */
    long length(int k) {
        return Lengths.clamp(history.spec(), (long) Math.min(r * StrictMath.pow(eta, k), 1e15));
    }

    /** Whether rung k exists: something is still to be decided or trained there. */
    boolean has(int k) {
        return k == 0 || (kept(n, eta, k - 1) > 1 && length(k) > length(k - 1));
    }

    /** New configurations still to be opened. */
    int missing() {
        return n - veterans(n, explored().size()) - opened().size();
    }

    private List<Trial> explored() {
        return field.ranked(
                history.candidates().stream().filter(t -> !inRefine(t)).toList(), r);
    }

    private List<Trial> opened() {
        return history.candidates().stream()
                .filter(t -> inRefine(t) && !t.runs().isEmpty())
                .toList();
    }

    private static boolean inRefine(Trial trial) {
        return trial.phase().equals(HalvingPhase.NAME);
    }

    /** Who takes part in rung k: everybody at rung 0, then the best of the rung below. */
    List<Trial> members(int k) {
        if (k == 0) {
            List<Trial> explored = explored();
            List<Trial> all = new ArrayList<>(explored.subList(0, veterans(n, explored.size())));
            all.addAll(opened());
            return all;
        }
        List<Trial> ranked = field.ranked(members(k - 1), length(k - 1));
        return ranked.subList(0, Math.min(ranked.size(), kept(n, eta, k)));
    }
}
