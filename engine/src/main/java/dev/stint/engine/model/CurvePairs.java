package dev.stint.engine.model;

/**
 * What pairs of curves and pairs of shares have in common under one kernel: computed once, used for every pair of observations.
 *
 * <p>Arrays are indexed by curve and curve, or by share and share; all are symmetric.
 */
final class CurvePairs {
    private final CurveKernel.Member member;
    private final CurveData data;

    /** {@code M}, {@code E1} and {@code E2}. */
    final double[][][] shapes;

    /** {@code f·f'}. */
    final double[][] expected;

    /** What does not depend on t. */
    final double[][] lasting;

    /** What multiplies {@code κ}. */
    final double[][] fading;

    /** {@code κ} by pairs of shares. */
    final double[][] fade;

    CurvePairs(CurveKernel.Member member, CurveData data) {
        this.member = member;
        this.data = data;
        int u = data.curves();
        shapes = new double[u][u][];
        expected = new double[u][u];
        lasting = new double[u][u];
        fading = new double[u][u];
        fade = new double[data.t.length][data.t.length];
        for (int a = 0; a < u; a++) {
            for (int b = 0; b <= a; b++) {
                link(a, b);
            }
        }
        for (int p = 0; p < fade.length; p++) {
            for (int q = 0; q < fade.length; q++) {
                fade[p][q] = member.fade(data.t[p], data.t[q]);
            }
        }
    }

    private void link(int a, int b) {
        double[] shape = member.shapes(data.x[a], data.x[b]);
        double both = data.expected[a].times(data.expected[b]);
        shapes[a][b] = shape;
        shapes[b][a] = shape;
        expected[a][b] = both;
        expected[b][a] = both;
        lasting[a][b] = member.lasting(shape, both);
        lasting[b][a] = lasting[a][b];
        fading[a][b] = member.fading(shape);
        fading[b][a] = fading[a][b];
    }

    /** {@code k} of two observations. */
    double covariance(int i, int j) {
        int a = data.curveOf[i];
        int b = data.curveOf[j];
        double kappa = fade[data.shareOf[i]][data.shareOf[j]];
        double shared = lasting[a][b] + kappa * fading[a][b];
        return a == b ? shared + member.own(kappa) : shared;
    }

    /** What multiplies κ between two curves, their own part included. */
    double amplitude(int a, int b) {
        return a == b ? fading[a][b] + member.own(1) - member.own(0) : fading[a][b];
    }
}
