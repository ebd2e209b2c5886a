package dev.stint.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.bench.faults.Violation.Sort;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.study.Study;
import dev.stint.runtime.file.StudyFile;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor that finds nothing must be able to. */
class AuditTest {

    private final EventCodec codec = new EventCodec();
    private final Scene scene = Scene.of(Kind.SIMULATED, Seed.of(3));
    private final Verdict verdict = new Verdict();
    private List<Entry> entries = List.of();

    @BeforeEach
    void write(@TempDir Path folder) {
        assertThat(new SimulatedRun(scene, Kind.SIMULATED, Seed.of(3), folder.resolve("study"))
                        .run()
                        .violations())
                .isEmpty();
        try (SqliteJournal journal = SqliteJournal.readOnly(folder.resolve("study"), codec)) {
            entries = journal.read(0);
        }
    }

    private List<Sort> found() {
        return verdict.violations().stream().map(Violation::sort).distinct().toList();
    }

    private Entry measured() {
        return entries.stream()
                .filter(e -> e.event() instanceof Measured)
                .findFirst()
                .orElseThrow();
    }

    /** The line of {@code run --json} for an entry. */
    private String line(Entry entry) {
        return "{\"sequence\":" + entry.sequence()
                + codec.encode(entry.event())
                        .substring(("{\"event\":\"" + EventCodec.kind(entry.event()) + "\"").length());
    }

    private void told(String line) {
        Acknowledged acknowledged = new Acknowledged();
        acknowledged.hear(line);
        acknowledged.requireAll(entries, verdict);
    }

    @Test
    void whatWasToldAndIsThereIsNoViolation() {
        new Audit(entries, verdict).check(scene.slack());
        told(line(entries.get(1)));
        told("{\"sequence\":2000000,\"att");
        assertThat(verdict.violations()).isEmpty();
    }

    @Test
    void anEventThatIsMissingOrAnotherIsLost() {
        told(line(new Entry(entries.size() + 1L, 0, entries.get(1).event())));
        told(line(new Entry(3, 0, entries.get(1).event())));
        assertThat(verdict.violations()).hasSize(2).allMatch(v -> v.sort() == Sort.LOST);
    }

    @Test
    void aLineThatATrainingWroteAndNobodyReadIsLost() {
        Measured step = (Measured) measured().event();
        int seed = Study.trainingSeed(
                StudyFile.parse(scene.study(), "s").spec(), step.run().replicate());
        String told = "told " + step.run().trial() + " " + seed + " ";
        Acknowledged.requireTold(
                List.of(told + step.step() + " " + step.metrics().get("val_loss")), entries, verdict);
        assertThat(verdict.violations()).isEmpty();
        Acknowledged.requireTold(List.of(told + step.step() + " 17.5"), entries, verdict);
        Acknowledged.requireTold(List.of(told + "99 0.5"), entries, verdict);
        assertThat(verdict.violations()).hasSize(2).allMatch(v -> v.sort() == Sort.LOST);
    }

    @Test
    void aBudgetOverspentIsFound() {
        new Audit(entries, verdict).check(-2 * scene.slack() - 48);
        assertThat(found()).containsExactly(Sort.LEDGER);
    }

    @Test
    void anAttemptWithoutItsEndIsFound() {
        int last = entries.indexOf(measured());
        new Audit(entries.subList(0, last + 1), verdict).check(scene.slack());
        assertThat(found()).containsExactly(Sort.ENDING);
    }
}
