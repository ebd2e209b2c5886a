package dev.stint.bench.faults;

import dev.stint.bench.faults.Violation.Sort;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.Sealed;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.Evaluated;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.engine.study.Study;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.Lines;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What somebody outside knows of a study: the events that it told, and the lines that its trainings wrote. */
final class Acknowledged {

    private static final int MOST_SEEDS = 50;

    private final EventCodec codec = new EventCodec();
    private final Map<Long, String> events = new TreeMap<>();

    /** Hears a line of {@code run --json}; a line that was cut by a kill is none. */
    void hear(String line) {
        Long sequence = Lines.read(line) instanceof Lines.Fields fields ? fields.whole("sequence") : null;
        if (sequence != null) {
            events.put(sequence, line);
        }
    }

    /** All that was told is in the journal, as it was told. */
    void requireAll(List<Entry> entries, Verdict verdict) {
        events.forEach((sequence, line) -> {
            if (sequence > entries.size()) {
                verdict.violate(Sort.LOST, "the journal ends at " + entries.size() + ", but this was told: " + line);
            } else if (!line.endsWith(content(entries.get((int) (sequence - 1)).event()))) {
                verdict.violate(Sort.LOST, "the journal holds another entry than was told: " + line);
            }
        });
    }

    /** The fields of an event as they are told, without its kind and what is sealed. */
    private String content(StudyEvent event) {
        if (event instanceof Evaluated) {
            return "}";
        }
        StudyEvent shown = event instanceof Measured m
                ? new Measured(m.attempt(), m.run(), m.step(), m.metrics(), Sealed.none(), m.seconds())
                : event;
        return codec.encode(shown).substring(("{\"event\":\"" + EventCodec.kind(shown) + "\"").length());
    }

    /** Every epoch that a training wrote whole is in the journal with its value. */
    static void requireTold(List<String> told, List<Entry> entries, Verdict verdict) {
        Map<String, Double> journal = measured(entries);
        Map<String, Integer> replicates = replicates(entries);
        Set<String> tainted = new HashSet<>();
        for (String line : told) {
            String[] words = line.split(" ");
            String run = words.length > 3 ? words[1] + "/" + replicates.get(words[2]) : "";
            if (words[0].equals("tainted")) {
                tainted.add(words[4].equals("diverge") ? run : run + "@" + words[3]);
            } else if (words[0].equals("told") && !tainted.contains(run) && !tainted.contains(run + "@" + words[3])) {
                Double value = journal.get(run + "@" + words[3]);
                if (value == null || value != Double.parseDouble(words[4])) {
                    verdict.violate(Sort.LOST, "a training wrote \"" + line + "\", and the journal holds " + value);
                }
            }
        }
    }

    private static Map<String, Double> measured(List<Entry> entries) {
        Map<String, Double> journal = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.event() instanceof Measured m) {
                journal.put(m.run().key() + "@" + m.step(), m.metrics().getOrDefault("val_loss", Double.NaN));
            }
        }
        return journal;
    }

    private static Map<String, Integer> replicates(List<Entry> entries) {
        Map<String, Integer> replicates = new HashMap<>();
        if (entries.getFirst().event() instanceof StudyEvent.StudyOpened opened) {
            for (int replicate = 1; replicate <= MOST_SEEDS; replicate++) {
                replicates.put(Integer.toString(Study.trainingSeed(opened.spec(), replicate)), replicate);
            }
        }
        return replicates;
    }
}
