package dev.stint.cli.doctor;

import dev.stint.cli.doctor.Stage.Order;
import dev.stint.cli.doctor.Watching.Patience;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Proxy;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command.Line;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the short runs, one after another, and keeps what they showed. */
final class Doctor {

    private static final int SWEEP_STEPS = 10;

    /** The trial of a stand-in is no probe's. */
    private static final int FIRST_STAND_IN =
            1 + Stream.of(Probe.values()).mapToInt(p -> p.run().trial()).max().orElse(0);

    /** How far the learning rate is moved, as a part of its range. */
    private static final double MOVE = 0.2;

    private final StudySpec spec;
    private final Lengths lengths;
    private final Stage stage;
    private final Consumer<String> progress;
    private final Map<Probe, Seen> probes = new EnumMap<>(Probe.class);
    private final Map<String, Seen> proxies = new LinkedHashMap<>();
    private Map<String, Long> memory = Map.of();

    /** @param progress told what runs next */
    Doctor(StudySpec spec, Lengths lengths, Stage stage, Consumer<String> progress) {
        this.spec = spec;
        this.lengths = lengths;
        this.stage = stage;
        this.progress = progress;
    }

    /**
     * All that can be seen. Where the first training fails or does not print the objective there is nothing to compare, and no other
     * is made.
     *
     * @param directory where the command runs
     */
    Evidence examine(Path directory) {
        Map<String, Long> before = Gpus.memory();
        train(Probe.WHOLE, 0, lengths.whole(), Patience.ENDLESS);
        if (evidence(directory, new Gpus(before, Map.of())).readable()) {
            compare();
            change();
            evaluate();
            sweep();
            standIns();
            stop();
        }
        return evidence(directory, new Gpus(before, memory));
    }

    private Evidence evidence(Path directory, Gpus gpus) {
        return new Evidence(spec, lengths, directory, probes, proxies, gpus);
    }

    private void compare() {
        train(Probe.OTHER_SEED, 0, lengths.whole(), patience());
        Seen first = train(Probe.FIRST_HALF, 0, lengths.part(), patience());
        if (!Repeats.same(first, whole())) {
            train(Probe.AGAIN, 0, lengths.part(), patience());
        }
        if (spec.resumes() && lengths.divisible() && !first.failed()) {
            stage.forget();
            train(Probe.SECOND_HALF, saved(first), lengths.whole(), patience());
        }
    }

    /** Where a study would say that the training goes on: at the last checkpoint that it told. */
    private static long saved(Seen first) {
        return first.lines(Line.Checkpoint.class).stream()
                .mapToLong(Line.Checkpoint::step)
                .max()
                .orElse(0);
    }

    /** The learning rate elsewhere in its range, which no training can fail to notice. */
    private void change() {
        Config other = otherRate(spec);
        if (other != null) {
            progress.accept("trains with another learning rate");
            make(Probe.OTHER_RATE, Task.FULL, other, 0, lengths.part(), patience(), () -> {});
        }
    }

    private static @Nullable Config otherRate(StudySpec spec) {
        Parameter rate = spec.space().withRole(Role.LEARNING_RATE);
        Value usual = rate == null ? null : spec.space().defaults().get(rate.name());
        if (rate == null || usual == null || !rate.tuned() || !rate.domain().numeric()) {
            return null;
        }
        double unit = rate.domain().toUnit(usual);
        Value moved = rate.domain().tidyFromUnit(unit < 0.5 ? unit + MOVE : unit - MOVE);
        Config other = spec.space().complete(Map.of(rate.name(), moved));
        return spec.space().admits(other) ? other : null;
    }

    private void evaluate() {
        for (Split split : Split.values()) {
            String metric = split == Split.HOLDOUT ? spec.holdout() : spec.test();
            if (metric != null && !whole().names().contains(metric)) {
                progress.accept("evaluates the " + split.key());
                Probe probe = split == Split.HOLDOUT ? Probe.HOLDOUT : Probe.TEST;
                make(probe, new Task.Evaluate(split), defaults(), 0, 0, patience(), () -> {});
            }
        }
    }

    private void sweep() {
        Parameter rate = spec.space().withRole(Role.LEARNING_RATE);
        if (rate != null && rate.domain() instanceof Domain.LogUniform range) {
            progress.accept("sweeps " + SWEEP_STEPS + " learning rates");
            Task sweep = new Task.LrRange(range.low(), range.high(), SWEEP_STEPS);
            make(Probe.SWEEP, sweep, defaults(), 0, 0, patience(), () -> {});
        }
    }

    private void standIns() {
        for (Proxy proxy : spec.proxies()) {
            progress.accept("trains the defaults as " + proxy.name());
            RunId run = new RunId(FIRST_STAND_IN + proxies.size(), 1);
            long upTo = Math.min(lengths.whole(), proxy.length());
            Task task = new Task.Proxy(proxy.name());
            proxies.put(
                    proxy.name(),
                    stage.run(
                            new Order(
                                    run,
                                    task,
                                    spec.given(defaults(), proxy.name()),
                                    0,
                                    upTo,
                                    proxy.length(),
                                    patience()),
                            () -> {}));
        }
    }

    /** Its first line should come long before the end of what was trained so far: if not, it is asked to leave all the same. */
    private void stop() {
        progress.accept("starts a full training and asks it to leave");
        Patience patience = new Patience(2 * whole().seconds() + 2, true);
        make(Probe.STOP, Task.FULL, defaults(), 0, lengths.full(), patience, () -> memory = Gpus.memory());
    }

    private Seen train(Probe probe, long from, long upTo, Patience patience) {
        progress.accept("trains the defaults " + (from > 0 ? "on from " + from + " to " : "for ") + upTo + " "
                + spec.fidelity().unit() + "s" + (probe == Probe.OTHER_SEED ? " with another seed" : ""));
        return make(probe, Task.FULL, defaults(), from, upTo, patience, () -> {});
    }

    private Seen make(
            Probe probe, Task task, Config config, long from, long upTo, Patience patience, Runnable beforeStop) {
        Seen seen = stage.run(
                new Order(probe.run(), task, config, from, upTo, spec.fullLength(config), patience), beforeStop);
        probes.put(probe, seen);
        return seen;
    }

    private Config defaults() {
        return spec.space().defaults();
    }

    private Seen whole() {
        return Objects.requireNonNull(probes.get(Probe.WHOLE));
    }

    /** A run that takes several times as long as the first hangs. */
    private Patience patience() {
        return new Patience(5 * whole().seconds() + 60, false);
    }
}
