package dev.stint.cli.doctor;

import dev.stint.cli.text.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does the seed matter, and is it all that matters? */
final class SeedCheck implements Check {

    private static final String SEED = "seed";
    private static final String REPEAT = "repeat";
    private static final String REMEDY =
            "seed everything random (weights, shuffling, augmentation) with STINT_SEED (${seed} in the command)";

    @Override
    public List<Finding> of(Evidence evidence) {
        Seen other = evidence.of(Probe.OTHER_SEED);
        Seen first = evidence.of(Probe.FIRST_HALF);
        if (other == null || first == null || other.failed() || first.failed()) {
            return List.of();
        }
        return List.of(seeds(evidence, other), repeats(evidence, first, evidence.of(Probe.AGAIN)));
    }

    private static Finding seeds(Evidence evidence, Seen other) {
        if (Repeats.same(other, evidence.whole())) {
            return Finding.problem(
                    SEED,
                    "two seeds give the same values to the last digit: the seed is ignored",
                    REMEDY + "; the finals measure the noise between seeds, and would find none");
        }
        Trace whole = evidence.objective(evidence.whole());
        Trace second = evidence.objective(other);
        return second.isEmpty()
                ? Finding.problem(SEED, "with another seed the objective is not printed", REMEDY)
                : Finding.ok(
                        SEED,
                        "two seeds differ: " + evidence.spec().objective().metric() + " " + Words.value(whole.last())
                                + " and " + Words.value(second.last()));
    }

    private static Finding repeats(Evidence evidence, Seen first, @Nullable Seen again) {
        if (again == null || Repeats.same(first, again)) {
            return Finding.ok(REPEAT, "the same seed gives the same values, to the last digit");
        }
        Noise noise = Noise.of(evidence);
        String seen = "the same seed twice differs by " + Say.gap(noise.repeats()) + ", two seeds by "
                + Say.gap(noise.seeds());
        return noise.repeats() <= noise.seeds() / 2
                ? Finding.ok(REPEAT, seen)
                : Finding.warning(
                        REPEAT,
                        seen,
                        REMEDY + ". If that is done, the rest comes from the order in which a GPU or threads add up,"
                                + " and can stay");
    }
}
