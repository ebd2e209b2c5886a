package dev.stint.cli.watch;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Sealed;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.Evaluated;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.runtime.json.EventCodec;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * One JSON object an event, as it happens: its type, its place in the journal, its time, and its fields. Sealed
 * values are left out.
 */
public final class JsonWatch implements Watch {

    private final PrintStream out;
    private final EventCodec codec;

    public JsonWatch(PrintStream out, EventCodec codec) {
        this.out = out;
        this.codec = codec;
    }

    @Override
    public void begin(History history) {
        out.flush();
    }

    @Override
    public void appended(List<Entry> entries, History history) {
        entries.forEach(entry -> out.println(line(entry, history)));
        out.flush();
    }

    /** The event as the journal writes it, with its place in front. */
    private String line(Entry entry, History history) {
        StudyEvent event = visible(entry.event(), history);
        String kind = EventCodec.kind(event);
        String encoded = codec.encode(event);
        String head = "{\"event\":\"" + kind + "\"";
        if (!encoded.startsWith(head)) {
            throw new IllegalStateException("an event does not begin with its kind: " + kind);
        }
        return "{\"type\":\"" + kind + "\",\"sequence\":" + entry.sequence() + ",\"at\":\""
                + Instant.ofEpochMilli(entry.at()) + "\"" + encoded.substring(head.length());
    }

    /** The event without the values of splits that are still sealed. */
    private static StudyEvent visible(StudyEvent event, History history) {
        if (event instanceof Measured m) {
            return new Measured(m.attempt(), m.run(), m.step(), m.metrics(), Sealed.none(), m.seconds());
        }
        return event instanceof Evaluated e
                ? new Evaluated(e.attempt(), e.run(), e.split(), opened(e, history))
                : event;
    }

    /** A script that is asked for the holdout may print the test as well. */
    private static SequencedMap<String, Double> opened(Evaluated event, History history) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>(event.metrics());
        String test = history.spec().test();
        if (test != null && !history.isOpen(Split.TEST)) {
            metrics.remove(test);
        }
        return metrics;
    }
}
