package dev.stint.bench.faults;

import dev.stint.engine.history.End;
import dev.stint.engine.history.Split;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.simulate.Ending;
import dev.stint.runtime.simulate.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A simulated training of which some attempts fail, each in one of the ways that there are. */
record Chaos(Seed seed, double failing, long checkpointEvery) implements Training {

    private static final List<End> ENDS = List.of(
            End.USER, End.OOM, End.INFRASTRUCTURE, End.EARLY, End.HUNG, End.TIMEOUT, End.INTERRUPTED, End.DIVERGED);

    @Override
    public SequencedMap<String, Double> metrics(Config config, int replicate, long step) {
        Seed own = seed.child(config.text()).child(replicate);
        double quality = own.stream().uniform();
        boolean broken = own.child("nan").child(step).stream().uniform() < failing / 10;
        SequencedMap<String, Double> line = new LinkedHashMap<>();
        line.put("val_loss", broken ? Double.NaN : quality + 1.0 / step);
        line.put("holdout_loss", quality + 1.1 / step);
        return line;
    }

    @Override
    public double secondsPerUnit(Config config) {
        return 10 + 50 * seed.child(config.text()).child("pace").stream().uniform();
    }

    @Override
    public SequencedMap<String, Double> evaluate(Config config, int replicate, long step, Split split) {
        return new LinkedHashMap<>();
    }

    @Override
    public @Nullable Ending ending(Assignment work) {
        var stream = seed.child("attempt").child(work.attempt()).stream();
        if (stream.uniform() >= failing) {
            return null;
        }
        End end = ENDS.get(stream.below(ENDS.size()));
        long step = work.from() + stream.below((int) (work.upTo() - work.from() + 1));
        return new Ending(step, end, "as drawn");
    }
}
