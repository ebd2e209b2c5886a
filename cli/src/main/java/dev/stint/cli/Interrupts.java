package dev.stint.cli;

import dev.stint.engine.study.Command;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/** Turns Ctrl-C and its kin into a pause of the study; a second one ends the process at once. */
final class Interrupts {

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private final AtomicInteger count = new AtomicInteger();
    private final Consumer<Command> inbox;
    private final InstantSource clock;
    private final Runnable notice;

    private Interrupts(Consumer<Command> inbox, InstantSource clock, Runnable notice) {
        this.inbox = inbox;
        this.clock = clock;
        this.notice = notice;
    }

    /** @param notice called on the first signal, from a thread of the JVM */
    static void pause(Consumer<Command> inbox, InstantSource clock, Runnable notice) {
        Interrupts interrupts = new Interrupts(inbox, clock, notice);
        SIGNALS.forEach(signal -> Signals.register(signal, interrupts::arrived));
    }

    private void arrived() {
        if (count.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(ExitCode.PAUSED);
        }
        inbox.accept(new Command.Pause(clock.millis(), Command.Pause.INTERRUPTED));
        notice.run();
    }
}
