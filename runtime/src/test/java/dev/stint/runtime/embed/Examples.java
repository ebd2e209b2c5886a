package dev.stint.runtime.embed;

import dev.stint.engine.report.Report;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the documentation shows, as it is compiled and run. */
final class Examples {

    /** A network that takes no time to train. */
    private static final class Model {

        private final double lr;
        private final double luck;
        private double loss = 2;

        Model(double lr, int seed) {
            this.lr = lr;
            this.luck = Math.floorMod(seed, 7) / 100.0;
        }

        void trainOneEpoch() {
            double off = StrictMath.log10(lr) + 2.5;
            loss = 0.5 * loss + 0.05 * off * off + luck;
        }

        double loss() {
            return loss;
        }
    }

    private Examples() {}

    static Report lambda() {
        // @start region="lambda"
        EmbeddedStudy study = Stint.parse("""
            study: mine
            budget: 30 trainings
            objective: {metric: val_loss, goal: minimize}
            fidelity: {unit: epoch, min: 1, max: 9}
            space:
              lr: {log-uniform: [1e-5, 1], default: 1e-2}
            """);
        Map<String, Model> models = new ConcurrentHashMap<>();
        Report report = study.slots(2).train((job, progress) -> {
            Model model = models.computeIfAbsent(job.key(), key -> new Model(job.real("lr"), job.seed()));
            for (long epoch = job.from() + 1; epoch <= job.to(); epoch++) {
                model.trainOneEpoch();
                if (!progress.step(epoch, "val_loss", model.loss())) {
                    return; // the study wants nothing more of it
                }
            }
        });
        System.out.println(report.recommended());
        // @end
        return report;
    }

    static Report ask() throws InterruptedException {
        EmbeddedStudy study = Stint.parse("""
            study: mine
            budget: 30 trainings
            objective: {metric: val_loss, goal: minimize}
            fidelity: {unit: epoch, min: 1, max: 9}
            space:
              lr: {log-uniform: [1e-5, 1], default: 1e-2}
            """);
        Map<String, Model> models = new HashMap<>();
        Report report;
        // @start region="ask"
        try (OpenStudy open = study.open()) {
            for (Job job = open.ask(); job != null; job = open.ask()) {
                double lr = job.real("lr");
                int seed = job.seed();
                Model model = models.computeIfAbsent(job.key(), key -> new Model(lr, seed));
                for (long epoch = job.from() + 1; epoch <= job.to(); epoch++) {
                    model.trainOneEpoch();
                    open.report(job).step(epoch, "val_loss", model.loss());
                }
                open.tell(job);
            }
            report = open.result();
        }
        // @end
        return report;
    }
}
