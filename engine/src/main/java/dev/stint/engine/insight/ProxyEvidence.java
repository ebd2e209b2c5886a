package dev.stint.engine.insight;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a stand-in scored, and what the training itself scored of the same configurations.
 *
 * @param names of the tuned parameters, one a coordinate of the rows
 * @param numeric whether a coordinate has an order
 * @param rows of the unit cube, one a configuration that the stand-in trained
 * @param proxy its scores, larger is better; not NaN, failures are minus infinity
 * @param training scores of the training itself; NaN where it was not trained
 */
public record ProxyEvidence(
        List<String> names, List<Boolean> numeric, List<double[]> rows, List<Double> proxy, List<Double> training) {

    public ProxyEvidence {
        names = List.copyOf(names);
        numeric = List.copyOf(numeric);
        rows = List.copyOf(rows);
        proxy = List.copyOf(proxy);
        training = List.copyOf(training);
    }

    /** How many configurations both trained. */
    public int pairs() {
        return (int) training.stream().filter(t -> !Double.isNaN(t)).count();
    }

    private int[] paired() {
        return IntStream.range(0, training.size())
                .filter(i -> !Double.isNaN(training.get(i)))
                .toArray();
    }

    double[] pairedProxy() {
        return Arrays.stream(paired()).mapToDouble(proxy::get).toArray();
    }

    double[] pairedTraining() {
        return Arrays.stream(paired()).mapToDouble(training::get).toArray();
    }

    double[][] pairedRows() {
        return Arrays.stream(paired()).mapToObj(rows::get).toArray(double[][]::new);
    }
}
