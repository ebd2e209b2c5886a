package dev.stint.engine.phase;

import dev.stint.engine.phase.explore.ExplorePhase;
import dev.stint.engine.phase.lrfind.LrFindPhase;
import dev.stint.engine.phase.proxy.ProxyPhase;
import dev.stint.engine.phase.refine.AshaPhase;
import dev.stint.engine.phase.refine.BayesPhase;
import dev.stint.engine.phase.refine.BlindSampler;
import dev.stint.engine.phase.refine.FreezeThawPhase;
import dev.stint.engine.phase.refine.FullLengthPhase;
import dev.stint.engine.phase.refine.HalvingPhase;
import dev.stint.engine.phase.refine.HyperbandPhase;
import dev.stint.engine.phase.refine.RefinePhase;
import dev.stint.engine.phase.refine.TpeSampler;
import dev.stint.engine.phase.transfer.PortfolioPhase;
import dev.stint.engine.phase.transfer.TransferPhase;
import dev.stint.engine.phase.validate.ValidatePhase;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.PlanSpec.PhaseSpec;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import java.util.ArrayList;
import java.util.List;

/** The plans that a study file can name. */
public final class Plans {

    /** The textbook's split of 100 GPU-hours: 1 for the sweep, 10 for exploration, 25 for refinement, 64 for the finals. */
    private static final double SWEEP = 0.01;

    private static final double EXPLORE = 0.10;
    private static final double REFINE = 0.25;
    private static final double VALIDATE = 0.64;

    /** The finals of the adaptive plan: their floor where that is more, which it is below 13 trainings. */
    private static final double FINALS = 0.3;

    /** Halving keeps one in two unless the user says otherwise; the papers of Hyperband and ASHA keep one in three. */
    private static final int HALF = 2;

    private static final int THIRD = 3;

    /** Where a longer training starts over, rungs are fewer and farther apart. */
    private static final int QUARTER = 4;

    private Plans() {}

    /** The plan of a study. */
    public static Sequence of(StudySpec spec) {
        if (spec.plan() instanceof PlanSpec.Adaptive) {
            return adaptive(spec);
        }
        List<PhaseSpec> phases = spec.plan() instanceof PlanSpec.Custom custom ? custom.phases() : classic();
        List<PhaseSpec> kept = phases.stream()
                .filter(p -> spec.validate().mode() != Validate.Mode.NONE
                        || !p.phase().equals(ValidatePhase.NAME))
                .toList();
        return sequence(kept, spec.resumes() ? HALF : QUARTER);
    }

    private static List<PhaseSpec> classic() {
        return List.of(
                new PhaseSpec(LrFindPhase.NAME, null, SWEEP, null),
                new PhaseSpec(ExplorePhase.NAME, null, EXPLORE, null),
                new PhaseSpec(RefinePhase.NAME, null, REFINE, null),
                new PhaseSpec(ValidatePhase.NAME, null, VALIDATE, null));
    }

    /** What is known, then the search, then the finals with what their floor needs. */
    private static Sequence adaptive(StudySpec spec) {
        boolean validated = spec.validate().mode() != Validate.Mode.NONE;
        double finals = validated ? FINALS : 0;
        List<Sequence.Part> parts = new ArrayList<>();
        PortfolioPhase known = new PortfolioPhase(new TransferPhase((h, l) -> FreezeThawPhase.lowest(h.spec())));
        parts.add(new Sequence.Part(known, 0, 1 - finals, false));
        if (!spec.proxies().isEmpty()) {
            parts.add(new Sequence.Part(new ProxyPhase(FreezeThawPhase.rungs(spec)), 0, 1 - finals, false));
        }
        parts.add(new Sequence.Part(new FreezeThawPhase(), 1 - finals, 1 - finals, false));
        if (validated) {
            parts.add(new Sequence.Part(new ValidatePhase(), finals, 1, false));
        }
        return new Sequence(parts);
    }

    /** Shares are scaled to one; the defaults come first and take one slot of the exploration. */
    private static Sequence sequence(List<PhaseSpec> phases, int eta) {
        double[] shares = shares(phases);
        ExplorePhase explore = new ExplorePhase(phases.stream()
                .filter(p -> p.phase().equals(ExplorePhase.NAME))
                .map(p -> p.method() == null ? Method.RANDOM : p.method())
                .findFirst()
                .orElse(Method.RANDOM));
        List<Sequence.Part> parts = new ArrayList<>();
        parts.add(new Sequence.Part(new TransferPhase(explore, throughExploration(phases, shares)), 0, 1, false));
        double until = 0;
        for (int i = 0; i < shares.length; i++) {
            until += shares[i];
            parts.add(
                    phases.get(i).phase().equals(RefinePhase.NAME)
                            ? new Sequence.Part(refine(phases.get(i), eta), shares[i], until, false)
                            : part(phases.get(i), explore, shares[i], until, throughExploration(phases, shares)));
        }
        return new Sequence(parts);
    }

    private static Sequence.Part part(
            PhaseSpec phase, ExplorePhase explore, double share, double until, double explored) {
        return switch (phase.phase()) {
            case LrFindPhase.NAME -> new Sequence.Part(new LrFindPhase(share), share, explored, true);
            case ExplorePhase.NAME -> new Sequence.Part(explore, share, until, false);
            case ValidatePhase.NAME -> new Sequence.Part(new ValidatePhase(), share, 1, false);
            default -> throw new IllegalArgumentException("no phase is called " + phase.phase());
        };
    }

    /** @param eta of halving, unless the user says otherwise */
    private static Phase refine(PhaseSpec phase, int eta) {
        Method method = phase.method();
        return switch (method) {
            case GP -> new BayesPhase();
            case HALVING -> new HalvingPhase(eta(phase, eta));
            case FREEZE_THAW -> new FreezeThawPhase();
            case HYPERBAND -> new HyperbandPhase(eta(phase, THIRD), BlindSampler.RANDOM);
            case ASHA -> new AshaPhase(eta(phase, THIRD), BlindSampler.RANDOM);
            case RANDOM -> new FullLengthPhase(BlindSampler.RANDOM);
            case SOBOL -> new FullLengthPhase(BlindSampler.SOBOL);
            case TPE -> new FullLengthPhase(new TpeSampler());
            case null -> new RefinePhase(eta(phase, eta));
        };
    }

    private static int eta(PhaseSpec phase, int usual) {
        return phase.eta() == null ? usual : phase.eta();
    }

    private static double throughExploration(List<PhaseSpec> phases, double[] shares) {
        double until = 0;
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i];
            until = phases.get(i).phase().equals(ExplorePhase.NAME) ? sum : until;
        }
        return until > 0 ? until : sum;
    }

    private static double[] shares(List<PhaseSpec> phases) {
        double given = phases.stream()
                .mapToDouble(p -> p.share() == null ? 0 : p.share())
                .sum();
        long open = phases.stream().filter(p -> p.share() == null).count();
        double each = open == 0 ? 0 : Math.max(0, 1 - given) / open;
        double sum = given + open * each;
        return phases.stream()
                .mapToDouble(p -> (p.share() == null ? each : p.share()) / sum)
                .toArray();
    }
}
