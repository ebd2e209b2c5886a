package dev.stint.runtime.json;

import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.StudyFile;

/** Specifications for tests that need one. */
public final class SampleSpecs {

    private SampleSpecs() {}

    /** A specification with something under most keys. */
    public static StudySpec spec(String name, int hours) {
        return StudyFile.parse("""
            study: %s
            budget: %d gpu-hours
            deadline: 3 days
            command: [python, train.py, --lr, "${lr}", [--momentum, "${momentum}"], "caf\u00e9 \ud83d\ude80"]
            objective: {metric: val_loss, goal: minimize, at: best}
            holdout: holdout_loss
            test: test_accuracy
            fidelity: {unit: epoch, min: 1, max: 50, schedule: truncate}
            cost: {full: 16 gpu-hours, start-up: 0.5 gpu-hours}
            checkpoint: true
            resources: {slots: 2, gpus-per-trial: 1}
            space:
              lr:        {log-uniform: [1e-5, 1e-2], role: learning-rate, default: 1e-3}
              layers:    {int: [1, 8]}
              optimizer: {choice: [adamw, sgd], default: adamw}
              momentum:  {uniform: [0.5, 0.99], when: {optimizer: sgd}}
              decay:     {log-uniform: [1e-6, 1e-1], prior: {center: 1e-3, confidence: low}}
            constraints: ["layers * lr <= 1"]
            plan: classic
            seed: 7
            tags: {team: "a: b"}
            """.formatted(name, hours), "sample.yaml").spec();
    }
}
