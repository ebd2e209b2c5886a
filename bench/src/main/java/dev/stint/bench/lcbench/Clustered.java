package dev.stint.bench.lcbench;

import dev.stint.engine.model.Interval;
import dev.stint.engine.model.StudentT;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A mean over instances of the means over seeds, with the uncertainty that is between instances; or the other way round, see {@link Row#cluster}.
 *
 * @param error standard error; NaN with one instance
 */
record Clustered(double mean, double error, List<Double> byInstance) {

    Clustered {
        byInstance = List.copyOf(byInstance);
    }

    static Clustered of(List<Row> rows, ToDoubleFunction<Row> value) {
        TreeMap<String, double[]> sums = new TreeMap<>();
        for (Row row : rows) {
            double[] sum = sums.computeIfAbsent(row.cluster(), i -> new double[2]);
            sum[0] += value.applyAsDouble(row);
            sum[1]++;
        }
        return of(sums.values().stream().map(s -> s[0] / s[1]).toList());
    }

    static Clustered of(List<Double> means) {
        double mean = means.stream().mapToDouble(m -> m).average().orElse(Double.NaN);
        double squares =
                means.stream().mapToDouble(m -> (m - mean) * (m - mean)).sum();
        int n = means.size();
        return new Clustered(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n), means);
    }

    /** The 90 % interval of the mean; it needs two instances. */
    Interval interval() {
        return StudentT.meanInterval(byInstance.stream().mapToDouble(m -> m).toArray(), 0.9);
    }
}
