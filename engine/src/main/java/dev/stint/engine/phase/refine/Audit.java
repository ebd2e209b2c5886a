package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent.LowestRungSet;
import dev.stint.engine.history.Trial;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Lengths;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configurations that a search would leave, trained on all the same: a search trains on what looks good early, and as long as nothing else is
 * trained on, nobody can see whether what looked bad would have been as good. Where early ranks are in doubt ({@link LowestRung}), two of
 * the lower half of what was opened go on to the last rung within half of the full length.
 */
final class Audit {

    /** Which are taken, as shares of the ranks from the best on: others each time. */
    private static final double[] PLACES = {0.85, 0.6, 0.95, 0.7, 0.8, 0.55};

    static final int EACH_TIME = 2;

    private final History history;
    private final Field field;
    private final long target;

    /** @param rungs of the plan, the full length last */
    Audit(History history, List<Long> rungs) {
        this.history = history;
        this.field = new Field(history);
        this.target = LowestRung.choices(rungs).getLast();
    }

    /** How far they are trained. */
    long target() {
        return target;
    }

    /** The next that is to go on now; null where none is. */
    @Nullable
    Trial next() {
        List<LowestRungSet> asked = history.lowestRungs();
        return asked.isEmpty()
                ? null
                : chosen(asked.getLast(), asked.size()).stream()
                        .filter(this::waits)
                        .findFirst()
                        .orElse(null);
    }

    private boolean waits(Trial trial) {
        Run run = trial.first();
        return run != null
                && run.state() == RunState.PAUSED
                && run.curve().reached() < Lengths.of(history.spec(), trial.config(), target);
    }

    /** None while some are still on their way, or with every training that ends others would be chosen. */
    private List<Trial> chosen(LowestRungSet asked, int times) {
        List<Trial> opened = history.candidates().stream()
                .filter(t -> !t.runs().isEmpty())
                .limit(asked.trials())
                .toList();
        if (opened.stream().anyMatch(t -> onItsWay(t, asked.length()))) {
            return List.of();
        }
        List<Trial> ranked = field.ranked(opened, asked.length());
        List<Trial> chosen = new ArrayList<>();
        for (int i = 0; i < asked.audits() && !ranked.isEmpty(); i++) {
            double place = PLACES[(EACH_TIME * times + i) % PLACES.length];
            chosen.add(ranked.get((int) (place * ranked.size())));
        }
        return chosen;
    }

    private boolean onItsWay(Trial trial, long rung) {
        Run run = trial.first();
        return run != null && history.open().containsKey(run.id()) && !field.measured(trial, rung);
    }
}
