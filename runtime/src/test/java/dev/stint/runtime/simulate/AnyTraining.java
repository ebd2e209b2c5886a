package dev.stint.runtime.simulate;

import dev.stint.engine.history.End;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.Task;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.testing.Draws;
import dev.stint.runtime.executor.Assignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A training with any of the faults that scripts have; which configuration has which follows from its text. */
record AnyTraining(
        long world,
        double secondsPerUnit,
        double startUpSeconds,
        double spread,
        double failing,
        double diverging,
        double lost,
        double early,
        boolean sweeps,
        boolean evaluates,
        boolean printsSplits,
        long printsEvery,
        long checkpointEvery)
        implements Training {

    static AnyTraining drawn(Draws draws) {
        return new AnyTraining(
                draws.stream().bits(),
                draws.logReal(0.1, 1000),
                draws.chance(0.5) ? 0 : draws.logReal(0.05, 20),
                draws.chance(0.5) ? 0 : draws.real(0, 1.2),
                rate(draws),
                rate(draws),
                rate(draws),
                rate(draws) / 3,
                draws.chance(0.7),
                draws.chance(0.7),
                draws.chance(0.4),
                draws.chance(0.8) ? 1 : 2,
                draws.pick(List.of(0L, 1L, 3L, Long.MAX_VALUE)));
    }

    private static double rate(Draws draws) {
        return draws.chance(0.6) ? 0 : draws.chance(0.1) ? 1 : draws.real(0, 0.4);
    }

    private Stream of(Config config, String what) {
        return Seed.of(world).child(config.text()).child(what).stream();
    }

    @Override
    public double secondsPerUnit(Config config) {
        return secondsPerUnit * StrictMath.exp(spread * (2 * of(config, "cost").uniform() - 1));
    }

    double dearestSecondsPerUnit() {
        return secondsPerUnit * StrictMath.exp(spread);
    }

    private double loss(Config config, int seed, long step) {
        if (of(config, "diverges").uniform() < diverging
                && step > 1 + of(config, "when").below(6)) {
            return step % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        double noise =
                0.02 * Seed.of(seed).child(config.text()).child(step).stream().gaussian();
        return of(config, "quality").uniform() + StrictMath.exp(-step / 10.0) + noise;
    }

    @Override
    public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
        SequencedMap<String, Double> line = new LinkedHashMap<>();
        if (step % printsEvery == 0 || step == 1) {
            line.put("train_loss", 0.9 * loss(config, seed, step));
            line.put("val_loss", loss(config, seed, step));
            if (printsSplits) {
                line.put("holdout_loss", loss(config, seed + 1, step));
                line.put("test_loss", loss(config, seed + 2, step));
            }
        }
        return line;
    }

    @Override
    public SequencedMap<String, Double> metrics(Assignment work, long step) {
        boolean last = step == work.upTo();
        return last ? lastLine(work, step) : metrics(work.config(), work.seed(), step);
    }

    private SequencedMap<String, Double> lastLine(Assignment work, long step) {
        SequencedMap<String, Double> line = metrics(work.config(), work.seed(), step);
        line.putIfAbsent("val_loss", loss(work.config(), work.seed(), step));
        return line;
    }

    @Override
    public @Nullable Double sweepLoss(Config config, double lr) {
        return !sweeps ? null : lr > 0.5 ? Double.NaN : 1 + StrictMath.pow(StrictMath.log10(lr / 1e-2), 2);
    }

    @Override
    public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
        SequencedMap<String, Double> line = new LinkedHashMap<>();
        if (evaluates) {
            line.put("holdout_loss", loss(config, seed + 1, step));
            line.put("test_loss", loss(config, seed + 2, step));
        }
        return line;
    }

    @Override
    public @Nullable Ending ending(Assignment work) {
        long step = work.from() + of(work.config(), "end").below((int) Math.max(1, work.upTo() - work.from() + 1));
        Stream luck = Seed.of(world).child("attempt").child(work.attempt()).stream();
        if (luck.uniform() < lost) {
            return new Ending(step, End.INFRASTRUCTURE, "node lost");
        }
        if (!(work.task() instanceof Task.Full)) {
            return null;
        }
        if (of(work.config(), "fails").uniform() < failing) {
            return new Ending(
                    Math.min(step, of(work.config(), "when").below(8)),
                    luck.uniform() < 0.5 ? End.USER : End.OOM,
                    "CUDA error");
        }
        boolean stopsEarly = of(work.config(), "early").uniform() < early;
        return stopsEarly && step < work.upTo() ? new Ending(step, End.DONE, "") : null;
    }
}
