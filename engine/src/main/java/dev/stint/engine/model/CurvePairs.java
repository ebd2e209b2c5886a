package dev.stint.engine.model;

/** What pairs of curves and pairs of shares have in common under one kernel: computed once, used for every pair of observations. */
final class CurvePairs {
    private final CurveKernel.Member member;
    private final CurveData data;

    /** {@code M} by pairs of curves. */
    final double[][] product;

    /** {@code A} by pairs of curves. */
    final double[][] additive;

    /** {@code κ} by pairs of shares. */
    final double[][] fade;

    CurvePairs(CurveKernel.Member member, CurveData data) {
        this.member = member;
        this.data = data;
        int u = data.curves();
        product = new double[u][u];
        additive = new double[u][u];
        fade = new double[data.t.length][data.t.length];
        for (int a = 0; a < u; a++) {
            for (int b = 0; b <= a; b++) {
                product[a][b] = member.product(data.x[a], data.x[b]);
                product[b][a] = product[a][b];
                additive[a][b] = member.additive(data.x[a], data.x[b]);
                additive[b][a] = additive[a][b];
            }
        }
        for (int p = 0; p < fade.length; p++) {
            for (int q = 0; q < fade.length; q++) {
                fade[p][q] = member.fade(data.t[p], data.t[q]);
            }
        }
    }

    /** {@code k} of two observations. */
    double covariance(int i, int j) {
        int a = data.curveOf[i];
        int b = data.curveOf[j];
        double kappa = fade[data.shareOf[i]][data.shareOf[j]];
        double shared = member.lasting(product[a][b], additive[a][b], data.belief[a] * data.belief[b])
                + kappa * member.fading(product[a][b]);
        return a == b ? shared + member.own(kappa) : shared;
    }

    /** What multiplies κ between two curves, their own part included. */
    double amplitude(int a, int b) {
        double shared = member.fading(product[a][b]);
        return a == b ? shared + member.own(1) - member.own(0) : shared;
    }
}
