package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.loop.StudyLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulatedStudyTest {
    static final Provenance HERE = new Provenance("test", "25", "any", "any", "");

    static final class Mem implements Journal {
        final List<Entry> all = new ArrayList<>();
        public List<Entry> read(long s) { return List.copyOf(all.subList((int) s, all.size())); }
        public void append(List<Entry> e) { all.addAll(e); }
        public void close() {}
    }

    static List<Entry> run(StudySpec spec, Training training, int slots) {
        Simulation simulation = new Simulation(training);
        Mem journal = new Mem();
        History opened = StudyLoop.open(journal, spec, slots, HERE, simulation);
        StudyLoop.of(journal, simulation, simulation, simulation, (e, h) -> {}, opened).run(HERE, slots);
        return journal.all;
    }

    @Test
    void aStudyRuns() {
        for (double b : new double[] {6, 25, 100}) for (int slots : new int[] {1, 2}) {
        List<Entry> all = run(Toy.spec(Toy.hours(b), 50, 1, null, slots), new Toy(0.01), slots);
        History h = History.of(all);
        System.out.println("=== " + b + " slots " + slots + " events " + all.size() + " " + h.lifecycle() + " spent " + h.ledger().spent().text() + " phases " + h.ledger().spentByPhase());
        h.firstOutline().forEach(System.out::println);
        h.outline().forEach(System.out::println);
        h.phases().forEach(p -> System.out.println(p.phase() + " " + p.why()));
        h.candidates().forEach(t -> System.out.println(t.number() + " " + t.phase() + " " + t.config().text() + " " + t.runs().stream().map(r -> r.state() + "@" + r.curve().reached() + "=" + String.format("%.3f", r.curve().objective(h.spec().objective(), 999))).toList()));
        h.findings().forEach(System.out::println);
        }
        assertThat(1).isEqualTo(1);
    }
}
