package dev.stint.bench.faults;

import dev.stint.engine.seed.Stream;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A clock that somebody sets while it runs: one look in forty finds it hours away, before or after. */
final class Jumping implements InstantSource {

    private static final double OFTEN = 1 / 40.0;
    private static final double HOURS = 30 * 3_600_000.0;

    private final InstantSource clock;
    private final @Nullable Stream stream;
    private final Verdict verdict;
    private long offset;

    /** @param stream null for a clock that nobody sets */
    Jumping(InstantSource clock, @Nullable Stream stream, Verdict verdict) {
        this.clock = clock;
        this.stream = stream;
        this.verdict = verdict;
    }

    @Override
    public Instant instant() {
        if (stream != null && stream.uniform() < OFTEN) {
            offset = (long) stream.uniform(-HOURS, HOURS);
            verdict.inject();
        }
        return clock.instant().plusMillis(offset);
    }
}
