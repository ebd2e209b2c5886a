package dev.stint.engine.model;

/** The weights of a gradient, {@code W}, summed over the observations of each pair of curves and of each pair of shares. */
final class CurveWeights {

    /** {@code Σ W_ij} over the observations of two curves. */
    final double[][] lasting;

    /** {@code Σ W_ij·κ_ij} over the observations of two curves. */
    final double[][] fading;

    /** {@code Σ W_ij} times what multiplies κ there, over the observations at two shares. */
    final double[][] byShare;

    private CurveWeights(int curves, int shares) {
        lasting = new double[curves][curves];
        fading = new double[curves][curves];
        byShare = new double[shares][shares];
    }

    /** @param w symmetric, row-major */
    static CurveWeights of(CurveData data, CurvePairs pairs, double[] w) {
        CurveWeights sums = new CurveWeights(data.curves(), data.t.length);
        int n = data.size();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sums.add(data, pairs, i, j, w[i * n + j]);
            }
        }
        return sums;
    }

    private void add(CurveData data, CurvePairs pairs, int i, int j, double weight) {
        int a = data.curveOf[i];
        int b = data.curveOf[j];
        int p = data.shareOf[i];
        int q = data.shareOf[j];
        lasting[a][b] += weight;
        fading[a][b] += weight * pairs.fade[p][q];
        byShare[p][q] += weight * pairs.amplitude(a, b);
    }
}
