package dev.stint.engine.phase.validate;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.SearchTail;
import dev.stint.engine.phase.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what the finalists were selected: how far the rest of the search lies behind the best finalist. */
final class Selection {

    private final History history;
    private final Finals finals;
    private final Field field;

    Selection(History history, Finals finals) {
        this.history = history;
        this.finals = finals;
        this.field = new Field(history);
    }

    /** Null where too few can be compared, or no finalist has reached full length. */
    @Nullable
    SearchTail tail() {
        List<Trial> finalists = finals.finalists();
        return finalists.isEmpty() || finals.finished(finalists.getFirst()).isEmpty()
                ? null
                : SearchTail.of(field.contenders().stream()
                        .mapToDouble(t -> level(finalists.getFirst(), t))
                        .toArray());
    }

    /** Short trainings score less, so each is compared with the best finalist at its own length. */
    private double level(Trial best, Trial trial) {
        Run first = best.runs().getFirst();
        return trial.number() == best.number()
                ? finals.mean(best)
                : finals.score(best, first) + field.searchScore(trial) - history.score(first, as(best, trial));
    }

    /** The length of the best finalist's training that is as large a share of it as the search reached in a trial. */
    private long as(Trial best, Trial trial) {
        Run first = trial.runs().getFirst();
        double share = (double) first.searchReached() / history.spec().fullLength(trial.config());
        return Math.round(share * history.spec().fullLength(best.config()));
    }
}
