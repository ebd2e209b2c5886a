package dev.stint.engine.report;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.Collapse;
import dev.stint.engine.insight.Guardrails;
import dev.stint.engine.insight.Warning;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.explore.ExplorePhase;
import dev.stint.engine.phase.refine.RefinePhase;
import dev.stint.engine.phase.validate.Finals;
import dev.stint.engine.phase.validate.ValidatePhase;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Validate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What should be known before a result is believed: findings of the study, and what the numbers themselves give away. */
final class WarningsSection {

    /** Findings of a disk that overflows, and of a script that keeps no checkpoints. */
    private static final List<String> REPEATED = List.of("disk-quota", "checkpoint-lost");

    private final History history;
    private final List<Warning> warnings = new ArrayList<>();

    WarningsSection(History history) {
        this.history = history;
    }

    List<Warning> warnings() {
        for (Finding finding : latest(history.findings())) {
            warnings.add(new Warning(finding.code(), finding.text(), finding.remedy()));
        }
        warnings.addAll(Beforehand.of(history));
        assumedDefaults();
        add(new SplitsSection(history).printed());
        warnings.addAll(new TooGood(history).warnings());
        exploration();
        add(new ProxySection(history).unverified());
        finals();
        return warnings.stream()
                .distinct()
                .filter(w -> !history.spec().allow().contains(w.code()))
                .toList();
    }

    /** What happens again and again is told once: the last time, and how often. */
    private static List<Finding> latest(List<Finding> findings) {
        List<Finding> shown = findings;
        for (String code : REPEATED) {
            shown = latest(shown, code);
        }
        return shown;
    }

    private static List<Finding> latest(List<Finding> findings, String code) {
        List<Finding> some =
                findings.stream().filter(f -> f.code().equals(code)).toList();
        if (some.size() < 2) {
            return findings;
        }
        Finding last = some.getLast();
        List<Finding> shown = new ArrayList<>(findings);
        shown.removeAll(some);
        shown.add(new Finding(code, some.size() + " times, the last: " + last.text(), last.remedy()));
        return shown;
    }

    private void assumedDefaults() {
        List<String> assumed = history.spec().space().parameters().stream()
                .filter(Parameter::assumed)
                .map(Parameter::name)
                .toList();
        if (!assumed.isEmpty()) {
            warnings.add(new Warning(
                    "control-assumed",
                    "control: assumed. Stint filled in the defaults of " + String.join(", ", assumed),
                    "Write default: for each of them, so that the control is what you use today."));
        }
    }

    private void exploration() {
        Long rung = rung();
        if (rung == null) {
            return;
        }
        Field field = new Field(history);
        double[] values = field.ranked(history.candidates(), rung).stream()
                .mapToDouble(t -> history.spec().objective().value(field.score(t, rung)))
                .toArray();
        add(Guardrails.barelyMoves(history.spec().objective().metric(), values));
        double sd = new Finals(history).pooledSd();
        if (Double.isFinite(sd)) {
            add(Guardrails.noiseLargerThanDifferences(history.spec().objective().metric(), values, sd));
        }
    }

    /** The length at which most configurations were looked at. */
    private @Nullable Long rung() {
        return Stream.of(ExplorePhase.NAME, RefinePhase.NAME)
                .filter(history::started)
                .findFirst()
                .map(phase -> history.outlineOf(phase).length())
                .orElse(null);
    }

    private void finals() {
        Finals finals = new Finals(history);
        Trial winner = history.started(ValidatePhase.NAME) ? finals.winner() : null;
        if (winner == null) {
            return;
        }
        add(Guardrails.singleSeed(finals.finished(winner).size()));
        control(finals);
        holdout(finals);
        new SplitsSection(history).same().forEach(this::add);
        add(new GoalSection(history).contradiction());
        collapsed(finals);
        for (Parameter parameter : history.spec().space().tuned()) {
            add(edge(winner, parameter));
        }
    }

    private void control(Finals finals) {
        Trial control = finals.control();
        int seeds = control == null ? 0 : finals.finished(control).size();
        if (seeds < 2 && history.spec().validate().mode() == Validate.Mode.FULL) {
            warnings.add(new Warning(
                    "control-single-seed",
                    "the control has " + (seeds == 0 ? "no finished seed" : "one seed")
                            + ": the finals cost more than was planned, or its training failed",
                    "Extend the budget, or judge the difference to the defaults with care."));
        }
    }

    /** A holdout that is open and still decides nothing. */
    private void holdout(Finals finals) {
        String metric = history.spec().holdout();
        if (metric == null || !history.isOpen(Split.HOLDOUT)) {
            return;
        }
        List<String> without = finals.rows().stream()
                .flatMap(t -> finals.finished(t).stream())
                .filter(r -> !Double.isFinite(history.opened(Split.HOLDOUT, r.id(), metric)))
                .map(r -> r.id().key())
                .toList();
        if (!without.isEmpty()) {
            warnings.add(new Warning(
                    "holdout-incomplete",
                    metric + " is not a number, or was not printed, for " + String.join(", ", without)
                            + " (trial/replicate): the holdout is open, but the objective decides",
                    "mend what the script prints in mode evaluate; the trainings themselves are not affected"));
        }
    }

    private void collapsed(Finals finals) {
        List<Trial> rows = finals.rows();
        List<double[]> scores = rows.stream().map(finals::scores).toList();
        for (Collapse.Place place : Collapse.find(scores)) {
            Trial trial = rows.get(place.row());
            Run run = finals.finished(trial).get(place.seed());
            warnings.add(Collapse.warning(
                    history.spec().objective().metric(),
                    trial.number(),
                    run.id().replicate(),
                    history.spec().objective().value(scores.get(place.row())[place.seed()]),
                    history.spec().objective().value(place.others())));
        }
    }

    private static @Nullable Warning edge(Trial winner, Parameter parameter) {
        Value value = winner.config().get(parameter.name());
        if (value == null) {
            return null;
        }
        return switch (parameter.domain()) {
            case Domain.Uniform d -> Guardrails.onEdge(parameter.name(), value.number(), d.low(), d.high(), false);
            case Domain.LogUniform d -> Guardrails.onEdge(parameter.name(), value.number(), d.low(), d.high(), true);
            case Domain.IntRange d ->
                Guardrails.onEdge(parameter.name(), value.number(), (double) d.low(), (double) d.high(), false);
            case Domain.LogInt d ->
                Guardrails.onEdge(parameter.name(), value.number(), (double) d.low(), (double) d.high(), true);
            case Domain.Choice ignored -> null;
            case Domain.Ordinal d ->
                Guardrails.lastLevel(
                        parameter.name(),
                        value.text(),
                        d.options().stream().map(Value::text).toList());
            case Domain.Constant ignored -> null;
        };
    }

    private void add(@Nullable Warning warning) {
        if (warning != null) {
            warnings.add(warning);
        }
    }
}
