package dev.stint.engine.phase;

import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.seed.Seed;

/** Decides what to do next with what is known and what is left. A plan is a phase made of phases. */
public interface Phase {

    /** As the study file and the ledger write it. */
    String name();

    /**
     * The next step worth its cost, or why there is none. Pure: same history, same seed, same answer. Asked once for each free slot
     * and after every event; work that is planned and unfinished is in the history.
     *
     * @param ledger what this phase may still spend; never more than the study's own
     */
    Step next(History history, Ledger ledger, Seed seed);

    /** What the phase would buy with what the ledger leaves it. Once it has started, its start's outline holds. */
    PhaseOutline outline(History history, Ledger ledger);
}
