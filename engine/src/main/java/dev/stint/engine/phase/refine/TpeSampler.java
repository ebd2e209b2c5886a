package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Trial;
import dev.stint.engine.model.Density;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.phase.explore.ExplorePhase;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl 2011, Algorithms for hyper-parameter optimization,
 * NeurIPS 24, section 4), multivariate as in BOHB (Falkner, Klein and Hutter 2018, ICML, equations 2 and 3).
 *
 * <p>Symbols: of the observed configurations x the best {@code ⌈γ·n⌉}, γ = 0.1 and 25 at most, have the density l(x), all others g(x).
 * Expected improvement grows with {@code l(x)/g(x)} (Bergstra et al., equation 3), so of 24 draws from l the one with the largest ratio
 * is proposed. Failures are among the others, and so is what still runs, so that two slots do not ask the same.
 *
 * <p>Rows are of length d, one coordinate in [0, 1] for each tuned parameter, NaN where it is inactive. They are compared at the full
 * length, or at the exploration's while fewer than d + 1 have got to the full one (N_min of Falkner et al.); below that, draws are blind.
 */
public final class TpeSampler implements Sampler {

    private static final double GAMMA = 0.1;
    private static final int MOST_GOOD = 25;
    private static final int DRAWN = 24;
    private static final int TRIES = 2_000;

    @Override
    public String method() {
        return "tpe";
    }

    @Override
    public @Nullable Proposal propose(History history, Seed seed) {
        Proposals proposals = new Proposals(history);
        List<Trial> observed = observed(history, proposals);
        if (observed.isEmpty()) {
            return BlindSampler.RANDOM.propose(history, seed);
        }
        Split split = split(history, proposals, observed);
        Config best = best(proposals, split, seed.child(history.nextTrial()));
        return best == null
                ? BlindSampler.RANDOM.propose(history, seed)
                : new Proposal(best, "highest ratio of the densities of the best and of the rest");
    }

    /** Configurations to learn from, best first, those that failed last; empty while there are too few. */
    private static List<Trial> observed(History history, Proposals proposals) {
        int fewest = proposals.encoding().axes().size() + 1;
        for (long rung : rungs(history)) {
            List<Trial> observed = ranked(history, rung);
            if (observed.size() >= fewest) {
                return observed;
            }
        }
        return List.of();
    }

    /** The full length, then the exploration's if there was one: what other phases trained briefly says too little. */
    private static List<Long> rungs(History history) {
        long full = history.spec().fidelity().max();
        return history.started(ExplorePhase.NAME) ? List.of(full, BayesPhase.explored(history)) : List.of(full);
    }

    private static List<Trial> ranked(History history, long rung) {
        return history.candidates().stream()
                .filter(t -> !Double.isNaN(new Field(history).observed(t, rung)))
                .sorted(Comparator.comparingDouble((Trial t) -> -new Field(history).observed(t, rung))
                        .thenComparingInt(Trial::number))
                .toList();
    }

    /** How many of n are good. */
    static int good(int n) {
        return Math.min((int) StrictMath.ceil(GAMMA * n), MOST_GOOD);
    }

    /** The two densities. */
    record Split(Density l, Density g) {

        static Split of(double[][] levels, List<double[]> good, List<double[]> rest) {
            return new Split(
                    Density.parzen(levels, good.toArray(double[][]::new)),
                    Density.parzen(levels, rest.toArray(double[][]::new)));
        }

        /** {@code log l(x)/g(x)}. */
        double logRatio(double[] row) {
            return l.logDensity(row) - g.logDensity(row);
        }
    }

    private static Split split(History history, Proposals proposals, List<Trial> observed) {
        int finite = (int) observed.stream().filter(t -> !failed(t)).count();
        int good = Math.min(good(observed.size()), finite);
        List<double[]> above = rows(proposals, observed.subList(0, good));
        List<double[]> below = rows(proposals, observed.subList(good, observed.size()));
        below.addAll(rows(proposals, pending(history, observed)));
        int d = proposals.encoding().axes().size();
        return Split.of(Arrays.copyOf(Promising.levels(proposals), d), above, below);
    }

    private static boolean failed(Trial trial) {
        return switch (trial.runs().getFirst().state()) {
            case FAILED, DIVERGED -> true;
            case WAITING, RUNNING, PAUSED, STOPPED, FINISHED, ENDED_EARLY -> false;
        };
    }

    private static List<Trial> pending(History history, List<Trial> observed) {
        return history.open().keySet().stream()
                .filter(run -> run.trial() != History.SWEEP)
                .map(run -> history.trial(run.trial()))
                .filter(t -> !observed.contains(t))
                .toList();
    }

    private static List<double[]> rows(Proposals proposals, List<Trial> trials) {
        List<double[]> rows = new ArrayList<>();
        trials.forEach(t -> rows.add(row(proposals, t.config())));
        return rows;
    }

    /** The coordinates of a configuration, NaN where a parameter is inactive. */
    private static double[] row(Proposals proposals, Config config) {
        List<Parameter> axes = proposals.encoding().axes();
        double[] row = Arrays.copyOf(proposals.encoding().encode(config), axes.size());
        for (int j = 0; j < row.length; j++) {
            row[j] = config.get(axes.get(j).name()) == null ? Double.NaN : row[j];
        }
        return row;
    }

    private static @Nullable Config best(Proposals proposals, Split split, Seed seed) {
        Config best = null;
        double highest = Double.NEGATIVE_INFINITY;
        for (Config config : draws(proposals, split.l(), seed)) {
            double ratio = split.logRatio(row(proposals, config));
            if (ratio > highest) {
                best = config;
                highest = ratio;
            }
        }
        return best;
    }

    /** Up to 24 configurations drawn from a density, all admissible and untried. */
    private static Set<Config> draws(Proposals proposals, Density density, Seed seed) {
        Stream stream = seed.stream();
        Set<Config> drawn = new LinkedHashSet<>();
        for (int i = 0; i < TRIES && drawn.size() < DRAWN; i++) {
            Config config = proposals.encoding().propose(density.sample(stream));
            if (proposals.allowed(config)) {
                drawn.add(config);
            }
        }
        return drawn;
    }
}
