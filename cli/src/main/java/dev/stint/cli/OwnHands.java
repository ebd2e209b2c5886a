package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.executor.LocalExecutor;
import dev.stint.runtime.executor.Slots;
import dev.stint.runtime.loop.QueueInbox;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Trains in processes of this machine. */
record OwnHands(Slots slots, InstantSource clock) implements Hands {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Override
    public int slots(StudySpec spec) {
        return slots.count();
    }

    @Override
    public void tidy(Site site, History history) {
        LocalExecutor.drop(site.folder(), history.dropped());
    }

    @Override
    public Link begin(Site site, StudySpec spec, Supplier<History> current) {
        QueueInbox queue = new QueueInbox(PATIENCE);
        try {
            LocalExecutor executor = new LocalExecutor(spec, site.folder(), site.home(), slots, queue, clock);
            return new Link(queue, queue, executor, () -> {});
        } catch (UncheckedIOException unusable) {
            throw Refusal.usage(String.valueOf(unusable.getMessage()));
        } catch (IllegalArgumentException wrong) {
            throw Refusal.usage(site.shown() + "  " + wrong.getMessage());
        }
    }
}
