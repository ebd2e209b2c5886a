package dev.stint.bench.realtable;

import dev.stint.engine.history.Task;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.phase.lrfind.LrFindPhase;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real sweep of the learning rate, with the defaults of a problem whose network is in plain Java. */
public final class Sweep {

    private final List<LrSweep.Point> points;

    private Sweep(List<LrSweep.Point> points) {
        this.points = points;
    }

    /**
     * The sweep that a study asks for; null where the network is not in plain Java.
     *
     * @param root the project's folder
     */
    public static @Nullable Sweep of(Problem problem, Path root) {
        Parameter rate = problem.space().withRole(Role.LEARNING_RATE);
        if (problem == Problem.DIGITS_CONV || rate == null || !(rate.domain() instanceof Domain.LogUniform range)) {
            return null;
        }
        Examples examples = problem == Problem.TUMOURS_MLP
                ? Examples.tumours()
                : Examples.digits(
                        root.resolve("examples/digits/src/main/resources/dev/stint/examples/digits/digits.csv.gz"));
        Task.LrRange asked = LrFindPhase.sweepOf(range);
        Settings settings = new Settings(problem, problem.space().defaults());
        return new Sweep(new Course(settings.network(), examples, settings, 0).sweep(asked));
    }

    /** The loss of the batch that was trained at the nearest rate. */
    public double loss(double rate) {
        return points.stream()
                .min(Comparator.comparingDouble(p -> Math.abs(StrictMath.log(p.lr() / rate))))
                .orElseThrow()
                .loss();
    }
}
