package dev.stint.bench.lcbench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Every method at every budget on every instance and seed, a few instances at a time. */
final class Race {

    private final Suite suite;
    private final List<Method> methods;
    private final List<Double> budgets;
    private final List<Setting> settings;
    private final Consumer<String> lines;
    private int over;

    Race(Suite suite, List<Method> methods, List<Double> budgets, List<Setting> settings, Consumer<String> lines) {
        this.suite = suite;
        this.methods = methods;
        this.budgets = budgets;
        this.settings = settings;
        this.lines = lines;
    }

    /** All rows, in the order of settings, methods, instances and seeds. */
    List<Row> run(List<String> instances, int firstSeed, int untilSeed, int jobs) {
        List<Future<List<Row>>> parts = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(jobs)) {
            for (int seed = firstSeed; seed < untilSeed; seed++) {
                for (String name : instances) {
                    int each = seed;
                    int all = instances.size() * (untilSeed - firstSeed);
                    parts.add(threads.submit(() -> one(name, each, all)));
                }
            }
            for (Future<List<Row>> part : parts) {
                rows.addAll(await(part, threads));
            }
        }
        rows.sort(Comparator.comparingDouble(Row::sigma).thenComparingInt(r -> order(r.method())));
        return rows;
    }

    private int order(String method) {
        return methods.stream().map(Method::name).toList().indexOf(method);
    }

    private static List<Row> await(Future<List<Row>> part, ExecutorService threads) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<Row> one(String name, int seed, int all) {
        List<Row> rows = new ArrayList<>();
        for (Setting setting : settings) {
            Instance instance = suite.instance(name, setting.space(), seed);
            for (Method method : methods) {
                for (double budget : method.fits(setting) ? budgets : List.<Double>of()) {
                    rows.add(Row.of(method.name(), setting, instance, budget, method.spend(instance, budget, setting)));
                }
            }
        }
        finished(rows, all);
        return rows;
    }

    private synchronized void finished(List<Row> rows, int all) {
        over++;
        rows.forEach(row -> lines.accept(row.json()));
        if (over % Math.max(1, all / 20) == 0) {
            System.err.println(over + " of " + all);
        }
    }
}
