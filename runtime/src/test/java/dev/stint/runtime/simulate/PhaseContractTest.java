package dev.stint.runtime.simulate;

import dev.stint.engine.phase.Phase;
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
import dev.stint.engine.phase.refine.TpeSampler;
import dev.stint.engine.phase.transfer.PortfolioPhase;
import dev.stint.engine.phase.transfer.TransferPhase;
import dev.stint.engine.phase.validate.ValidatePhase;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.PlanSpec.Method;
import dev.stint.engine.spec.PlanSpec.PhaseSpec;
import dev.stint.engine.spec.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/** Every phase of the house passes the contract. */
final class PhaseContractTest {

    private static PlanSpec refining(Method method) {
        return new PlanSpec.Custom(
                List.of(phase("explore", null, 0.2), phase("refine", method, 0.4), phase("validate", null, 0.4)));
    }

    private static PhaseSpec phase(String name, @Nullable Method method, double share) {
        return new PhaseSpec(name, method, share, null);
    }

    abstract static class InClassic extends PhaseContract {
        @Override
        protected PlanSpec plan() {
            return new PlanSpec.Classic();
        }
    }

    @Nested
    final class Portfolio extends PhaseContract {
        @Override
        protected Phase phase() {
            return new PortfolioPhase(new TransferPhase((history, ledger) -> FreezeThawPhase.lowest(history.spec())));
        }

        @Override
        protected PlanSpec plan() {
            return new PlanSpec.Adaptive();
        }
    }

    @Nested
    final class Transfer extends InClassic {
        @Override
        protected Phase phase() {
            return new TransferPhase(new ExplorePhase(Method.RANDOM), 0.1);
        }
    }

    @Nested
    final class LrFind extends InClassic {
        @Override
        protected Phase phase() {
            return new LrFindPhase(0.01);
        }
    }

    @Nested
    final class Explore extends InClassic {
        @Override
        protected Phase phase() {
            return new ExplorePhase(Method.RANDOM);
        }
    }

    @Nested
    final class Sobol extends PhaseContract {
        @Override
        protected Phase phase() {
            return new ExplorePhase(Method.SOBOL);
        }

        @Override
        protected PlanSpec plan() {
            return new PlanSpec.Custom(List.of(
                    PhaseContractTest.phase("explore", Method.SOBOL, 0.4),
                    PhaseContractTest.phase("validate", null, 0.6)));
        }
    }

    @Nested
    final class Halving extends PhaseContract {
        @Override
        protected Phase phase() {
            return new HalvingPhase(2);
        }

        @Override
        protected PlanSpec plan() {
            return refining(Method.HALVING);
        }
    }

    @Nested
    final class Bayes extends PhaseContract {
        @Override
        protected Phase phase() {
            return new BayesPhase();
        }

        @Override
        protected PlanSpec plan() {
            return refining(Method.GP);
        }
    }

    @Nested
    final class FreezeThaw extends PhaseContract {
        @Override
        protected Phase phase() {
            return new FreezeThawPhase();
        }

        @Override
        protected PlanSpec plan() {
            return refining(Method.FREEZE_THAW);
        }
    }

    @Nested
    final class Hyperband extends PhaseContract {
        @Override
        protected Phase phase() {
            return new HyperbandPhase(3, BlindSampler.RANDOM);
        }

        @Override
        protected PlanSpec plan() {
            return refining(Method.HYPERBAND);
        }
    }

    @Nested
    final class Progressive extends PhaseContract {
        @Override
        protected Phase phase() {
            return new ProxyPhase(FreezeThawPhase.rungs(Toy.spec(Toy.hours(9), 24, 2, null, 1)));
        }

        @Override
        protected PlanSpec plan() {
            return new PlanSpec.Adaptive();
        }

        @Override
        protected List<Proxy> proxies() {
            return List.of(new Proxy("short", new LinkedHashMap<>(), 1, null));
        }
    }

    @Nested
    final class Asha extends PhaseContract {
        @Override
        protected Phase phase() {
            return new AshaPhase(3, BlindSampler.RANDOM);
        }

        @Override
        protected PlanSpec plan() {
            return refining(Method.ASHA);
        }
    }

    @Nested
    final class Tpe extends PhaseContract {
        @Override
        protected Phase phase() {
            return new FullLengthPhase(new TpeSampler());
        }

        @Override
        protected PlanSpec plan() {
            return refining(Method.TPE);
        }
    }

    @Nested
    final class RandomAtFullLength extends PhaseContract {
        @Override
        protected Phase phase() {
            return new FullLengthPhase(BlindSampler.RANDOM);
        }

        @Override
        protected PlanSpec plan() {
            return refining(Method.RANDOM);
        }
    }

    @Nested
    final class SobolAtFullLength extends PhaseContract {
        @Override
        protected Phase phase() {
            return new FullLengthPhase(BlindSampler.SOBOL);
        }

        @Override
        protected PlanSpec plan() {
            return refining(Method.SOBOL);
        }
    }

    @Nested
    final class Validate extends InClassic {
        @Override
        protected Phase phase() {
            return new ValidatePhase();
        }
    }
}
