package dev.stint.engine.budget;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What may be spent, what is spent, and what is promised to work that runs.
 *
 * <p>Invariant: {@code free = limit - spent - reserved}. Work is charged as it is metered; a reservation shrinks by what its work has
 * already been charged, and vanishes when the work ends.
 *
 * @param total the budget of the study
 * @param limit what may be spent so far; below the total in the view that a plan hands to one of its phases
 * @param spentByPhase spending by phase, in the order in which phases first spent
 * @param open promises, by the key of the work
 */
public record Ledger(
        Amount total, Amount limit, SequencedMap<String, Amount> spentByPhase, SequencedMap<String, Promise> open) {

    /** A reservation for work under way: {@code charged} of it is already in the spent column. */
    public record Promise(String phase, Amount reserved, Amount charged) {
        Amount outstanding() {
            return reserved.minus(charged).orZero();
        }
    }

    public Ledger {
        spentByPhase = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(spentByPhase));
        open = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(open));
    }

    public static Ledger of(Amount total) {
        return new Ledger(total, total, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    public Amount spent() {
        return spentByPhase.values().stream().reduce(Amount.zero(total.unit()), Amount::plus);
    }

    public Amount spent(String phase) {
        Amount amount = spentByPhase.get(phase);
        return amount == null ? Amount.zero(total.unit()) : amount;
    }

    public Amount reserved() {
        return open.values().stream().map(Promise::outstanding).reduce(Amount.zero(total.unit()), Amount::plus);
    }

    /** What no one has spent or been promised; negative after an overrun. */
    public Amount free() {
        return limit.minus(spent()).minus(reserved());
    }

    /** Whether a further reservation of this size keeps spent + reserved within the limit. */
    public boolean affords(Amount amount) {
        return amount.value() <= free().value() + 1e-9 * total.value();
    }

    /** Promises an amount to work; the key must not be open. */
    public Ledger reserve(String key, String phase, Amount amount) {
        if (open.containsKey(key)) {
            throw new IllegalStateException("work " + key + " already holds a reservation");
        }
        SequencedMap<String, Promise> next = new LinkedHashMap<>(open);
        next.put(key, new Promise(phase, amount, Amount.zero(amount.unit())));
        return new Ledger(total, limit, spentByPhase, next);
    }

    /** Charges open work with a further amount. */
    public Ledger charge(String key, Amount amount) {
        Promise promise = promise(key);
        SequencedMap<String, Promise> next = new LinkedHashMap<>(open);
        next.put(
                key,
                new Promise(
                        promise.phase(), promise.reserved(), promise.charged().plus(amount)));
        return new Ledger(total, limit, added(promise.phase(), amount), next);
    }

    /** Charges a phase with something that no reservation covers, such as the start of a worker. */
    public Ledger chargePhase(String phase, Amount amount) {
        return new Ledger(total, limit, added(phase, amount), open);
    }

    /** Releases what is left of a reservation. */
    public Ledger release(String key) {
        promise(key);
        SequencedMap<String, Promise> next = new LinkedHashMap<>(open);
        next.remove(key);
        return new Ledger(total, limit, spentByPhase, next);
    }

    /** The same books under another budget. */
    public Ledger withTotal(Amount budget) {
        return new Ledger(budget, budget, spentByPhase, open);
    }

    /** The view of a phase that may bring the study's spending up to {@code amount} at most. */
    public Ledger cappedAt(Amount amount) {
        return new Ledger(total, limit.min(amount), spentByPhase, open);
    }

    private Promise promise(String key) {
        Promise promise = open.get(key);
        if (promise == null) {
            throw new IllegalStateException("work " + key + " holds no reservation");
        }
        return promise;
    }

    private SequencedMap<String, Amount> added(String phase, Amount amount) {
        SequencedMap<String, Amount> next = new LinkedHashMap<>(spentByPhase);
        next.merge(phase, amount, Amount::plus);
        return next;
    }
}
