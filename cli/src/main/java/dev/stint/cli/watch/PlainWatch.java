package dev.stint.cli.watch;

import dev.stint.cli.text.Words;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** One line for everything that matters, with its time: for logs and pipes. */
public final class PlainWatch implements Watch {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final InstantSource clock;
    private final ZoneId zone;
    private Pace pace = new Pace(0, 0);

    public PlainWatch(PrintStream out, InstantSource clock, ZoneId zone) {
        this.out = out;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public void begin(History history) {
        pace = new Pace(clock.millis(), history.ledger().spent().value());
    }

    @Override
    public void appended(List<Entry> entries, History history) {
        for (Entry entry : entries) {
            Narrator.Sentence sentence = Narrator.tell(entry, history);
            if (sentence != null) {
                String tail = sentence.major() ? "" : "  " + state(history);
                out.println(time(entry.at()) + "  " + sentence.text() + tail);
            }
        }
        out.flush();
    }

    private String time(long at) {
        return TIME.format(Instant.ofEpochMilli(at).atZone(zone));
    }

    /** Best so far, spent, and how long it will take. */
    private String state(History history) {
        Standing best = Standing.best(history);
        String left = pace.text(history, clock.millis());
        return (best == null ? "" : "| best " + Words.value(best.value()) + " (trial " + best.trial() + ") ")
                + "| spent "
                + Words.part(
                        history.ledger().spent(),
                        history.ledger().total(),
                        history.spec().fidelity().unit())
                + (left.isEmpty() ? "" : " | " + left);
    }
}
