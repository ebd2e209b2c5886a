package dev.stint.engine.phase.refine;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.model.Acquisition;
import dev.stint.engine.model.Posterior;
import dev.stint.engine.phase.Beliefs;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Lengths;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.phase.explore.ExplorePhase;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Freeze-thaw Bayesian optimisation (Swersky, Snoek and Adams 2014, arXiv:1406.3896): every decision is between opening a new
 * configuration and training a paused one up to its next rung, by log expected improvement at full length. As insurance against a model
 * that is too sure, each third configuration is opened for its upper confidence bound instead, which no incumbent enters (docs/search.md).
 *
 * <p>The rungs double from a twelfth of the full length; where nothing resumes, so that each rung pays for all below it again, they
 * quadruple. The first configurations are quasi-random. At most half of the training goes
 * to first rungs: expected improvement knows no cost, and would open new configurations to the end.
 *
 * <p>What decides little is left at its default in new configurations, see {@link Fixing}; a rung whose ranks say nothing of the end is
 * passed by, see {@link LowestRung}.
 */
public final class FreezeThawPhase implements Phase {

    public static final String NAME = "refine";

    private static final double LOWEST = 1 / 12.5;
    private static final int STARTS = 8;

    /** From one rung to the next, where a training goes on and where it starts over. */
    private static final long CONTINUED = 2;

    private static final long RESTARTED = 4;

    /** Of all training, the most that first rungs may take while something can be continued. */
    private static final double FIRST_RUNGS = 0.5;

    private static final String AUDITED = "looked bad early: whether that says anything of the end";

