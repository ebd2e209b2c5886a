package dev.stint.runtime.json;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Curve;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.Sealed;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.Task;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.StudySpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Draws events of every kind, full of what formats stumble over. */
public final class SampleEvents {

    private static final List<String> ODD = List.of(
            "",
            " ",
            "plain words",
            "\"quoted\" \\ back\\slash / slash",
            "line\nfeed\r\n\ttab",
            "\u0000\u0001\u001f\u007f\u0085\u2028\u2029\ufeff\uffff",
            "Gr\u00fc\u00dfe \u2265 \u4f60\u597d \ud83d\ude80 e\u0301",
            "half a pair \ud83d and \ude80 its end",
            "NaN",
            "null",
            "{\"event\":\"measured\"}",
            "' ; DROP TABLE entries; --",
            "\u001b[31mred\u001b[0m");

    private static final double[] REALS = {
        0.0,
        -0.0,
        1,
        2.0,
        -1.5,
        0.1,
        1e-300,
        1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        1.0 / 3,
        123456789012345680.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private static final long[] WHOLES = {
        0, 1, -1, 50, Integer.MAX_VALUE, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE
    };

    private final Stream stream;

    public SampleEvents(Stream stream) {
        this.stream = stream;
    }

    /** Entries from {@code first} on, of kinds drawn at random; without specifications, which take long to read. */
    public List<Entry> entries(long first, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<StudyEvent> events = withoutSpec();
            entries.add(new Entry(first + i, 1_764_000_000_000L + first + i, events.get(stream.below(events.size()))));
        }
        return entries;
    }

    /** One event of every kind, or more where a kind has forms. */
    public List<StudyEvent> all() {
        List<StudyEvent> all = new ArrayList<>();
        all.add(new StudyEvent.StudyOpened(spec(), count(), provenance(), Knowledge.none()));
        all.add(new StudyEvent.StudyOpened(spec(), count(), provenance(), knowledge()));
        all.add(new StudyEvent.SpecAmended(spec(), text()));
        all.addAll(withoutSpec());
        return all;
    }

    private Curve.Point point() {
        return new Curve.Point(whole(), metrics(), new Sealed(metrics()), real(), count());
    }

    private List<StudyEvent> withoutSpec() {
        return List.of(
                new StudyEvent.PlanRevised(listOf(this::outline), text()),
                new StudyEvent.PhaseStarted(outline()),
                new StudyEvent.PhaseEnded(text(), text()),
                new StudyEvent.TrialAdded(config()),
                new StudyEvent.TrialImported(
                        run(), config(), oneOf(RunState.values()), listOf(this::point), whole(), amount(), text()),
                new StudyEvent.TrialImported(run(), null, oneOf(RunState.values()), List.of(), whole(), null, text()),
                new StudyEvent.TrialPlanned(
                        run(), config(), Task.FULL, whole(), whole(), amount(), text(), text(), listOf(this::real)),
                new StudyEvent.TrialPlanned(run(), null, task(), whole(), whole(), amount(), text(), text(), List.of()),
                new StudyEvent.WorkerStarted(count(), real(), amount(), text()),
                new StudyEvent.AttemptStarted(count(), run(), whole(), text(), listOf(this::text), count(), whole()),
                new StudyEvent.Metered(count(), real(), amount()),
                new StudyEvent.CostReported(count(), amount()),
                new StudyEvent.Measured(count(), run(), whole(), metrics(), new Sealed(metrics()), real()),
                new StudyEvent.Measured(count(), run(), whole(), new LinkedHashMap<>(), Sealed.none(), real()),
                new StudyEvent.StepRepeated(count(), run(), whole(), real()),
                new StudyEvent.LrPoint(count(), real(), real()),
                new StudyEvent.Evaluated(count(), run(), oneOf(Split.values()), metrics()),
                new StudyEvent.CheckpointSaved(count(), run(), whole()),
                new StudyEvent.CheckpointDropped(run()),
                new StudyEvent.AttemptEnded(count(), oneOf(End.values()), real(), amount(), text()),
                new StudyEvent.StopRequested(run(), text()),
                new StudyEvent.TrialSettled(run(), oneOf(RunState.values()), text()),
                new StudyEvent.ParametersFixed(listOf(this::text), count(), text()),
                new StudyEvent.LowestRungSet(count(), count(), count(), count(), text()),
                new StudyEvent.Unsealed(oneOf(Split.values())),
                new StudyEvent.Finding(text(), text(), text()),
                new StudyEvent.StudyPaused(text()),
                new StudyEvent.StudyResumed(provenance(), count()),
                new StudyEvent.StudyClosed(oneOf(StudyEvent.Outcome.values()), text()));
    }

    /** A string that some format or other would change. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int pieces = stream.below(4);
        for (int i = 0; i < pieces; i++) {
            text.append(ODD.get(stream.below(ODD.size()))).append((char) stream.below(0x10000));
        }
        return text.toString();
    }

    /** Names hold whole characters only; the formats replace the rest. */
    private String name(int number) {
        return new String(text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) + number;
    }

    private double real() {
        return stream.below(2) == 0 ? REALS[stream.below(REALS.length)] : Double.longBitsToDouble(stream.bits());
    }

    private double finite() {
        double value = real();
        return Double.isFinite(value) ? value : stream.uniform();
    }

    private long whole() {
        return stream.below(2) == 0 ? WHOLES[stream.below(WHOLES.length)] : stream.bits();
    }

    private int count() {
        return stream.below(4) == 0 ? Integer.MAX_VALUE : stream.below(1000);
    }

    private RunId run() {
        return new RunId(count(), 1 + stream.below(5));
    }

    private Amount amount() {
        return new Amount(finite(), oneOf(Unit.values()));
    }

    private StudySpec spec() {
        return SampleSpecs.spec("study-" + stream.below(1000), 1 + stream.below(1000));
    }

    private Provenance provenance() {
        return new Provenance(text(), text(), text(), text(), text());
    }

    private Knowledge knowledge() {
        return new Knowledge(listOf(() -> new PastStudy(
                text(), 1 - stream.uniform(), listOf(() -> new PastTrial(config(), readings())), text())));
    }

    private List<PastTrial.Reading> readings() {
        return listOf(() -> new PastTrial.Reading(1 - stream.uniform(), real()));
    }

    private Task task() {
        return switch (stream.below(3)) {
            case 0 -> new Task.LrRange(real(), real(), count());
            case 1 -> new Task.Evaluate(oneOf(Split.values()));
            default -> new Task.Proxy(text());
        };
    }

    private PhaseOutline outline() {
        boolean known = stream.below(2) == 0;
        return new PhaseOutline(
                text(),
                text(),
                real(),
                amount(),
                known ? count() : null,
                known ? whole() : null,
                known ? amount() : null,
                text());
    }

    private Config config() {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        int size = stream.below(8);
        for (int i = 0; i < size; i++) {
            values.put(name(i), value());
        }
        return new Config(values);
    }

    private Value value() {
        return switch (stream.below(4)) {
            case 0 -> new Value.Real(finite());
            case 1 -> new Value.Whole(whole());
            case 2 -> new Value.Text(text());
            default -> new Value.Flag(stream.below(2) == 0);
        };
    }

    private SequencedMap<String, Double> metrics() {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        int size = stream.below(6);
        for (int i = 0; i < size; i++) {
            metrics.put(name(i), real());
        }
        return metrics;
    }

    private <T> List<T> listOf(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        int size = stream.below(4);
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    private <T> T oneOf(T[] values) {
        return values[stream.below(values.length)];
    }
}
