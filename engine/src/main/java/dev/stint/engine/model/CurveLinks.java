package dev.stint.engine.model;

/** What one curve has in common with each curve of the data: the part that does not depend on t, and the part that multiplies κ. */
final class CurveLinks {

    /** The index of a curve that is none of the data's. */
    static final int NEW = -1;

    private final double[] lasting;
    private final double[] fading;
    private final Expectation expected;
    private final int curve;

    CurveLinks(double[] lasting, double[] fading, Expectation expected, int curve) {
        this.lasting = lasting;
        this.fading = fading;
        this.expected = expected;
        this.curve = curve;
    }

    boolean isNew() {
        return curve == NEW;
    }

    Expectation expected() {
        return expected;
    }

    /**
     * The covariances with every observation.
     *
     * @param fade κ by the data's shares
     */
    double[] cross(CurveData data, double[] fade, CurveKernel.Member member) {
        double[] cross = new double[data.size()];
        for (int i = 0; i < cross.length; i++) {
            int other = data.curveOf[i];
            double kappa = fade[data.shareOf[i]];
            cross[i] = lasting[other] + kappa * fading[other] + (other == curve ? member.own(kappa) : 0);
        }
        return cross;
    }
}
