package dev.stint.engine.phase;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.phase.validate.ValidatePhase;
import dev.stint.engine.seed.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan that runs its phases one after another, each with a share of the budget.
 *
 * <p>A phase may bring the study's whole spending up to the sum of the shares so far: what one phase saves, the next has; what one
 * overruns, the next lacks. The share of the finals is kept apart first, and never falls below what winner and control need, so that no
 * overrun of the search eats the validation.
 */
public final class Sequence implements Phase {

    public static final String NAME = "plan";

    /**
     * A phase and its part of the budget.
     *
     * @param share of the total, in [0, 1]
     * @param until the part of the total that may be spent when this phase ends
     * @param strict whether the phase is held to its own share, whatever others saved
     */
    public record Part(Phase phase, double share, double until, boolean strict) {}

    private final List<Part> parts;

    public Sequence(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        for (Part part : parts) {
            String name = part.phase().name();
            if (history.ended(name)) {
                continue;
            }
            if (!history.started(name)) {
                return new Step.Begin(outline(part, history, view(part, history, ledger)));
            }
            return part.phase().next(history, view(part, history, ledger), seed.child(name));
        }
        return new Step.Done(NAME, "every phase is over");
    }

    /** The ledger as a phase may see it. */
    public Ledger view(String phase, History history, Ledger ledger) {
        return parts.stream()
                .filter(p -> p.phase().name().equals(phase))
                .map(p -> view(p, history, ledger))
                .findFirst()
                .orElse(ledger);
    }

    private Ledger view(Part part, History history, Ledger ledger) {
        if (part.phase() instanceof ValidatePhase) {
            return ledger;
        }
        Amount search = ledger.total().minus(reserve(history, ledger));
        Amount limit = ledger.total().times(part.until()).min(search);
        if (part.strict()) {
            Amount before = ledger.spent().minus(ledger.spent(part.phase().name()));
            limit = limit.min(before.plus(ledger.total().times(part.share())));
        }
        return ledger.cappedAt(limit);
    }

    /** What is kept for the finals: their share, or their floor where that is more. */
    private Amount reserve(History history, Ledger ledger) {
        for (Part part : parts) {
            if (part.phase() instanceof ValidatePhase) {
                Costs costs = Costs.of(history);
                Amount share = ledger.total().times(part.share());
                return costs.known()
                        ? share.max(ValidatePhase.floor(history, costs).min(ledger.total()))
                        : share;
            }
        }
        return Amount.zero(ledger.total().unit());
    }

    private static PhaseOutline outline(Part part, History history, Ledger view) {
        PhaseOutline bare = part.phase().outline(history, view);
        return new PhaseOutline(
                bare.phase(),
                bare.method(),
                part.share(),
                bare.amount(),
                bare.runs(),
                bare.length(),
                bare.each(),
                bare.note());
    }

    /** The plan as a table: what was spent by phases that are over, and what the others would buy. */
    public List<PhaseOutline> outlines(History history) {
        List<PhaseOutline> rows = new ArrayList<>();
        Ledger books = history.ledger();
        Ledger planned = Ledger.of(books.total());
        for (Part part : parts) {
            String name = part.phase().name();
            PhaseOutline row = history.started(name)
                    ? history.outlineOf(name)
                    : outline(part, history, ahead(part, history, books, planned));
            rows.add(row);
            planned = planned.chargePhase(name, history.ended(name) ? books.spent(name) : row.amount());
        }
        return rows;
    }

    /** Books as they would stand if the phases before had spent what they plan to; nothing is free where that is too much. */
    private Ledger ahead(Part part, History history, Ledger books, Ledger planned) {
        Amount limit = part.phase() instanceof ValidatePhase
                ? books.total()
                : view(part, history, books).limit();
        return planned.cappedAt(limit.max(planned.spent()));
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        return new PhaseOutline(NAME, "", 1, ledger.total(), null, null, null, "");
    }
}
