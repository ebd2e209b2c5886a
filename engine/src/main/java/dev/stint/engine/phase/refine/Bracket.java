package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Lengths;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One bracket of successive halving (Jamieson and Talwalkar 2016, arXiv:1502.07943), derived from the history.
 *
 * <p>Symbols: n entrants at length r, in units of fidelity; rung k keeps the best {@code n_k = ⌊n/η^k⌋} and trains them to
 * {@code r_k = r·η^k}, up to the full length, until one is left.
 */
final class Bracket {

    private final History history;
    private final Field field;
    private final Shape shape;
    private final List<Trial> entrants;

    /**
     * What a bracket is before anything enters.
     *
     * @param n entrants
     * @param r their length; need not be whole
     */
    record Shape(int n, double r, int eta) {

        /** How many are kept at rung k. */
        int kept(int k) {
            return Math.max(1, (int) Math.floor(n / StrictMath.pow(eta, k) + 1e-9));
        }

        /** The length of rung k. */
        long length(StudySpec spec, int k) {
            return Lengths.clamp(spec, StrictMath.round(Math.min(r * StrictMath.pow(eta, k), 1e15)));
        }

        /** Whether rung k exists: something is still to be decided or trained there. */
        boolean has(StudySpec spec, int k) {
            return k == 0 || (kept(k - 1) > 1 && length(spec, k) > length(spec, k - 1));
        }
    }

    /** What a bracket wants next. */
    sealed interface ProxyStanding {

        /** A further entrant. */
        record Opens() implements ProxyStanding {}

        /** A member trained on to a rung. */
        record Promotes(Trial trial, int rung, String why) implements ProxyStanding {}

        /** The end of what runs. */
        record Waits() implements ProxyStanding {}

        /** Nothing more. */
        record Climbed(String why) implements ProxyStanding {}
    }

    private Bracket(History history, Shape shape, List<Trial> entrants) {
        this.history = history;
        this.field = new Field(history);
        this.shape = shape;
        this.entrants = entrants;
    }

    /** A bracket over some entrants; fewer than n while it is being filled. */
    static Bracket of(History history, Shape shape, List<Trial> entrants) {
        return new Bracket(history, shape, List.copyOf(entrants));
    }

    /** The best half of what was explored enters without being trained again; the rest is new. */
    static Bracket afterExploration(History history, PhaseOutline outline, int eta) {
        int n = outline.runs() == null ? 0 : outline.runs();
        long r = outline.length() == null ? history.spec().fidelity().min() : outline.length();
        List<Trial> explored = new Field(history)
                .ranked(history.candidates().stream().filter(t -> !inRefine(t)).toList(), r);
        List<Trial> entrants = new ArrayList<>(explored.subList(0, veterans(n, explored.size())));
        entrants.addAll(opened(history));
        return of(history, new Shape(n, r, eta), entrants);
    }

    /** How many configurations of the exploration enter. */
    static int veterans(int n, int explored) {
        return Math.min(n, (explored + 1) / 2);
    }

    /** What the phase itself opened, in that order. */
    static List<Trial> opened(History history) {
        return history.candidates().stream()
                .filter(t -> inRefine(t) && !t.runs().isEmpty())
                .toList();
    }

    private static boolean inRefine(Trial trial) {
        return trial.phase().equals(HalvingPhase.NAME);
    }

    /** Whether the phase began with too little for a comparison. */
    boolean empty() {
        return shape.n() < 2;
    }

    /** The length of rung k. */
    long length(int k) {
        return shape.length(history.spec(), k);
    }

    /** Whether rung k exists. */
    boolean has(int k) {
        return shape.has(history.spec(), k);
    }

    /** Who takes part in rung k: everybody at rung 0, then the best of the rung below. */
    List<Trial> members(int k) {
        if (k == 0) {
            return entrants;
        }
        List<Trial> ranked = field.ranked(members(k - 1), length(k - 1));
        return ranked.subList(0, Math.min(ranked.size(), shape.kept(k)));
    }

    /** Entrants come first; then the lowest rung that is not complete is trained, which waits for its own members only. */
    ProxyStanding stand(Trains trains) {
        return entrants.size() < shape.n() ? new ProxyStanding.Opens() : climb(trains);
    }

    /** As {@link #stand} without further entrants. */
    ProxyStanding climb(Trains trains) {
        String top = "";
        for (int k = 0; has(k); k++) {
            long rung = length(k);
            List<Trial> members = members(k);
            Trial next = k == 0 ? null : first(trains, members, rung);
            if (next != null) {
                return new ProxyStanding.Promotes(
                        next, k, "among the best " + members.size() + " at " + units(length(k - 1)));
            }
            if (members.stream().anyMatch(t -> !trains.idle(t, 1) && isShort(t, rung))) {
                return new ProxyStanding.Waits();
            }
            top = members.size() + " left at " + units(rung);
        }
        return new ProxyStanding.Climbed("the ladder is climbed: " + top);
    }

    private @Nullable Trial first(Trains trains, List<Trial> members, long rung) {
        return members.stream()
                .filter(t -> trains.idle(t, 1))
                .filter(t -> t.runs().getFirst().state().continuable() && isShort(t, rung))
                .findFirst()
                .orElse(null);
    }

    private boolean isShort(Trial trial, long rung) {
        return trial.runs().getFirst().curve().reached() < Lengths.of(history.spec(), trial.config(), rung);
    }

    private String units(long length) {
        return length + " " + history.spec().fidelity().unit() + "s";
    }
}
