package dev.stint.bench.faults;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A small study and what is to be done to it: all of it follows from the seed.
 *
 * @param strikes from outside, one to a start of Stint, in order
 * @param script what trainings do: attempt, epoch and word
 */
record Scene(
        String study,
        boolean checkpoints,
        boolean onStdout,
        boolean warm,
        List<Strike> strikes,
        List<String> script,
        int slots) {

    static final int LONGEST = 4;

    /** A training that hangs before it has written twice is ended by no other limit. */
    private static final String TIME_LIMIT = ", time: 20 seconds";

    private static final String ANEW = "[sh, train.sh, \"${lr}\", \"${layers}\"]";

    private static final String WORKER = "[sh, train.sh]\nworkers: warm";

    private static final List<String> PLANS = List.of(
            "adaptive",
            "[{phase: explore, method: random, share: 30%}, {phase: refine, method: halving, share: 70%}]",
            "[{phase: refine, method: asha, share: 100%}]",
            "[{phase: refine, method: freeze-thaw, share: 100%}]");

    private static final List<String> GARBAGE = List.of(
            "long",
            "long-json",
            "utf8",
            "nul",
            "deep",
            "nan",
            "diverge",
            "repeat",
            "other",
            "from",
            "huge",
            "back",
            "half",
            "cost",
            "words",
            "name",
            "link",
            "flood",
            "fail",
            "busy");

    /**
     * Something that happens from outside while Stint runs.
     *
     * @param after how many lines of {@code run --json} are seen before it
     * @param patient whether the next start waits until the trainings are gone
     */
    record Strike(Kind kind, int after, boolean patient) {}

    /** @param kind what happens for certain; other kinds may join it */
    static Scene of(Kind kind, Seed seed) {
        Stream stream = seed.stream();
        boolean searches = stream.uniform() < 0.5;
        int slots = 1 + stream.below(3);
        boolean checkpoints = stream.uniform() < 0.75;
        boolean warm = stream.uniform() < 0.3;
        return new Scene(
                study(
                        PLANS.get(stream.below(PLANS.size())),
                        searches,
                        slots,
                        checkpoints,
                        warm,
                        kind == Kind.HANG ? TIME_LIMIT : ""),
                checkpoints,
                stream.uniform() < 0.5,
                warm,
                strikes(kind, stream),
                script(kind, warm, stream),
                slots);
    }

    /** @param limits besides those that every study has */
    private static String study(
            String plan, boolean searches, int slots, boolean checkpoints, boolean warm, String limits) {
        return """
            study: faults
            budget: 48 epochs
            command: %s
            objective: {metric: val_loss, goal: minimize}
            holdout: holdout_loss
            fidelity: {unit: epoch, min: 1, max: %d}
            checkpoint: %s
            resources: {slots: %d}
            limits: {grace: 1 seconds, silence: 2 seconds%s}
            space:
              lr: {log-uniform: [1e-5, 1], default: 1e-2}
              layers: {int: [1, 8], default: 2}
            plan: %s
            %sseed: 0
            """.formatted(
                warm ? WORKER : ANEW, LONGEST, checkpoints, slots, limits, plan, searches ? "validate: none\n" : "");
    }

    private static List<Strike> strikes(Kind kind, Stream stream) {
        List<Strike> strikes = new ArrayList<>();
        int number = kind == Kind.HANG || kind == Kind.GARBAGE ? stream.below(2) : 1 + stream.below(3);
        for (int i = 0; i < number; i++) {
            boolean same = i == 0 && kind != Kind.HANG && kind != Kind.GARBAGE;
            strikes.add(new Strike(same ? kind : another(stream), moment(stream), stream.uniform() < 0.5));
        }
        return strikes;
    }

    private static Kind another(Stream stream) {
        List<Kind> any = List.of(Kind.KILL_STINT, Kind.KILL_TRIAL, Kind.KILL_BOTH, Kind.ORPHAN, Kind.INTERRUPT);
        return any.get(stream.below(any.size()));
    }

    /** Early moments are as likely as late ones, counted by factors. */
    private static int moment(Stream stream) {
        return (int) StrictMath.exp(stream.uniform(0, 5));
    }

    private static List<String> script(Kind kind, boolean warm, Stream stream) {
        int number = kind == Kind.HANG || kind == Kind.GARBAGE
                ? 1 + stream.below(kind == Kind.HANG ? 2 : 8)
                : stream.below(2);
        TreeSet<String> script = new TreeSet<>();
        for (int i = 0; i < number; i++) {
            script.add((1 + stream.below(12)) + " " + (1 + stream.below(LONGEST)) + " " + word(kind, warm, stream));
        }
        return List.copyOf(script);
    }

    /** A warm worker that says that it is done while it goes on takes its lines into the next assignment: nobody could tell. */
    private static String word(Kind kind, boolean warm, Stream stream) {
        String word = word(kind, stream);
        return warm && word.equals("words") ? "fail" : word;
    }

    private static String word(Kind kind, Stream stream) {
        if (kind == Kind.HANG) {
            return List.of("hang", "deaf", "child").get(stream.below(3));
        }
        return kind == Kind.GARBAGE
                ? GARBAGE.get(stream.below(GARBAGE.size()))
                : List.of("die", "fail", "busy").get(stream.below(3));
    }

    /** How many epochs may be spent beyond the budget: each slot may finish what it prints in its grace. */
    double slack() {
        return (double) slots * LONGEST;
    }
}
