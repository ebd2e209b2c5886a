package dev.stint.engine.phase.refine;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Lengths;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.phase.explore.ExplorePhase;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Bayesian optimisation in the promising region: a Gaussian process and log expected improvement (Ament 2023, arXiv:2310.20708) choose
 * between new configurations and longer training of explored ones, which resume.
 */
public final class BayesPhase implements Phase {

    public static final String NAME = "refine";

    /** 2.5 hours of a training of 16: the length of a step in the textbook's example. */
    private static final double LENGTH = 2.5 / 16;

    private static final int STEPS = 60;
    private static final int DRAWN = 300;
    private static final int WIDE = 100;
    private static final int NEIGHBOURS = 40;
    private static final int PARENTS = 4;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        Long length = history.outlineOf(NAME).length();
        if (length == null) {
            return new Step.Done(NAME, "the share buys no step");
        }
        Trains trains = new Trains(history, Costs.of(history), NAME);
        long steps = steps(history);
        Step.Train train =
                steps < STEPS ? choose(history, ledger, trains, length, seed.child(history.sequence())) : null;
        if (train != null) {
            return train;
        }
        return history.busy(NAME) ? Step.WAIT : new Step.Done(NAME, "no further step is affordable after " + steps);
    }

    private static long steps(History history) {
        return history.attempts().stream()
                .filter(a -> a.phase().equals(NAME))
                .mapToLong(a -> a.run().trial())
                .distinct()
                .count();
    }

    /** The next step within the ledger, or null when there is none. */
    private static Step.@Nullable Train choose(History history, Ledger ledger, Trains trains, long length, Seed seed) {
        Field field = new Field(history);
        Trial waiting = field.waiting();
        Step.Train given = waiting == null ? null : trains.on(waiting, 1, length, "added by you", List.of());
        if (given != null && ledger.affords(given.reserve())) {
            return given;
        }
        List<Trial> paused = paused(history, trains, length).stream()
                .filter(t ->
                        ledger.affords(trains.on(t, 1, length, "", List.of()).reserve()))
                .toList();
        List<Trial> ranked = field.ranked(paused, explored(history));
        boolean blind = field.ranked(history.candidates(), length).size()
                        + history.open().size()
                < 2;
        if (blind && !ranked.isEmpty()) {
            return trains.on(ranked.getFirst(), 1, length, "the best of the exploration, trained on", List.of());
        }
        Proposals proposals = new Proposals(history);
        List<Config> fresh = fresh(history, proposals, explored(history), seed).stream()
                .filter(c ->
                        ledger.affords(trains.open(c, length, "", List.of()).reserve()))
                .toList();
        return byImprovement(history, trains, proposals, paused, fresh, length);
    }

    static List<Trial> paused(History history, Trains trains, long rung) {
        return history.candidates().stream()
                .filter(t -> !t.runs().isEmpty() && trains.idle(t, 1))
                .filter(t -> t.runs().getFirst().state().continuable())
                .filter(t -> t.runs().getFirst().curve().reached() < Lengths.of(history.spec(), t.config(), rung))
                .toList();
    }

    private static Step.@Nullable Train byImprovement(
            History history, Trains trains, Proposals proposals, List<Trial> paused, List<Config> fresh, long length) {
        List<Config> candidates =
                new ArrayList<>(paused.stream().map(Trial::config).toList());
        candidates.addAll(fresh);
        if (candidates.isEmpty()) {
            return null;
        }
        Surrogate surrogate = Surrogate.fit(history, proposals, rungs(history, length), length);
        double[] gains = surrogate.logEi(candidates);
        int best = 0;
        for (int i = 1; i < gains.length; i++) {
            best = gains[i] > gains[best] ? i : best;
        }
        return best < paused.size()
                ? trains.on(
                        paused.get(best),
                        1,
                        length,
                        "highest expected improvement: continue it",
                        surrogate.parameters())
                : trains.open(
                        candidates.get(best),
                        length,
                        "highest expected improvement: a new configuration",
                        surrogate.parameters());
    }

    private static List<Long> rungs(History history, long length) {
        return LongStream.of(explored(history), length).distinct().boxed().toList();
    }

    static long explored(History history) {
        Long length = history.started(ExplorePhase.NAME)
                ? history.outlineOf(ExplorePhase.NAME).length()
                : null;
        return length == null ? history.spec().fidelity().min() : length;
    }

    /** New candidates: mostly from the promising region, some from everywhere, some close to the best. */
    static List<Config> fresh(History history, Proposals proposals, long explored, Seed seed) {
        Proposals.Source region = Promising.of(history, proposals, explored).draws(seed.child("region"));
        Proposals.Source wide = proposals.sobol(seed.child("wide"), 0);
        Set<Config> drawn = new LinkedHashSet<>();
        for (int i = 0; i < DRAWN; i++) {
            drawn.add(proposals.encoding().propose(region.point(i)));
        }
        for (int i = 0; i < WIDE; i++) {
            drawn.add(proposals.encoding().propose(wide.point(i)));
        }
        new Field(history)
                .standings().stream()
                        .limit(PARENTS)
                        .forEach(t -> drawn.addAll(neighbours(proposals, t, seed.child(t.number()))));
        return drawn.stream().filter(proposals::allowed).toList();
    }

    /** Perturbations of sd 0.05 and 0.15 in half of the axes. */
    private static List<Config> neighbours(Proposals proposals, Trial parent, Seed seed) {
        Stream stream = seed.stream();
        double[] centre = proposals.encoding().encode(parent.config());
        List<Config> near = new ArrayList<>();
        for (int i = 0; i < NEIGHBOURS; i++) {
            double sd = i % 2 == 0 ? 0.05 : 0.15;
            double[] point = centre.clone();
            for (int j = 0; j < point.length; j++) {
                double moved = Math.clamp(centre[j] + sd * stream.gaussian(), 0.0, 1.0);
                point[j] = stream.uniform() < 0.5 ? moved : centre[j];
            }
            near.add(proposals.encoding().propose(point));
        }
        return near;
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        Amount amount = ledger.free().orZero();
        if (!costs.known()) {
            return new PhaseOutline(NAME, "gp", 0, amount, null, null, null, "unknown until measured");
        }
        long length = length(history);
        Amount each = costs.expected(history.spec().space().defaults(), 0, length);
        int runs = (int) Math.min(STEPS, Math.floor(amount.over(each) + 1e-9));
        return runs < 1
                ? new PhaseOutline(NAME, "gp", 0, amount, 0, null, each, "cut: the share buys no step of " + length)
                : new PhaseOutline(NAME, "gp", 0, amount, runs, length, each, "");
    }

    private static long length(History history) {
        long explored = history.started(ExplorePhase.NAME) ? explored(history) : Lengths.share(history.spec(), 0.1);
        long textbook = Lengths.share(history.spec(), LENGTH);
        return history.started(ExplorePhase.NAME)
                ? Lengths.clamp(history.spec(), Math.max(textbook, 2 * explored))
                : textbook;
    }
}
