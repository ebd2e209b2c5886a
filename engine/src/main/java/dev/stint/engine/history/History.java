package dev.stint.engine.history;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.LowestRungSet;
import dev.stint.engine.history.StudyEvent.LrPoint;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.history.StudyEvent.TrialImported;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state of a study: the fold of its events, immutable.
 *
 * <p>{@link #after} is the only way to a new  Folding the same entries always gives the same
 */
public final class History {

    /** The trial that the learning-rate sweep runs on: the defaults. */
    public static final int SWEEP = 0;

    /** What opened a trial that was taken over from another study. */
    public static final String IMPORT = "import";

    /** A start of a warm worker and what it cost. */
    public record StartUp(int worker, double seconds, Amount cost) {}

    /** How much was spent when, for the picture of the budget. */
    public record Spending(long at, String phase, Amount spent) {}

    private final State state;

    private History(State state) {
        this.state = state;
    }

    /** The state after the first event. */
    public static History open(Entry first) {
        if (!(first.event() instanceof StudyOpened opened)) {
            throw new IllegalArgumentException("a history begins with StudyOpened, not with " + first.event());
        }
        return new History(new State(opened, first.at()));
    }

    /** The fold of a journal, or null for an empty one. */
    public static @Nullable History of(List<Entry> entries) {
        if (entries.isEmpty()) {
            return null;
        }
        History history = open(entries.getFirst());
        for (Entry entry : entries.subList(1, entries.size())) {
            history = history.after(entry);
        }
        return history;
    }

    /** The state after one more event. */
    public History after(Entry entry) {
        State next = new State(state);
        next.take(entry);
        return new History(next);
    }

    public StudySpec spec() {
        return state.spec;
    }

    public Provenance provenance() {
        return state.provenance;
    }

    /** What earlier studies knew when this one opened. */
    public Knowledge knowledge() {
        return state.knowledge;
    }

    /** What follows from the specification and the knowledge alone, and is dear: made once, then kept for all later states. */
    public <T> T lasting(Class<T> kind, Function<History, T> make) {
        return state.lasting.of(kind, () -> make.apply(this));
    }

    public int slots() {
        return state.slots;
    }

    /** When the study opened, in milliseconds since 1970 UTC. */
    public long openedAt() {
        return state.openedAt;
    }

    /** The time of the last event. */
    public long now() {
        return state.now;
    }

    /** The number of the last event. */
    public long sequence() {
        return state.sequence;
    }

    /** Every trial, the sweep first; the index is the trial's number. */
    public List<Trial> trials() {
        return state.trials;
    }

    /** Every trial but the sweep and the stand-ins. */
    public List<Trial> candidates() {
        List<Trial> all = state.trials.subList(1, state.trials.size());
        return spec().proxies().isEmpty()
                ? all
                : all.stream().filter(t -> t.proxy() == null).toList();
    }

    /** What was trained of a proxy in place of the training itself, in the order of its beginning. */
    public List<Trial> proxies(String proxy) {
        return state.trials.subList(1, state.trials.size()).stream()
                .filter(t -> proxy.equals(t.proxy()))
                .toList();
    }

    /** How long the training of a trial is, in units of fidelity: the full length of its configuration, or of its proxy. */
    public long fullLength(Trial trial) {
        String proxy = trial.proxy();
        return proxy == null
                ? spec().fullLength(trial.config())
                : spec().proxy(proxy).length();
    }

    public Trial trial(int number) {
        return state.trials.get(number);
    }

    /** The run of this name; it must be planned. */
    public Run run(RunId id) {
        return state.run(id);
    }

    /** The trial of this configuration, or null. */
    public @Nullable Trial find(Config config) {
        return candidates().stream()
                .filter(t -> t.config().equals(config))
                .findFirst()
                .orElse(null);
    }

    /** The number that a new trial gets. */
    public int nextTrial() {
        return state.trials.size();
    }

    public List<Attempt> attempts() {
        return state.attempts;
    }

    /** What some of the attempts have cost together. */
    public Amount cost(Predicate<Attempt> which) {
        return attempts().stream()
                .filter(which)
                .map(Attempt::cost)
                .reduce(Amount.zero(ledger().total().unit()), Amount::plus);
    }

    /** Whether an attempt of this number has started. */
    public boolean knows(int attempt) {
        for (int i = state.attempts.size() - 1; i >= 0; i--) {
            if (state.attempts.get(i).number() == attempt) {
                return true;
            }
        }
        return false;
    }

    /** The attempt of this number; it must have started. */
    public Attempt attempt(int number) {
        return state.attempt(number);
    }

    /** The highest number of an attempt so far; 0 before the first. */
    public int lastAttempt() {
        return state.attempts.stream().mapToInt(Attempt::number).max().orElse(0);
    }

    /** Work that is planned and not settled, in the order in which it was planned. */
    public SequencedMap<RunId, Work> open() {
        return Collections.unmodifiableSequencedMap(state.open);
    }

    /** The open work of a run; it must be open. */
    public Work work(RunId id) {
        return state.work(id);
    }

    /** Where the next attempt of some work begins. */
    public long from(Work work) {
        return state.from(work);
    }

    /** Whether a phase has work under way. */
    public boolean busy(String phase) {
        return state.open.values().stream().anyMatch(w -> w.planned().phase().equals(phase));
    }

    /** The phases that have started, in their order. */
    public List<PhaseStatus> phases() {
        return List.copyOf(state.phases.values());
    }

    /** What a phase began with; it must have started. */
    public PhaseOutline outlineOf(String phase) {
        return state.outlineOf(phase);
    }

    public boolean started(String phase) {
        return state.phases.containsKey(phase);
    }

    public boolean ended(String phase) {
        PhaseStatus status = state.phases.get(phase);
        return status != null && status.ended();
    }

    /** The phase under way, or null between phases. */
    public @Nullable String currentPhase() {
        return state.phases.values().stream()
                .filter(p -> !p.ended())
                .map(PhaseStatus::phase)
                .reduce((a, b) -> b)
                .orElse(null);
    }

    /** The plan as last revised; empty before the first. */
    public List<PhaseOutline> outline() {
        return state.outline;
    }

    public List<LrPoint> lrPoints() {
        return state.lrPoints;
    }

    public List<Finding> findings() {
        return state.findings;
    }

    /** The runs that were taken over from another study. */
    public List<TrialImported> imported() {
        return state.imported;
    }

    /** Each time that was asked which parameters decide little, and what followed. */
    public List<ParametersFixed> fixings() {
        return state.fixings;
    }

    /** The parameters that new configurations leave at their defaults, in the order of the space. */
    public List<String> fixed() {
        return state.fixings.isEmpty() ? List.of() : state.fixings.getLast().fixed();
    }

    /** Each time that was asked how far new configurations are to be trained first, and what followed. */
    public List<LowestRungSet> lowestRungs() {
        return state.lowestRungs;
    }

    /** Whether the last answer differed from the one before. */
    public boolean fixingChanged() {
        int asked = state.fixings.size();
        List<String> before =
                asked < 2 ? List.of() : state.fixings.get(asked - 2).fixed();
        return asked > 0 && state.fixings.getLast().changes(before);
    }

    public boolean found(String code) {
        return state.findings.stream().anyMatch(f -> f.code().equals(code));
    }

    public List<StartUp> startUps() {
        return state.startUps;
    }

    public List<Spending> spending() {
        return state.spending;
    }

    /** Parameters of the last surrogate; empty before the first. */
    public List<Double> fitted() {
        return state.fitted;
    }

    public Ledger ledger() {
        return state.ledger;
    }

    public Lifecycle lifecycle() {
        return state.lifecycle;
    }

    public long repeatedSteps() {
        return state.repeatedSteps;
    }

    /** Runs whose checkpoint was given up and that were not taken up since: nothing is left to keep of them. */
    public Set<RunId> dropped() {
        return Collections.unmodifiableSet(state.dropped);
    }

    public boolean isOpen(Split split) {
        return state.unsealed.contains(split);
    }

    /** The metric's value of an opened split for a run, from its evaluation or else its training; NaN when there is none. */
    public double opened(Split split, RunId id, String metric) {
        if (!isOpen(split)) {
            throw new IllegalStateException("the " + split.key() + " is sealed");
        }
        Run run = run(id);
        Map<String, Double> evaluated = run.opened().get(split);
        Double value = evaluated == null ? null : evaluated.get(metric);
        if (value == null && !run.curve().points().isEmpty()) {
            value = run.curve().points().getLast().sealed().reveal().get(metric);
        }
        return value == null ? Double.NaN : value;
    }

    /** The score (larger is better) of a run at a length; NaN when it was not measured up to there. */
    public double score(Run run, long length) {
        return state.spec.objective().score(run.curve(length).objective(state.spec.objective(), length));
    }
}
