package dev.stint.archive.optuna;

import dev.stint.archive.ArchivedParameter;
import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ArchivedTrial;
import dev.stint.archive.ArchivedTrial.Reading;
import dev.stint.archive.ImportRefused;
import dev.stint.archive.optuna.OptunaTrial.State;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.Objective.At;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A study of Optuna as the archive takes it. Steps become parts of the longest training; trials are numbered from 1. */
final class Imported {

    /** Optuna names no metric and no unit of its steps. */
    private static final String METRIC = "value";

    private static final String UNIT = "step";

    private final OptunaStudy study;
    private final List<OptunaTrial> over;
    private final long first;
    private final long full;

    private Imported(OptunaStudy study) {
        this.study = study;
        this.over = study.trials().stream().filter(OptunaTrial::over).toList();
        this.first = over.stream()
                .flatMap(t -> t.steps.keySet().stream())
                .min(Comparator.naturalOrder())
                .orElse(1L);
        long last = over.stream()
                .flatMap(t -> t.steps.keySet().stream())
                .max(Comparator.naturalOrder())
                .orElse(1L);
        this.full = Math.max(1, length(last));
    }

    /** Steps may be counted from 0: then the first one ends at 1. */
    private long length(long step) {
        return step + Math.max(0, 1 - first);
    }

    static ArchivedStudy of(OptunaStudy study) {
        Imported imported = new Imported(study);
        if (imported.over.stream().allMatch(t -> t.params.isEmpty())) {
            throw new ImportRefused("The study " + study.name()
                    + " has nothing to learn from: it has several objectives, or no trial with parameters has ended.");
        }
        return imported.archived();
    }

    private ArchivedStudy archived() {
        List<ArchivedTrial> trials = new ArrayList<>();
        for (OptunaTrial trial : over) {
            String state =
                    trial.state == State.COMPLETE ? "finished" : trial.state == State.PRUNED ? "stopped" : "failed";
            trials.add(new ArchivedTrial(trials.size() + 1, new Config(trial.params), state, curve(trial)));
        }
        ArchivedTrial best = best(trials);
        return new ArchivedStudy(
                "optuna " + study.name() + " " + over.getFirst().startedAt,
                study.name(),
                "optuna",
                over.stream().mapToLong(t -> t.endedAt).max().orElse(0),
                new LinkedHashMap<>(),
                METRIC,
                study.goal(),
                UNIT,
                full,
                parameters(best == null ? trials.getFirst().config() : best.config()),
                "imported",
                best == null ? null : verdict(best),
                trials);
    }

    private static ArchivedStudy.Verdict verdict(ArchivedTrial best) {
        return new ArchivedStudy.Verdict(best.number(), best.curve().getLast().value(), Double.NaN, Double.NaN, 1, 0);
    }

    private List<Reading> curve(OptunaTrial trial) {
        List<Reading> readings = new ArrayList<>();
        double value = trial.value == null ? Double.NaN : trial.value;
        boolean complete = trial.state == State.COMPLETE;
        if (trial.state == State.FAIL || (complete && !Double.isFinite(value))) {
            return List.of();
        }
        trial.steps.forEach((step, reading) -> {
            double share = (double) length(step) / full;
            if (Double.isFinite(reading) && share > 0 && !(complete && share >= 1)) {
                readings.add(new Reading(share, reading));
            }
        });
        if (complete) {
            readings.add(new Reading(1, value));
        }
        return readings;
    }

    private @Nullable ArchivedTrial best(List<ArchivedTrial> trials) {
        Objective objective = new Objective(METRIC, study.goal(), At.LAST);
        return trials.stream()
                .filter(t -> t.state().equals("finished") && !t.curve().isEmpty())
                .max(Comparator.comparingDouble(
                        t -> objective.score(t.curve().getLast().value())))
                .orElse(null);
    }

    private List<ArchivedParameter> parameters(Config usual) {
        SequencedMap<String, Domain> domains = new LinkedHashMap<>();
        for (OptunaTrial trial : over) {
            trial.domains.forEach((name, domain) -> domains.merge(name, domain, Imported::both));
        }
        List<ArchivedParameter> parameters = new ArrayList<>();
        for (Map.Entry<String, Domain> entry : domains.entrySet()) {
            Value value = usual.get(entry.getKey());
            Domain domain = entry.getValue();
            Value fallback = value != null && domain.contains(value) ? value : domain.fromUnit(0.5);
            parameters.add(ArchivedParameter.of(entry.getKey(), domain, fallback, UNIT));
        }
        return parameters;
    }

    /** Optuna lets a range change from trial to trial: the archive keeps the one that holds them all. */
    private static Domain both(Domain a, Domain b) {
        if (a.equals(b)) {
            return a;
        }
        return switch (a) {
            case Domain.Uniform x
            when b instanceof Domain.Uniform y ->
                new Domain.Uniform(Math.min(x.low(), y.low()), Math.max(x.high(), y.high()));
            case Domain.LogUniform x
            when b instanceof Domain.LogUniform y ->
                new Domain.LogUniform(Math.min(x.low(), y.low()), Math.max(x.high(), y.high()));
            case Domain.IntRange x
            when b instanceof Domain.IntRange y ->
                new Domain.IntRange(Math.min(x.low(), y.low()), Math.max(x.high(), y.high()));
            case Domain.LogInt x
            when b instanceof Domain.LogInt y ->
                new Domain.LogInt(Math.min(x.low(), y.low()), Math.max(x.high(), y.high()));
            case Domain.Choice x when b instanceof Domain.Choice y -> union(x, y);
            default ->
                throw new ImportRefused("A parameter changes its kind from trial to trial: "
                        + a.describe().toLowerCase(Locale.ROOT) + ", then " + b.describe() + ".");
        };
    }

    private static Domain union(Domain.Choice a, Domain.Choice b) {
        Set<Value> options = new LinkedHashSet<>(a.options());
        options.addAll(b.options());
        return new Domain.Choice(
                Stream.concat(a.options().stream(), options.stream()).distinct().toList());
    }
}
