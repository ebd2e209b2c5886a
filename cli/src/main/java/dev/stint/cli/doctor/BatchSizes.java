package dev.stint.cli.doctor;

import dev.stint.cli.doctor.Stage.Order;
import dev.stint.cli.doctor.Watching.Patience;
import dev.stint.engine.history.End;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.insight.Throughput;
import dev.stint.engine.insight.Throughput.Speed;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** How long a unit of fidelity takes with each batch size, the other parameters at their defaults, and which is the largest that gains. */
final class BatchSizes {

    private static final String CHECK = "batch-size";

    /** So that no trial of the doctor's other runs has the same number. */
    private static final int FIRST_TRIAL = 100;

    private final StudySpec spec;
    private final long length;
    private final Stage stage;
    private final Consumer<String> progress;
    private final List<Seen> made = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();

    /** @param length of each run, at least two units where a training is that long */
    BatchSizes(StudySpec spec, long length, Stage stage, Consumer<String> progress) {
        this.spec = spec;
        this.length = length;
        this.stage = stage;
        this.progress = progress;
    }

    /** The runs that {@link #finding} took. */
    List<Seen> made() {
        return made;
    }

    Finding finding() {
        Parameter batch = spec.space().withRole(Role.BATCH_SIZE);
        List<Long> sizes = batch == null ? List.of() : sizes(batch.domain());
        if (batch == null || sizes.size() < 2) {
            return Finding.skipped(CHECK, "no batch size is tuned");
        }
        List<Speed> speeds = new ArrayList<>();
        for (long size : sizes) {
            Speed speed = speed(batch, size);
            if (speed != null) {
                speeds.add(speed);
            }
        }
        return speeds.isEmpty() ? Finding.problem(CHECK, "no batch size trains: " + Say.list(shown), "") : said(speeds);
    }

    private Finding said(List<Speed> speeds) {
        long largest = Throughput.largestEfficient(speeds);
        String gains = largest == speeds.getLast().batch()
                ? ", the largest of all: each doubling makes it at least "
                : ": beyond it, a doubling no longer makes it ";
        return Finding.ok(
                CHECK,
                "one " + spec.fidelity().unit() + " takes " + Say.list(shown) + "; the largest efficient batch is "
                        + largest + gains + Throughput.WORTH + " times as fast");
    }

    /** What is offered; of a range the powers of two in it. */
    private static List<Long> sizes(Domain domain) {
        return switch (domain) {
            case Domain.Choice d -> numbers(d.options());
            case Domain.Ordinal d -> numbers(d.options());
            case Domain.IntRange d -> powers(d.low(), d.high());
            case Domain.LogInt d -> powers(d.low(), d.high());
            case Domain.Uniform ignored -> List.of();
            case Domain.LogUniform ignored -> List.of();
            case Domain.Constant ignored -> List.of();
        };
    }

    private static List<Long> numbers(List<Value> options) {
        return options.stream()
                .filter(o -> o.number() >= 1)
                .map(o -> (long) o.number())
                .sorted()
                .distinct()
                .toList();
    }

    private static List<Long> powers(long low, long high) {
        return LongStream.iterate(1, p -> p <= high, p -> 2 * p)
                .filter(p -> p >= low)
                .boxed()
                .toList();
    }

    private @Nullable Speed speed(Parameter batch, long size) {
        Config config = spec.space().complete(Map.of(batch.name(), value(batch.domain(), size)));
        if (!spec.space().admits(config)) {
            return null;
        }
        progress.accept("trains with " + batch.name() + " = " + size);
        Seen seen = stage.run(
                new Order(
                        new RunId(FIRST_TRIAL + made.size(), 1),
                        Task.FULL,
                        config,
                        0,
                        length,
                        spec.fullLength(config),
                        Patience.ENDLESS),
                () -> {});
        made.add(seen);
        if (seen.failed() || seen.reached() < 1) {
            shown.add((seen.end() == End.OOM ? "too much memory" : "no result") + " with " + size);
            return null;
        }
        double seconds = perUnit(seen);
        shown.add(Say.seconds(seconds) + " with " + size);
        return new Speed(size, seconds);
    }

    private static Value value(Domain domain, long size) {
        Value whole = new Value.Whole(size);
        return domain.contains(whole) ? whole : domain.canonical(new Value.Real(size));
    }

    /** By the times between its lines, so that a start does not count; where they came at once, all of it. */
    private static double perUnit(Seen seen) {
        long units = seen.reached() - seen.steps().getFirst();
        return units > 0 && seen.spread() > Pace.AT_ONCE ? seen.spread() / units : seen.seconds() / seen.reached();
    }
}
