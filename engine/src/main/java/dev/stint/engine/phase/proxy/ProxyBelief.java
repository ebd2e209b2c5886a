package dev.stint.engine.phase.proxy;

import dev.stint.engine.history.History;
import dev.stint.engine.insight.CarriedOver;
import dev.stint.engine.insight.ProxyEvidence;
import dev.stint.engine.insight.ProxyVerdict;
import dev.stint.engine.insight.ProxyVerdict.Trust;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.model.PooledProcess;
import dev.stint.engine.model.PooledProcess.Row;
import dev.stint.engine.space.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a stand-in says of a configuration beyond what was known beforehand, in warped scores, larger is better.
 *
 * <p>Where it is trusted for some parameters only, it is asked in those alone: the others stand in the middle for it.
 */
public final class ProxyBelief {

    /** One failed training is not to drown the others. */
    private static final double CUT = 3;

    /** Among the good configurations a stand-in says less than among all: as much of it is expected to hold as of earlier studies. */
    private static final double TRUST = 0.4;

    private final boolean[] believed;
    private final PooledProcess process;
    private final double weight;

    private ProxyBelief(boolean[] believed, PooledProcess process, double weight) {
        this.believed = believed;
        this.process = process;
        this.weight = weight;
    }

    /**
     * Of the stand-in that is heard; null where there is none.
     *
     * @param known what is expected of a row beforehand
     */
    public static @Nullable ProxyBelief of(History history, ToDoubleFunction<double[]> known) {
        ProxyStanding stand = ProxyStanding.heard(history);
        ProxyVerdict verdict = stand == null ? null : stand.verdict();
        if (stand == null || verdict == null) {
            return null;
        }
        Encoding encoding = new Encoding(history.spec().space());
        boolean[] believed = believed(verdict, encoding.dimensions());
        double weight = correlation(verdict.alike());
        PooledProcess process =
                PooledProcess.of(Axis.of(encoding.categorical()), rows(stand.evidence(), believed, known));
        return new ProxyBelief(believed, process, weight);
    }

    /** Of a normal pair (Sheppard 1899): what is expected of the training, for each unit that the stand-in scores. */
    private static double correlation(double alike) {
        return TRUST * Math.max(0, StrictMath.sin(Math.PI * (alike - 0.5)));
    }

    /** Indicators of conditions follow the whole. */
    private static boolean[] believed(ProxyVerdict verdict, int dimensions) {
        boolean some = verdict.trust() == Trust.TRUST_FOR_SOME;
        List<CarriedOver> parameters = verdict.parameters();
        boolean[] believed = new boolean[dimensions];
        for (int j = 0; j < dimensions; j++) {
            believed[j] = !some || (j < parameters.size() && verdict.believed(parameters.get(j)));
        }
        return believed;
    }

    private static List<Row> rows(ProxyEvidence evidence, boolean[] believed, ToDoubleFunction<double[]> known) {
        double[] warped =
                HalfRankWarp.warp(evidence.proxy().stream().mapToDouble(v -> v).toArray());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < warped.length; i++) {
            double output = Math.clamp(warped[i], -CUT, CUT);
            double[] row = evidence.rows().get(i);
            rows.add(new Row(0, masked(row, believed), known.applyAsDouble(row), output, 1, 1));
        }
        return rows;
    }

    private static double[] masked(double[] row, boolean[] believed) {
        return IntStream.range(0, row.length)
                .mapToDouble(j -> believed[j] ? row[j] : 0.5)
                .toArray();
    }

    /** How much of {@link #of(double[])} is expected to hold, in [0, 1]. */
    public double weight() {
        return weight;
    }

    /** For a row of the encoding. */
    public double of(double[] row) {
        return process.of(0, masked(row, believed));
    }
}
