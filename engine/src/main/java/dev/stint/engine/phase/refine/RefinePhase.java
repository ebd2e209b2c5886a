package dev.stint.engine.phase.refine;

import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Step;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Parameter;
import java.util.List;

/**
 * Refinement by the method that fits the study: Bayesian when at least half of the tuned parameters are numeric and fewer than twenty
 * steps are affordable, else successive halving. What it began with holds to its end.
 */
public final class RefinePhase implements Phase {

    public static final String NAME = "refine";

    private static final int MANY_STEPS = 20;

    private final BayesPhase bayes = new BayesPhase();
    private final HalvingPhase halving;

    public RefinePhase(int eta) {
        this.halving = new HalvingPhase(eta);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        return (history.outlineOf(NAME).method().equals("gp") ? bayes : halving).next(history, ledger, seed);
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        PhaseOutline steps = bayes.outline(history, ledger);
        Integer affordable = steps.runs();
        if (!Costs.of(history).known() || affordable == null) {
            return new PhaseOutline(NAME, "", 0, steps.amount(), null, null, null, "unknown until measured");
        }
        boolean few = affordable >= 1 && affordable < MANY_STEPS;
        return few && mostlyNumeric(history.spec().space().tuned()) ? steps : halving.outline(history, ledger);
    }

    private static boolean mostlyNumeric(List<Parameter> tuned) {
        long numeric = tuned.stream().filter(p -> p.domain().numeric()).count();
        return 2 * numeric >= tuned.size();
    }
}
