package dev.stint.cli.doctor;

import dev.stint.engine.history.Split;
import dev.stint.engine.spec.StudySpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the trainings showed.
 *
 * @param directory where the command ran
 * @param proxies what the defaults showed as each stand-in, by its name
 */
record Evidence(
        StudySpec spec,
        Lengths lengths,
        Path directory,
        Map<Probe, Seen> probes,
        Map<String, Seen> proxies,
        Gpus gpus) {

    Evidence {
        probes = new EnumMap<>(probes);
        proxies = Collections.unmodifiableMap(new LinkedHashMap<>(proxies));
    }

    /** All that was run. */
    List<Seen> runs() {
        return Stream.concat(probes.values().stream(), proxies.values().stream())
                .toList();
    }

    /** What a run showed; null if it was not made. */
    @Nullable
    Seen of(Probe probe) {
        return probes.get(probe);
    }

    /** The training in one go: every examination begins with it. */
    Seen whole() {
        Seen whole = probes.get(Probe.WHOLE);
        if (whole == null) {
            throw new IllegalStateException("no examination without a training");
        }
        return whole;
    }

    /** Whether the training printed the objective, so that the other runs were worth their time. */
    boolean readable() {
        return !whole().failed() && !objective(whole()).isEmpty();
    }

    Trace objective(Seen seen) {
        return seen.trace(spec.objective().metric());
    }

    String unit() {
        return spec.fidelity().unit();
    }

    @Nullable
    String metric(Split split) {
        return switch (split) {
            case HOLDOUT -> spec.holdout();
            case TEST -> spec.test();
        };
    }

    @Nullable
    Seen evaluated(Split split) {
        return switch (split) {
            case HOLDOUT -> of(Probe.HOLDOUT);
            case TEST -> of(Probe.TEST);
        };
    }
}
