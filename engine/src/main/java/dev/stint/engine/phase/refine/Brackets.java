package dev.stint.engine.phase.refine;

import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The outer loop of Hyperband (Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar 2018, JMLR 18(185), Algorithm 1): how many
 * configurations each bracket of successive halving opens, and at which length.
 *
 * <p>Symbols: R the full length and r_min the shortest useful one, in units of fidelity; {@code s_max = ⌊log_η(R/r_min)⌋}; bracket
 * {@code s = s_max, …, 0} opens {@code n = ⌈(s_max + 1)·η^s/(s + 1)⌉} configurations at {@code r = R·η^−s} and keeps
 * {@code n_i = ⌊n·η^−i⌋} at {@code r_i = r·η^i}. R = 81, η = 3 gives Table 1.
 *
 * <p>The paper's loop costs about (s_max + 1)² trainings, more than most studies have. Here the most exploratory bracket that the
 * share buys whole comes first, the last one opens as many as the rest buys, and when the loop is through it begins again.
 */
record Brackets(StudySpec spec, int eta, int sMax, List<Bracket.Shape> planned) {

    Brackets {
        planned = List.copyOf(planned);
    }

    /**
     * The brackets that a share buys.
     *
     * @param trainings the share, in trainings of the full length
     */
    static Brackets of(StudySpec spec, int eta, double trainings) {
        int sMax = deepest(spec, eta, trainings);
        Brackets loop = new Brackets(spec, eta, sMax, List.of());
        List<Bracket.Shape> planned = new ArrayList<>();
        double left = trainings;
        for (int j = 0; ; j++) {
            Bracket.Shape whole = loop.whole(j);
            Bracket.Shape cut = loop.cut(whole, left);
            left -= loop.cost(cut);
            if (cut.n() >= loop.fewest(whole)) {
                planned.add(cut);
            }
            if (cut.n() < whole.n()) {
                return new Brackets(spec, eta, sMax, planned);
            }
        }
    }

    /** One of a bracket that compares nothing, two of any other. */
    private int fewest(Bracket.Shape whole) {
        return whole.has(spec, 1) ? 2 : 1;
    }

    /** The largest s whose bracket brings at least one configuration to R within the share; all there are where none does. */
    private static int deepest(StudySpec spec, int eta, double trainings) {
        int limit = limit(spec, eta);
        for (int s = limit; s >= 0; s--) {
            Brackets loop = new Brackets(spec, eta, s, List.of());
            if (loop.cost(loop.whole(0)) <= trainings + 1e-9) {
                return s;
            }
        }
        return limit;
    }

    /** {@code ⌊log_η(R/r_min)⌋} without a logarithm, which is inexact where it matters. */
    static int limit(StudySpec spec, int eta) {
        int s = 0;
        for (long r = spec.fidelity().min(); r <= spec.fidelity().max() / eta; r *= eta) {
            s++;
        }
        return s;
    }

    /** Bracket j of the endless loop as the paper has it, j from 0. */
    private Bracket.Shape whole(int j) {
        int s = sMax - j % (sMax + 1);
        double powers = StrictMath.pow(eta, s);
        int n = (int) StrictMath.ceil((sMax + 1) * powers / (s + 1) - 1e-9);
        return new Bracket.Shape(n, spec.fidelity().max() / powers, eta);
    }

    /** Bracket j: as planned, or whole beyond the plan. */
    Bracket.Shape bracket(int j) {
        return j < planned.size() ? planned.get(j) : whole(j);
    }

    /** The same with as many entrants as a number of trainings buys. */
    private Bracket.Shape cut(Bracket.Shape whole, double trainings) {
        int low = 0;
        int high = whole.n();
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            boolean affordable = cost(new Bracket.Shape(middle, whole.r(), eta)) <= trainings + 1e-9;
            low = affordable ? middle : low;
            high = affordable ? high : middle - 1;
        }
        return new Bracket.Shape(low, whole.r(), eta);
    }

    /** What a bracket costs in trainings of the full length; promoted runs go on where checkpoints are kept, else start over. */
    double cost(Bracket.Shape shape) {
        double units = (double) shape.n() * shape.length(spec, 0);
        for (int k = 1; shape.n() > 0 && shape.has(spec, k); k++) {
            long from = spec.resumes() ? shape.length(spec, k - 1) : 0;
            units += (double) shape.kept(k) * (shape.length(spec, k) - from);
        }
        return units / spec.fidelity().max();
    }

    /** {@code 9 × 1, 3 × 3, 1 × 9}. */
    String ladder(Bracket.Shape shape) {
        StringBuilder text = new StringBuilder(shape.n() + " × " + shape.length(spec, 0));
        for (int k = 1; shape.has(spec, k); k++) {
            text.append(", ").append(shape.kept(k)).append(" × ").append(shape.length(spec, k));
        }
        return text.toString();
    }
}
