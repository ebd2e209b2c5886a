package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.phase.Beliefs;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import org.jspecify.annotations.Nullable;

/**
 * Configurations that no result influences: independent draws (Bergstra and Bengio 2012, Random search for hyper-parameter
 * optimization, JMLR 13), or the next points of a scrambled Sobol sequence. Both follow what is believed beforehand.
 */
public enum BlindSampler implements Sampler {
    RANDOM("random") {
        @Override
        Proposals.Source points(History history, Proposals proposals, Seed seed) {
            return proposals.random(seed.child(history.nextTrial()));
        }
    },

    SOBOL("sobol") {
        @Override
        Proposals.Source points(History history, Proposals proposals, Seed seed) {
            return proposals.sobol(seed.child("sobol"), history.nextTrial());
        }
    };

    private final String method;

    BlindSampler(String method) {
        this.method = method;
    }

    abstract Proposals.Source points(History history, Proposals proposals, Seed seed);

    @Override
    public String method() {
        return method;
    }

    @Override
    public @Nullable Proposal propose(History history, Seed seed) {
        Proposals proposals = new Proposals(history);
        Beliefs beliefs = Beliefs.of(history);
        Proposals.Source points = points(history, proposals, seed);
        Config config = proposals.fresh(draw -> beliefs.shape(points.point(draw)));
        return config == null ? null : new Proposal(config, "drawn over the wide ranges");
    }
}
