package dev.stint.bench.lcbench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Two sets of rows, compared over the instances and seeds that both have. */
final class Paired {

    /** Mean regrets of one instance. */
    private record Pair(double these, double those) {}

    private record Place(String instance, int seed) {
        static Place of(Row row) {
            return new Place(row.instance(), row.seed());
        }
    }

    private final List<Pair> byInstance;

    private Paired(List<Pair> byInstance) {
        this.byInstance = byInstance;
    }

    static Paired of(List<Row> these, List<Row> those) {
        Map<Place, Row> partners = new HashMap<>();
        those.forEach(row -> partners.put(Place.of(row), row));
        Map<String, List<Pair>> pairs = new TreeMap<>();
        for (Row row : these) {
            Row partner = partners.get(Place.of(row));
            if (partner != null) {
                pairs.computeIfAbsent(row.cluster(), i -> new ArrayList<>())
                        .add(new Pair(row.regret(), partner.regret()));
            }
        }
        return new Paired(pairs.values().stream()
                .map(of -> new Pair(mean(of, Pair::these), mean(of, Pair::those)))
                .toList());
    }

    private static double mean(List<Pair> pairs, ToDoubleFunction<Pair> side) {
        return pairs.stream().mapToDouble(side).average().orElse(Double.NaN);
    }

    /** These minus those. */
    Clustered difference() {
        return Clustered.of(byInstance.stream().map(p -> p.these() - p.those()).toList());
    }

    /** The mean of these over the mean of those; how it varies between instances is taken to the first order. */
    Clustered ratio() {
        double below = mean(byInstance, Pair::those);
        double ratio = mean(byInstance, Pair::these) / below;
        return Clustered.of(byInstance.stream()
                .map(p -> ratio + (p.these() - ratio * p.those()) / below)
                .toList());
    }
}
