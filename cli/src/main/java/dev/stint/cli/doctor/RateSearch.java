package dev.stint.cli.doctor;

import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.loop.QueueInbox;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A search for the learning rate of the defaults in a scratch folder, of which nothing is left.
 *
 * @param home the folder of the study file
 * @param length of short trainings, where the script has no sweep, in units of fidelity; null for the shortest that the study asks for
 * @param inbox where the executor tells what happens; a pause that arrives there ends the search
 * @param progress told what runs next
 */
public record RateSearch(
        StudySpec spec,
        Path home,
        @Nullable Long length,
        QueueInbox inbox,
        InstantSource clock,
        Consumer<String> progress) {

    /**
     * What the search came to.
     *
     * @param runs how many runs were made
     * @param units of fidelity that were trained
     * @param seconds that a slot was busy
     */
    public record Result(Sounding sounding, int runs, long units, double seconds) {}

    /** What is looked for: the parameter that is a learning rate on a log scale; null where there is none. */
    public static @Nullable Parameter rate(StudySpec spec) {
        Parameter rate = spec.space().withRole(Role.LEARNING_RATE);
        return rate != null && rate.domain() instanceof Domain.LogUniform ? rate : null;
    }

    /**
     * Sweeps, or else trains.
     *
     * @throws IllegalArgumentException if there is no {@link #rate}
     * @throws Interrupted if the user wants no more of it
     * @throws UncheckedIOException if there is no scratch folder to be had
     */
    public Result make() {
        Parameter rate = rate(spec);
        if (rate == null || !(rate.domain() instanceof Domain.LogUniform range)) {
            throw new IllegalArgumentException("the study has no learning rate on a log scale");
        }
        long units = Math.max(1, length == null ? spec.fidelity().min() : length);
        try {
            return new Scratch(spec, home, inbox, clock)
                    .with(stage -> new RateFinder(spec, rate.name(), range, units, stage, progress).result());
        } catch (Scratch.TooFewSlots tooFew) {
            return new Result(new Sounding.Failed(tooFew.said()), 0, 0, 0);
        }
    }
}
