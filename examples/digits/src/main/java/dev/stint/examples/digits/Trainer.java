package dev.stint.examples.digits;

import ai.djl.engine.Engine;
import com.google.gson.JsonObject;
import dev.stint.examples.digits.Batches.Batch;
import dev.stint.examples.digits.Learner.Score;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Does jobs and says what came out. */
final class Trainer {
    private final Digits digits = Digits.load();
    private final Lines lines;

    Trainer(Lines lines) {
        this.lines = lines;
    }

    /**
     * Does a job to its end, or until asked to stop: a training then finishes its epoch and saves it.
     *
     * @throws Refusal if the job cannot be done
     */
    void run(Job job, BooleanSupplier stop) {
        switch (job) {
            case Job.Train train -> train(train, stop);
            case Job.LrRange range -> sweep(range, stop);
            case Job.Evaluate evaluate -> evaluate(evaluate);
        }
    }

    private void train(Job.Train job, BooleanSupplier stop) {
        Checkpoint saved = checkpoint(job);
        int epoch = saved == null ? 0 : saved.epoch();
        Streams streams = new Streams(job.seed());
        try (Learner learner = saved == null
                ? Learner.fresh(job.settings(), streams)
                : Learner.resumed(job.settings(), saved.state())) {
            resumed(job, saved);
            while (epoch < job.to() && !stop.getAsBoolean()) {
                epoch++;
                if (!epoch(job, learner, streams, epoch)) {
                    return;
                }
            }
        }
    }

    /** Says where the training goes on, and repeats the results of a checkpoint that Stint has not seen yet. */
    private void resumed(Job.Train job, @Nullable Checkpoint saved) {
        if (saved == null) {
            if (job.from() > 0) {
                lines.say("from", 0);
            }
            return;
        }
        lines.say("from", saved.epoch());
        if (saved.epoch() > job.from()) {
            say(saved);
        }
    }

    /** Trains one epoch; false if it diverged. */
    private boolean epoch(Job.Train job, Learner learner, Streams streams, int epoch) {
        Settings settings = job.settings();
        Engine.getInstance().setRandomSeed(streams.engine(epoch));
        List<Batch> batches = Batches.training(digits.train(), settings, streams.images(epoch));
        Schedule schedule = new Schedule(settings.lr(), settings.warmupRatio(), job.full() * batches.size());
        double trainLoss = learner.epoch(batches, schedule, (epoch - 1) * batches.size());
        Score validation = learner.score(digits.validation());
        Checkpoint reached = new Checkpoint(name(job), epoch, trainLoss, validation, learner.state());
        say(reached);
        if (!Double.isFinite(trainLoss) || !Double.isFinite(validation.loss())) {
            return false;
        }
        save(job, reached);
        return true;
    }

    private void save(Job.Train job, Checkpoint reached) {
        if (job.checkpoints() != null) {
            reached.write(job.checkpoints());
            lines.say("checkpoint", reached.epoch());
        }
    }

    private void say(Checkpoint reached) {
        JsonObject line = new JsonObject();
        line.addProperty("epoch", reached.epoch());
        line.addProperty("train_loss", (float) reached.trainLoss());
        line.addProperty("val_loss", (float) reached.validation().loss());
        line.addProperty("val_accuracy", (float) reached.validation().accuracy());
        lines.say(line);
    }

    private static @Nullable Checkpoint checkpoint(Job.Train job) {
        Checkpoint saved = job.checkpoints() == null ? null : Checkpoint.read(job.checkpoints());
        if (saved != null && !saved.training().equals(name(job))) {
            throw new Refusal("The checkpoint in " + job.checkpoints() + " is of another training (" + saved.training()
                    + "). Give each training a folder of its own.");
        }
        return saved;
    }

    private static String name(Job.Train job) {
        return job.settings() + ", seed " + job.seed() + ", " + job.full() + " epochs";
    }

    /** Smith 2017, arXiv:1506.01186, with the rate rising geometrically. */
    private void sweep(Job.LrRange job, BooleanSupplier stop) {
        Streams streams = new Streams(job.seed());
        double ratio = StrictMath.pow(job.max() / job.min(), 1.0 / (job.steps() - 1));
        try (Learner learner = Learner.fresh(job.settings(), streams)) {
            List<Batch> batches = List.of();
            int epoch = 0;
            for (int i = 0; i < job.steps() && !stop.getAsBoolean(); i++) {
                int next = batches.isEmpty() ? 0 : i % batches.size();
                if (next == 0) {
                    epoch++;
                    Engine.getInstance().setRandomSeed(streams.engine(epoch));
                    batches = Batches.training(digits.train(), job.settings(), streams.images(epoch));
                }
                double rate = job.min() * StrictMath.pow(ratio, i);
                JsonObject line = new JsonObject();
                line.addProperty("lr", rate);
                line.addProperty("loss", (float) learner.step(batches.get(next), rate, i + 1));
                lines.say(line);
            }
        }
    }

    private void evaluate(Job.Evaluate job) {
        Checkpoint saved = job.checkpoints() == null ? null : Checkpoint.read(job.checkpoints());
        if (saved == null) {
            throw new Refusal(
                    "No checkpoint in " + job.checkpoints() + ". Train first, with STINT_CHECKPOINT_DIR set.");
        }
        try (Learner learner = Learner.resumed(job.settings(), saved.state())) {
            switch (job.split()) {
                case HOLDOUT -> say("holdout", learner.score(digits.holdout()));
                case TEST -> say("test", learner.score(digits.test()));
            }
        }
    }

    private void say(String split, Score score) {
        JsonObject line = new JsonObject();
        line.addProperty(split + "_loss", (float) score.loss());
        line.addProperty(split + "_accuracy", (float) score.accuracy());
        lines.say(line);
    }
}
