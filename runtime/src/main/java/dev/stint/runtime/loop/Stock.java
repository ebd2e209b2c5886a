package dev.stint.runtime.loop;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.StudyEvent.CheckpointDropped;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.runtime.executor.Executor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the checkpoints of a study take, for its limit: measured where something was trained, whenever a training pauses or ends. */
final class Stock {

    private final Executor executor;
    private final SequencedMap<RunId, Long> bytes = new LinkedHashMap<>();
    private boolean known;

    Stock(Executor executor) {
        this.executor = executor;
    }

    /** The sizes after a batch; null where nothing pauses or ends in it, or there is no limit. */
    @Nullable
    SequencedMap<RunId, Long> after(List<Entry> batch, History history, Set<RunId> underway) {
        if (history.spec().limits().diskBytes() == null) {
            return null;
        }
        List<RunId> settled = batch.stream()
                .<RunId>mapMulti((entry, sink) -> {
                    if (entry.event() instanceof TrialSettled over) {
                        sink.accept(over.run());
                    }
                })
                .toList();
        batch.forEach(this::forget);
        if (settled.isEmpty()) {
            return null;
        }
        measure(settled, history, underway);
        return bytes;
    }

    /** The sizes of all. */
    SequencedMap<RunId, Long> all(History history) {
        history.candidates().stream()
                .flatMap(t -> t.runs().stream())
                .map(Run::id)
                .filter(id -> !history.dropped().contains(id))
                .forEach(this::measure);
        known = true;
        return bytes;
    }

    private void forget(Entry entry) {
        if (entry.event() instanceof CheckpointDropped(RunId run)) {
            bytes.remove(run);
        }
    }

    private void measure(List<RunId> settled, History history, Set<RunId> underway) {
        if (known) {
            settled.stream().filter(id -> !history.dropped().contains(id)).forEach(this::measure);
            underway.forEach(this::measure);
        } else {
            all(history);
        }
    }

    private void measure(RunId run) {
        bytes.put(run, executor.size(run));
    }
}
