package dev.stint.cli.doctor;

import dev.stint.cli.text.Words;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.Objective.Goal;
import dev.stint.engine.spec.StudySpec;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Is the goal the right way round, by the objective's name and by what training does to it? */
final class GoalCheck implements Check {

    private static final String CHECK = "goal";

    @Override
    public List<Finding> of(Evidence evidence) {
        Trace trace = evidence.objective(evidence.whole());
        if (trace.isEmpty()) {
            return List.of();
        }
        Objective objective = evidence.spec().objective();
        Goal usual = StudySpec.usualGoal(objective.metric());
        boolean against = usual != null && usual != objective.goal();
        boolean worsens = objective.score(trace.last()) < objective.score(trace.first());
        return List.of(finding(evidence, trace, against, worsens && (against || alsoElsewhere(evidence)), usual));
    }

    /** Whether the objective gets worse with the other seed too. */
    private static boolean alsoElsewhere(Evidence evidence) {
        Seen other = evidence.of(Probe.OTHER_SEED);
        Trace trace = other == null ? null : evidence.objective(other);
        Objective objective = evidence.spec().objective();
        return trace != null && !trace.isEmpty() && objective.score(trace.last()) < objective.score(trace.first());
    }

    private static Finding finding(
            Evidence evidence, Trace trace, boolean against, boolean worsens, @Nullable Goal usual) {
        Objective objective = evidence.spec().objective();
        String moved =
                objective.metric() + " goes from " + Words.value(trace.first()) + " to " + Words.value(trace.last())
                        + " in " + Say.length(evidence, evidence.whole().reached());
        String asked = word(objective.goal()) + "d";
        if (against) {
            String text = objective.metric() + " is " + asked + ", though its name says otherwise; " + moved;
            String remedy = "write goal: " + word(usual == null ? objective.goal() : usual);
            return worsens ? Finding.problem(CHECK, text, remedy) : Finding.warning(CHECK, text, remedy);
        }
        if (worsens) {
            return Finding.warning(
                    CHECK,
                    "training makes it worse: " + moved + " and is " + asked + ", with both seeds",
                    "check objective.goal, and that the defaults train at all");
        }
        return Finding.ok(CHECK, objective.metric() + " is " + asked + "; " + moved);
    }

    private static String word(Goal goal) {
        return goal.name().toLowerCase(Locale.ROOT);
    }
}
