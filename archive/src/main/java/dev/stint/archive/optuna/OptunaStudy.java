package dev.stint.archive.optuna;

import dev.stint.engine.spec.Objective.Goal;
import java.util.List;

/** A study of Optuna with one objective. */
record OptunaStudy(String name, Goal goal, List<OptunaTrial> trials) {

    OptunaStudy {
        trials = List.copyOf(trials);
    }
}
