package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Beliefs;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.phase.proxy.ProxyStanding;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * New configurations among which an acquisition chooses: from the promising region, from what is believed beforehand, from everywhere,
 * and close to the best. All are admissible and untried, and all but a stand-in's favourites leave at its default what decides little.
 */
final class Candidates {

    private static final int REGION = 120;
    private static final int BELIEVED = 60;
    private static final int WIDE = 60;
    private static final int NEIGHBOURS = 24;
    private static final int PARENTS = 4;

    /** The favourites of a stand-in, which stay as it knows them. */
    private static final int HEARD = 12;

    /** Draws for each configuration that is wanted, where constraints forbid the others. */
    private static final int PATIENCE = 20;

    private static final double NEAR = 0.05;
    private static final double FAR = 0.15;

    private final History history;
    private final Proposals proposals;
    private final List<String> fixed;
    private final Set<Config> drawn = new LinkedHashSet<>();

    private Candidates(History history, Proposals proposals, List<String> fixed) {
        this.history = history;
        this.proposals = proposals;
        this.fixed = fixed;
    }

    /** Draws them anew; {@code rung} shows the promising region. Where constraints or what was tried leave none that is fixed, all are free. */
    static List<Config> draw(History history, Proposals proposals, long rung, Seed seed) {
        List<String> fixed = Fixing.ofNext(history);
        List<Config> drawn = draw(history, proposals, fixed, rung, seed);
        return drawn.isEmpty() && !fixed.isEmpty() ? draw(history, proposals, List.of(), rung, seed) : drawn;
    }

    private static List<Config> draw(History history, Proposals proposals, List<String> fixed, long rung, Seed seed) {
        Candidates candidates = new Candidates(history, proposals, fixed);
        candidates.add(Promising.of(history, proposals, rung).draws(seed.child("region")), REGION);
        Beliefs beliefs = Beliefs.informed(history);
        Proposals.Source believed = proposals.sobol(seed.child("believed"), 0);
        candidates.add(draw -> beliefs.shape(believed.point(draw)), BELIEVED);
        candidates.add(proposals.sobol(seed.child("wide"), 0), WIDE);
        ProxyStanding stand = ProxyStanding.heard(history);
        if (stand != null) {
            candidates.drawn.addAll(stand.best(HEARD));
        }
        new Field(history)
                .standings().stream()
                        .limit(PARENTS)
                        .forEach(t -> candidates.add(near(proposals, t, seed.child(t.number())), NEIGHBOURS));
        return candidates.drawn.stream().filter(proposals::allowed).toList();
    }

    private void add(Proposals.Source source, int count) {
        int admitted = 0;
        for (int draw = 0; admitted < count && draw < PATIENCE * count; draw++) {
            Config config = Fixing.applied(
                    history.spec().space(), fixed, proposals.encoding().propose(source.point(draw)));
            if (history.spec().space().admits(config)) {
                drawn.add(config);
                admitted++;
            }
        }
    }

    /** Half of the axes are moved, by turns a little and more. */
    private static Proposals.Source near(Proposals proposals, Trial parent, Seed seed) {
        Stream stream = seed.stream();
        double[] centre = proposals.encoding().encode(parent.config());
        return draw -> {
            double[] point = centre.clone();
            for (int j = 0; j < point.length; j++) {
                double moved = Math.clamp(centre[j] + (draw % 2 == 0 ? NEAR : FAR) * stream.gaussian(), 0.0, 1.0);
                point[j] = stream.uniform() < 0.5 ? moved : centre[j];
            }
            return point;
        };
    }
}
