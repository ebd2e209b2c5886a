package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.BatchRule;
import dev.stint.engine.insight.EffectDesign;
import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.OptimizerFamily;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.HalfRankWarp;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.LrSweeps;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.spec.PlanSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a study knows of its space, each trial by its longest reading, for the analyses that a report draws from it. */
public final class Landscape {

    /** An analysis is cubic in the trials and repeats itself. */
    private static final int MOST_TRIALS = 60;

    /** A single outlier is not to bend a parabola. */
    private static final double MOST_SCORE = 3;

    /** The longest reading of a trial. */
    record Reading(Config config, double share, double score) {}

    private Landscape() {}

    /** Which parameters matter; null where too few trials were trained. */
    public static @Nullable Importance importance(History history) {
        Space space = history.spec().space();
        Encoding encoding = new Encoding(space);
        List<Reading> readings = readings(history);
        double[] scores =
                HalfRankWarp.warp(readings.stream().mapToDouble(Reading::score).toArray());
        Importance.Evidence evidence = new Importance.Evidence(
                space.tuned().stream().map(Parameter::name).toList(),
                Axis.of(encoding.categorical()),
                readings.stream().map(r -> encoding.encode(r.config())).toList(),
                readings.stream().map(Reading::share).toList(),
                Arrays.stream(scores).boxed().toList(),
                drawn(history.spec().plan()));
        return Importance.of(
                evidence, cube(space, encoding), Seed.of(history.spec().seed()).child("importance"));
    }

    /** Whether the best learning rate moves with the batch size; null where it cannot be asked. */
    public static @Nullable BatchRule batchRule(History history) {
        Space space = history.spec().space();
        Parameter rate = space.withRole(Role.LEARNING_RATE);
        Parameter batch = space.withRole(Role.BATCH_SIZE);
        if (rate == null || batch == null || !(rate.domain() instanceof Domain.LogUniform) || !batch.tuned()) {
            return null;
        }
        List<Reading> all = readings(history);
        OptimizerFamily family = usual(space, all);
        List<Reading> some = all.stream()
                .filter(r -> LrSweeps.family(space, r.config()) == family)
                .filter(r -> LrSweeps.number(r.config(), batch.name()) > 0)
                .toList();
        double[] scores =
                HalfRankWarp.warp(some.stream().mapToDouble(Reading::score).toArray());
        List<BatchRule.Reading> readings = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            Config config = some.get(i).config();
            readings.add(new BatchRule.Reading(
                    LrSweeps.number(config, rate.name()),
                    LrSweeps.number(config, batch.name()),
                    some.get(i).share(),
                    Math.clamp(scores[i], -MOST_SCORE, MOST_SCORE)));
        }
        return BatchRule.of(readings, family);
    }

    /** The family of most trials. */
    private static OptimizerFamily usual(Space space, List<Reading> readings) {
        return Arrays.stream(OptimizerFamily.values())
                .max(Comparator.comparingLong(family -> readings.stream()
                        .filter(r -> LrSweeps.family(space, r.config()) == family)
                        .count()))
                .orElseThrow();
    }

    private static boolean drawn(PlanSpec plan) {
        return plan instanceof PlanSpec.Custom custom
                && custom.phases().stream()
                        .map(PlanSpec.PhaseSpec::method)
                        .allMatch(m -> m == null || m == PlanSpec.Method.RANDOM || m == PlanSpec.Method.SOBOL);
    }

    private static EffectDesign.Cube cube(Space space, Encoding encoding) {
        return point -> {
            Config config = encoding.decode(point);
            return space.admits(config) ? encoding.encode(config) : null;
        };
    }

    /** The longest reading of each trial. */
    static List<Reading> readings(History history) {
        List<Long> rungs = FreezeThawPhase.rungs(history.spec());
        List<Reading> readings = new ArrayList<>();
        for (Trial trial : Readings.kept(history, rungs, MOST_TRIALS)) {
            for (long rung : List.copyOf(rungs).reversed()) {
                double score = new Field(history).observed(trial, rung);
                if (!Double.isNaN(score)) {
                    readings.add(new Reading(trial.config(), share(history, rung), score));
                    break;
                }
            }
        }
        return readings;
    }

    private static double share(History history, long rung) {
        return Math.min(1, (double) rung / history.spec().fidelity().max());
    }
}
