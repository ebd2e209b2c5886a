package dev.stint.bench.lr;

import dev.stint.engine.insight.OptimizerFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One network with one optimiser, whose learning rate is looked for.
 *
 * @param subject what is trained: tumours and digits-mlp (perceptrons), digits-rnn, digits (examples/digits), pytorch
 * @param optimizer adamw, rmsprop or sgd, the latter with a momentum of 0.9
 * @param number counts the cases of one subject and optimiser; seeds batch size, width, weights and order
 */
record Case(String subject, String optimizer, int number, int batch, int width) {

    private static final int[] BATCHES = {16, 32, 64, 128};

    /** Constants of the reading are chosen on these. */
    static List<Case> tune() {
        List<Case> cases = new ArrayList<>();
        for (String subject : List.of("tumours", "digits-mlp")) {
            for (String optimizer : List.of("adamw", "sgd", "rmsprop")) {
                cases.addAll(some(8, subject, optimizer, 8, 16, 32));
            }
        }
        return cases;
    }

    /** Figures are reported on these. */
    static List<Case> test() {
        List<Case> cases = new ArrayList<>();
        for (String optimizer : List.of("adamw", "sgd")) {
            cases.addAll(some(7, "digits", optimizer, 4, 8));
            cases.addAll(some(7, "pytorch", optimizer, 8, 12));
            cases.addAll(some(6, "digits-rnn", optimizer, 8, 16, 32));
        }
        return cases;
    }

    private static List<Case> some(int count, String subject, String optimizer, int... widths) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(1_000L * subject.length() + optimizer.length() + 31L * i);
            int batch = BATCHES[random.nextInt(BATCHES.length)];
            cases.add(new Case(subject, optimizer, i, batch, widths[random.nextInt(widths.length)]));
        }
        return cases;
    }

    boolean script() {
        return subject.equals("digits") || subject.equals("pytorch");
    }

    /** Length of the short trainings, over which their schedules run their whole course. */
    int epochs() {
        return subject.equals("digits") ? 4 : 8;
    }

    /** Trainings at each rate of the dense sweep. */
    int replicates() {
        return script() ? 2 : 3;
    }

    /** As the product tells it by the optimiser's name. */
    OptimizerFamily family() {
        return OptimizerFamily.named(optimizer);
    }

    String key() {
        return subject + " " + optimizer + " " + number;
    }
}
