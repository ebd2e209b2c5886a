package dev.stint.engine.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last pairs {@code (s, y)} and the two-loop recursion in the free variables (Nocedal and Wright 2006, 7.4). */
final class LbfgsMemory {
    private static final double LEAST_CURVATURE = 1e-10;

    private static final class Pair {
        private final double[] s;
        private final double[] y;

        Pair(double[] s, double[] y) {
            this.s = s;
            this.y = y;
        }
    }

    private record Weighted(Pair pair, double rho, double alpha) {}

    private final int capacity;
    private final Deque<Pair> newestFirst = new ArrayDeque<>();

    LbfgsMemory(int capacity) {
        this.capacity = capacity;
    }

    boolean isEmpty() {
        return newestFirst.isEmpty();
    }

    void clear() {
        newestFirst.clear();
    }

    /** Keeps the pair unless its curvature is not clearly positive, which would make the direction ascend. */
    void remember(double[] s, double[] y) {
        if (!curved(Vectors.dot(s, y), Vectors.dot(s, s), Vectors.dot(y, y))) {
            return;
        }
        newestFirst.addFirst(new Pair(s, y));
        if (newestFirst.size() > capacity) {
            newestFirst.removeLast();
        }
    }

    /** {@code −H·g} over the free variables, 0 elsewhere. */
    double[] direction(double[] gradient, boolean[] free) {
        double[] q = new double[gradient.length];
        for (int i = 0; i < q.length; i++) {
            q[i] = free[i] ? -gradient[i] : 0;
        }
        List<Weighted> used = new ArrayList<>();
        for (Pair pair : newestFirst) {
            double sy = dot(pair.s, pair.y, free);
            if (curved(sy, dot(pair.s, pair.s, free), dot(pair.y, pair.y, free))) {
                double alpha = dot(pair.s, q, free) / sy;
                add(q, -alpha, pair.y, free);
                used.add(new Weighted(pair, 1 / sy, alpha));
            }
        }
        scale(q, used, free);
        for (Weighted w : used.reversed()) {
            double beta = w.rho * dot(w.pair.y, q, free);
            add(q, w.alpha - beta, w.pair.s, free);
        }
        return q;
    }

    private static void scale(double[] q, List<Weighted> used, boolean[] free) {
        if (used.isEmpty()) {
            return;
        }
        Weighted newest = used.getFirst();
        double gamma = 1 / (newest.rho * dot(newest.pair.y, newest.pair.y, free));
        for (int i = 0; i < q.length; i++) {
            q[i] *= gamma;
        }
    }

    private static boolean curved(double sy, double ss, double yy) {
        return sy > LEAST_CURVATURE * Math.sqrt(ss) * Math.sqrt(yy) && Double.isFinite(yy);
    }

    private static void add(double[] into, double factor, double[] v, boolean[] free) {
        for (int i = 0; i < into.length; i++) {
            into[i] += free[i] ? factor * v[i] : 0;
        }
    }

    private static double dot(double[] a, double[] b, boolean[] free) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += free[i] ? a[i] * b[i] : 0;
        }
        return sum;
    }
}
