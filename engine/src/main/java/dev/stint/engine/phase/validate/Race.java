package dev.stint.engine.phase.validate;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.spec.Validate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which full-length replicates are bought: best × 1, control × 1, best × 2, control × 2, runners-up, then further seeds to
 * whoever may still be the best, and to the control as many. Seeds are paired, so that noise common to a replicate cancels.
 */
final class Race {

    private static final int MOST_SEEDS = 30;

    /** One replicate to buy; the floor comes before everything else. */
    record Purchase(Trial trial, int replicate, boolean floor, String why) {}

    private final History history;
    private final Finals finals;

    Race(History history) {
        this.history = history;
        this.finals = new Finals(history);
    }

    /** Everything still worth buying, the most important first. */
    List<Purchase> wanted() {
        List<Purchase> purchases = new ArrayList<>();
        List<Trial> alive = finals.finalists().stream().filter(this::alive).toList();
        Trial control = finals.control();
        List<Trial> pair = new ArrayList<>();
        alive.stream().findFirst().ifPresent(pair::add);
        if (control != null && alive(control)) {
            pair.add(control);
        }
        int floor = history.spec().validate().mode() == Validate.Mode.SINGLE_SEED ? 1 : Math.min(2, seeds());
        for (int replicate = 1; replicate <= floor; replicate++) {
            for (Trial trial : pair) {
                add(
                        purchases,
                        trial,
                        replicate,
                        true,
                        control != null && trial.number() == control.number()
                                ? "the control, seed "
                                : "the best of the search, seed ");
            }
        }
        alive.forEach(t -> add(purchases, t, 1, false, "a runner-up, seed "));
        furtherSeeds(purchases, alive);
        return purchases;
    }

    private void furtherSeeds(List<Purchase> purchases, List<Trial> alive) {
        List<Trial> contenders =
                new ArrayList<>(alive.stream().filter(finals::contends).toList());
        Trial control = finals.control();
        if (control != null && alive(control)) {
            contenders.add(control);
        }
        contenders.sort(Comparator.comparingInt(t -> t.runs().size()));
        for (Trial trial : contenders) {
            int next = trial.runs().size() + 1;
            if (next > 1 && next <= seeds()) {
                add(purchases, trial, next, false, "may still be the best, seed ");
            }
        }
    }

    private int seeds() {
        Validate validate = history.spec().validate();
        Integer wanted = validate.seeds();
        return validate.mode() == Validate.Mode.SINGLE_SEED ? 1 : wanted != null ? wanted : MOST_SEEDS;
    }

    /** Adds a replicate that is neither finished nor under way, unless an earlier one is missing. */
    private void add(List<Purchase> purchases, Trial trial, int replicate, boolean floor, String why) {
        boolean listed =
                purchases.stream().anyMatch(p -> p.trial().number() == trial.number() && p.replicate() == replicate);
        boolean reachable = replicate <= trial.runs().size() + 1;
        if (!listed && reachable && missing(trial, replicate)) {
            purchases.add(new Purchase(trial, replicate, floor, why + replicate));
        }
    }

    private boolean missing(Trial trial, int replicate) {
        Run run = trial.run(replicate);
        if (run == null) {
            return true;
        }
        return !history.open().containsKey(run.id())
                && run.state().continuable()
                && run.curve().reached() < history.spec().fullLength(trial.config());
    }

    /** Whether no replicate of a trial has failed. */
    private boolean alive(Trial trial) {
        return trial.runs().stream().allMatch(r -> switch (r.state()) {
            case FAILED, DIVERGED, ENDED_EARLY -> false;
            case WAITING, RUNNING, PAUSED, STOPPED, FINISHED -> true;
        });
    }
}
