package dev.stint.bench.overhead;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.StudyEvent.AttemptEnded;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.runtime.json.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The three figures, each in words with what it is measured against. */
final class Measures {

    /** A line a second, with the time at which it was written in milliseconds since 1970. The defaults, which go alone, do not dawdle. */
    private static final String TICKING = """
        i=$STINT_FROM
        while [ "$i" -lt "$STINT_UNTIL" ]; do
            [ "$STINT_TRIAL" = 1 ] || sleep 1
            i=$((i + 1))
            echo "{\\"epoch\\":$i,\\"val_loss\\":0.5,\\"written\\":$(date +%s%3N)}" >> "$STINT_REPORT"
        done
        """;

    private static final String AT_ONCE = """
        echo 'STINT {"epoch":1,"val_loss":0.5}'
        """;

    private static final int TRIALS = 8;
    private static final long LONG = 1_000;

    private final Path stint;

    /** @param stint the launcher */
    Measures(Path stint) {
        this.stint = stint;
    }

    /** The share of one core that Stint takes while eight trainings report once a second. */
    String cpu(Duration warmUp, Duration measured) throws IOException, InterruptedException {
        try (Subject study = Subject.start(stint, TICKING, LONG, TRIALS, false)) {
            study.let(warmUp);
            Duration before = study.cpu();
            long from = System.nanoTime();
            study.let(measured);
            double wall = (System.nanoTime() - from) / 1e9;
            double used = study.cpu().minus(before).toNanos() / 1e9;
            double lines = lines(study.entries(), measured) / wall;
            return String.format(
                    Locale.ROOT,
                    "cpu       %.2f %% of one core over %.0f s, with %.2f lines a second of %d trainings (asked: 1 %%)",
                    100 * used / wall,
                    wall,
                    lines,
                    TRIALS);
        }
    }

    private static long lines(List<Entry> entries, Duration last) {
        long from = entries.getLast().at() - last.toMillis();
        return entries.stream()
                .filter(e -> e.at() > from && e.event() instanceof Measured)
                .count();
    }

    /** Trainings a minute of a command that ends at once: the worst of the minutes measured, and their mean. */
    String trials(Duration warmUp, Duration measured, int slots) throws IOException, InterruptedException {
        try (Subject study = Subject.start(stint, AT_ONCE, 1, slots, false)) {
            study.let(warmUp);
            long from = System.currentTimeMillis();
            study.let(measured);
            long minutes = Math.max(1, measured.toMinutes());
            long each = measured.toMillis() / minutes;
            long[] ended = new long[(int) minutes];
            for (Entry entry : study.entries()) {
                long minute = (entry.at() - from) / each;
                if (entry.event() instanceof AttemptEnded && entry.at() >= from && minute < minutes) {
                    ended[(int) minute]++;
                }
            }
            return String.format(
                    Locale.ROOT,
                    "trials    %.0f a minute at worst, %.0f on average, over %d minutes with %d slots (asked: 1000)",
                    Arrays.stream(ended).min().orElse(0) * 60_000.0 / each,
                    Arrays.stream(ended).average().orElse(0) * 60_000.0 / each,
                    minutes,
                    slots);
        }
    }

    /** From the writing of a line to the moment at which a reader of {@code run --json} has the event, which comes after its commit. */
    String durable(Duration warmUp, Duration measured) throws IOException, InterruptedException {
        List<Double> delays = new ArrayList<>();
        try (Subject study = Subject.start(stint, TICKING, LONG, TRIALS, true);
                BufferedReader lines = study.process().inputReader(StandardCharsets.UTF_8)) {
            long from = System.nanoTime() + warmUp.toNanos();
            long until = from + measured.toNanos();
            while (System.nanoTime() < until) {
                Double delay = delay(lines.readLine());
                if (delay != null && System.nanoTime() > from) {
                    delays.add(delay);
                }
            }
        }
        delays.sort(null);
        return String.format(
                Locale.ROOT,
                "durable   after %.0f ms in the median, %.0f ms in nine of ten, of %d lines (asked: 50 ms)",
                delays.get(delays.size() / 2),
                delays.get(delays.size() * 9 / 10),
                delays.size());
    }

    private static @Nullable Double delay(@Nullable String line) {
        long now = System.currentTimeMillis();
        if (line == null) {
            throw new IllegalStateException("the study ended");
        }
        Lines.Fields metrics = Lines.read(line) instanceof Lines.Fields event && "measured".equals(event.text("type"))
                ? event.object("metrics")
                : null;
        Double written = metrics == null ? null : metrics.real("written");
        return written == null ? null : now - written;
    }
}