    /** Of so many configurations one is opened for its upper bound. */
    private static final int INSURED = 3;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        Step asked = asked(history);
        if (asked != null) {
            return asked;
        }
        Trains trains = new Trains(history, Costs.of(history), NAME);
        Step.Train train = choose(history, ledger, trains, seed);
        if (train != null) {
            return train;
        }
        return history.busy(NAME) ? Step.WAIT : new Step.Done(NAME, "no further step is affordable");
    }

    /** What is to be asked of the results before the search goes on. */
    private static @Nullable Step asked(History history) {
        Step fix = Fixing.due(history);
        return fix != null ? fix : LowestRung.due(history, rungs(history.spec()));
    }

    private static Step.@Nullable Train choose(History history, Ledger ledger, Trains trains, Seed seed) {
        List<Long> rungs = rungs(history);
        long first = rungs.getFirst();
        Field field = new Field(history);
        Trial waiting = field.waiting();
        Step.Train given = waiting == null ? null : trains.on(waiting, 1, first, "added by you", List.of());
        if (given != null && ledger.affords(given.reserve())) {
            return given;
        }
        Proposals proposals = new Proposals(history);
        Step.Train owed = field.opened() < STARTS
                ? start(history, trains, proposals, first, field.opened(), seed)
                : audit(history, trains);
        if (owed != null && ledger.affords(owed.reserve())) {
            return owed;
        }
        List<Config> fresh =
                Candidates.draw(history, proposals, region(history, first), seed.child(moment(history))).stream()
                        .filter(c -> ledger.affords(
                                trains.open(c, first, "", List.of()).reserve()))
                        .toList();
        List<Trial> paused = paused(history, ledger, trains, rungs);
        boolean onward = !paused.isEmpty() && opensTooMuch(history, first);
        return byImprovement(history, trains, proposals, paused, onward ? List.of() : fresh);
    }

    /** The number of the last event, had nobody asked anything of the results: where nothing follows from that, nothing else changes. */
    private static long moment(History history) {
        return history.sequence()
                - history.fixings().size()
                - history.lowestRungs().size();
    }

    /** What an exploration trained counts on neither side. */
    private static boolean opensTooMuch(History history, long first) {
        double below = 0;
        double all = 0;
        for (Trial trial : history.candidates()) {
            long reached = reached(trial);
            boolean explored = trial.phase().equals(ExplorePhase.NAME);
            long begun = explored ? BayesPhase.explored(history) : first;
            long started = Math.min(reached, Lengths.of(history.spec(), trial.config(), begun));
            below += explored ? 0 : started;
            all += explored ? reached - started : reached;
        }
        return below > FIRST_RUNGS * all;
    }

    private static long reached(Trial trial) {
        Run run = trial.first();
        return run == null ? 0 : run.curve().reached();
    }

    /** The rung that shows the promising region: the exploration's, or else the first. */
    private static long region(History history, long first) {
        return history.started(ExplorePhase.NAME) ? BayesPhase.explored(history) : first;
    }

    private static Step.@Nullable Train start(
            History history, Trains trains, Proposals proposals, long rung, int opened, Seed seed) {
        Beliefs beliefs = Beliefs.informed(history);
        Proposals.Source source = proposals.sobol(seed.child("start"), opened);
        Config config = proposals.fresh(draw -> beliefs.shape(source.point(draw)));
        return config == null ? null : trains.open(config, rung, "one of the first, spread over the space", List.of());
    }

    private static Step.@Nullable Train audit(History history, Trains trains) {
        Audit audit = new Audit(history, rungs(history.spec()));
        Trial left = audit.next();
        return left == null ? null : trains.on(left, 1, audit.target(), AUDITED, List.of());
    }

    private static List<Trial> paused(History history, Ledger ledger, Trains trains, List<Long> rungs) {
        return BayesPhase.paused(history, trains, rungs.getLast()).stream()
                .filter(t -> ledger.affords(
                        onward(history, trains, t, rungs, "", List.of()).reserve()))
                .toList();
    }

    private static Step.Train onward(
            History history, Trains trains, Trial trial, List<Long> rungs, String why, List<Double> fitted) {
        return trains.on(trial, 1, following(history, trial, rungs), why, fitted);
    }

    private static Step.@Nullable Train byImprovement(
            History history, Trains trains, Proposals proposals, List<Trial> idle, List<Config> fresh) {
        List<Long> rungs = rungs(history);
        CurveSurrogate surrogate = CurveSurrogate.fit(history, proposals.encoding(), measured(history, rungs));
        List<Trial> paused = surrogate.known(idle);
        if (paused.isEmpty() && fresh.isEmpty()) {
            return null;
        }
        boolean insured = history.trials().size() % INSURED == INSURED - 1;
        double[] gains = Stream.of(surrogate.started(paused), surrogate.fresh(fresh))
                .flatMapToDouble(p -> insured ? bounds(p) : gains(p, surrogate.best()))
                .toArray();
        if (!insured) {
            charge(gains, CostPenalty.of(history.spec(), trains.costs(), configs(paused), fresh));
        }
        String why = insured ? "highest upper bound at full length" : "highest expected improvement at full length";
        int best = 0;
        for (int i = 1; i < gains.length; i++) {
            best = gains[i] > gains[best] ? i : best;
        }
        return best < paused.size()
                ? onward(history, trains, paused.get(best), rungs, why + ": continue it", surrogate.parameters())
                : trains.open(
                        fresh.get(best - paused.size()),
                        rungs.getFirst(),
                        why + ": a new configuration",
                        surrogate.parameters());
    }

    private static List<Config> configs(List<Trial> trials) {
        return trials.stream().map(Trial::config).toList();
    }

    private static void charge(double[] gains, double[] penalty) {
        for (int i = 0; i < gains.length; i++) {
            gains[i] -= penalty[i];
        }
    }

    private static DoubleStream gains(Posterior posterior, double best) {
        return IntStream.range(0, posterior.size())
                .mapToDouble(i -> Acquisition.logEi(posterior.mean(i), posterior.sd(i), best));
    }

    private static DoubleStream bounds(Posterior posterior) {
        return IntStream.range(0, posterior.size())
                .mapToDouble(i -> Acquisition.upperBound(posterior.mean(i), posterior.sd(i)));
    }

    /** Where a paused run goes next: the first rung above what it has reached. */
    private static long following(History history, Trial trial, List<Long> rungs) {
        long reached = trial.runs().getFirst().curve().reached();
        return rungs.stream()
                .filter(r -> Lengths.of(history.spec(), trial.config(), r) > reached)
                .findFirst()
                .orElse(rungs.getLast());
    }

    /** Lengths at which scores are compared: the rungs, and what an exploration trained to before, unless that is passed by too. */
    private static List<Long> measured(History history, List<Long> rungs) {
        boolean passed = rungs.getFirst() > lowest(history.spec());
        return Stream.concat(
                        Stream.of(BayesPhase.explored(history)).filter(r -> !passed || r >= rungs.getFirst()),
                        rungs.stream())
                .distinct()
                .toList();
    }

    /** The first rung, before anything is measured. */
    public static long lowest(StudySpec spec) {
        return rungs(spec).getFirst();
    }

    /** The first rung that counts, as the results show it. */
    public static long lowest(History history) {
        return rungs(history).getFirst();
    }

    /** Those of the rungs that count, as the results show it; see {@link LowestRung}. */
    private static List<Long> rungs(History history) {
        long lowest = LowestRung.of(history);
        return rungs(history.spec()).stream().filter(r -> r >= lowest).toList();
    }

    /** Lengths at which trials pause, ascending, the full length last. */
    public static List<Long> rungs(StudySpec spec) {
        List<Long> rungs = new ArrayList<>();
        long full = spec.fidelity().max();
        long times = spec.resumes() ? CONTINUED : RESTARTED;
        for (long rung = Lengths.share(spec, LOWEST); rung < full; rung *= times) {
            rungs.add(rung);
        }
        rungs.add(full);
        return List.copyOf(rungs);
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        Amount amount = ledger.free().orZero();
        if (!costs.known()) {
            return new PhaseOutline(NAME, "freeze-thaw", 0, amount, null, null, null, "unknown until measured");
        }
        List<Long> rungs = rungs(history.spec());
        Amount each = costs.expected(history.spec().space().defaults(), 0, rungs.getFirst());
        int opened = (int) Math.min(Integer.MAX_VALUE, amount.times(FIRST_RUNGS).over(each));
        return new PhaseOutline(
                NAME, "freeze-thaw", 0, amount, opened, rungs.getFirst(), each, note(rungs, history.spec()));
    }

    private static String note(List<Long> rungs, StudySpec spec) {
        String further = rungs.stream().skip(1).map(String::valueOf).collect(Collectors.joining(", "));
        return further.isEmpty()
                ? ""
                : "at most half of it opens configurations; the rest continues the most promising to " + further + " "
                        + spec.fidelity().unit() + "s";
    }
}
