package dev.stint.engine.phase.transfer;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.phase.explore.ExplorePhase;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import java.util.List;

/**
 * Trains the user's defaults, which are the control, as the first of the exploration's configurations.
 *
 * <p>Where no cost is known it trains them for the shortest useful length first, under a reservation of 2 % of the budget: the
 * measurement from which everything else is planned.
 */
public final class TransferPhase implements Phase {

    public static final String NAME = "transfer";

    private static final double MEASUREMENT = 0.02;
    private static final int MOST_TRIES = 5;

    /** How long the defaults are trained. */
    public interface Length {
        long of(History history, Ledger ledger);
    }

    private final Length length;

    public TransferPhase(Length length) {
        this.length = length;
    }

    /**
     * Trains the defaults as one of an exploration's configurations.
     *
     * @param explore whose length the defaults are trained to
     * @param until the part of the budget that the exploration leaves spent; the defaults may cost more where it buys no run at all
     */
    public TransferPhase(ExplorePhase explore, double until) {
        this((history, ledger) ->
                explore.length(history, ledger.cappedAt(ledger.total().times(until))));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        Trial control = new Field(history).control();
        if (control == null || control.runs().isEmpty()) {
            return open(history, ledger);
        }
        Run run = control.runs().getFirst();
        if (history.busy(NAME)) {
            return Step.WAIT;
        }
        if (!Costs.of(history).known()) {
            return measureAnother(history, ledger, seed);
        }
        return run.state().continuable() ? lengthen(history, ledger, control, run) : done("the defaults are trained");
    }

    /** The defaults failed before their first step: another configuration has to show what a unit costs. */
    private static Step measureAnother(History history, Ledger ledger, Seed seed) {
        Proposals proposals = new Proposals(history);
        int number = history.nextTrial();
        Config config = number > MOST_TRIES ? null : proposals.fresh(proposals.random(seed.child(number)));
        return config == null
                ? done("no training got as far as its first step")
                : measurement(history, ledger, config, "measures what a unit of training costs: the defaults failed");
    }

    private static Step measurement(History history, Ledger ledger, Config config, String why) {
        Amount reserve = ledger.total().times(MEASUREMENT);
        return new Step.Train(
                new Step.TrialRef.New(config),
                1,
                Task.FULL,
                history.spec().fidelity().min(),
                reserve,
                NAME,
                why,
                List.of());
    }

    private Step open(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        Trains trains = new Trains(history, costs, NAME);
        String why = "from: your defaults, the control that everything is compared with";
        if (costs.known()) {
            Step.Train train = trains.open(history.spec().space().defaults(), length(history, ledger), why, List.of());
            return ledger.affords(train.reserve()) ? train : done("no budget for the defaults");
        }
        return measurement(
                history,
                ledger,
                history.spec().space().defaults(),
                "the defaults, briefly: measures what a unit of training costs");
    }

    private Step lengthen(History history, Ledger ledger, Trial control, Run run) {
        long length = length(history, ledger);
        if (run.curve().reached() >= length) {
            return done("the defaults are trained");
        }
        Step.Train train = new Trains(history, Costs.of(history), NAME)
                .on(control, 1, length, "the defaults at the length of the exploration", List.of());
        return ledger.affords(train.reserve()) ? train : done("no budget to train the defaults further");
    }

    private long length(History history, Ledger ledger) {
        return length.of(history, ledger);
    }

    private static Step done(String why) {
        return new Step.Done(NAME, why);
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        if (!costs.known()) {
            return new PhaseOutline(
                    NAME,
                    "defaults",
                    0,
                    ledger.total().times(MEASUREMENT),
                    1,
                    history.spec().fidelity().min(),
                    null,
                    "the defaults, briefly, to measure the cost");
        }
        long length = length(history, ledger);
        Amount each = costs.expected(history.spec().space().defaults(), 0, length);
        return new PhaseOutline(NAME, "defaults", 0, each, 1, length, each, "one slot of the exploration");
    }
}
