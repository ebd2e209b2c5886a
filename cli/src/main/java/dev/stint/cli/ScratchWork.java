package dev.stint.cli;

import dev.stint.cli.doctor.Interrupted;
import dev.stint.cli.watch.Screen;
import dev.stint.cli.watch.Style;
import dev.stint.runtime.loop.QueueInbox;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a command does that trains in a scratch folder: Ctrl-C ends it with all its processes, and somebody who waits before a terminal is
 * told what runs.
 *
 * @param json whether scripts read the output
 */
record ScratchWork(Console console, boolean json) {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** The work itself; tells the exit code. */
    interface Work {

        /**
         * @param inbox of executors
         * @param progress told what runs next
         */
        int make(QueueInbox inbox, InstantSource clock, Consumer<String> progress);
    }

    int run(Work work) {
        QueueInbox inbox = new QueueInbox(PATIENCE);
        InstantSource clock = InstantSource.system();
        Interrupts.pause(inbox, clock, () -> {});
        try {
            return work.make(inbox, clock, progress());
        } catch (Interrupted enough) {
            console.complain("Interrupted. All processes are ended, and nothing is left.");
            return ExitCode.PAUSED;
        } catch (UncheckedIOException unusable) {
            throw Refusal.usage(String.valueOf(unusable.getMessage()));
        }
    }

    /** Refuses a length that is none. */
    static void requireLength(@Nullable Long length) {
        if (length != null && length < 1) {
            throw Refusal.usage("--length " + length + ": a training has one unit at least. Write --length 1 or more");
        }
    }

    Style style() {
        return terminal() ? Style.of(System.getenv()) : new Style(false);
    }

    private static boolean terminal() {
        return Screen.capable(System.getenv());
    }

    private Consumer<String> progress() {
        return json || !terminal() ? text -> {} : text -> console.complain(style().faint("  " + text + " ..."));
    }
}
