package dev.stint.runtime.file;

/** The commented study file that {@code stint init} writes. */
public final class StudyTemplate {

    private static final String TEXT = """

        # The one number that Stint never goes beyond: hours, minutes, gpu-hours, epochs or full-length trainings.
        budget: 10 hours
        # deadline: 1 day               # and when it must be over, whatever has been spent

        # Your training, word by word. No shell runs it. An inner list vanishes when its parameter is inactive.
        command: [python, train.py, --lr, "${lr}", --batch-size, "${batch_size}", --weight-decay, "${weight_decay}",
                  --optimizer, "${optimizer}", [--momentum, "${momentum}"]]

        # The script prints lines such as  STINT {"epoch": 3, "val_loss": 0.44}
        objective: {metric: val_loss, goal: minimize}

        # Metrics on data that the search never sees; each is opened once, at the end.
        # holdout: holdout_loss
        # test: test_accuracy

        # The shortest training that means anything, and the full length.
        fidelity: {unit: epoch, min: 1, max: 50}

        # A first guess, so that 'stint plan' can say what the budget buys; measured anyway.
        # cost: {full: 20 minutes}

        # checkpoint: false             # if the script cannot resume: going on then means starting over
        # resources: {slots: auto}      # how many trainings run at once

        # Wide ranges, and the values that you use today as defaults: they are the control to beat.
        space:
          lr:           {log-uniform: [1e-5, 1e-1], role: learning-rate, default: 1e-3}
          batch_size:   {choice: [32, 64, 128, 256], role: batch-size, default: 64}
          weight_decay: {log-uniform: [1e-6, 1e-1], role: weight-decay, default: 1e-2}
          optimizer:    {choice: [adamw, sgd], role: optimizer, default: adamw}
          momentum:     {uniform: [0.5, 0.99], role: momentum, default: 0.9, when: {optimizer: sgd}}

        # constraints: ["batch_size <= 128 or lr < 1e-2"]
        seed: 0
        """;

    private StudyTemplate() {}

    /** The text for a study of this name, which must be a legal name. */
    public static String text(String study) {
        return "study: " + study + "\n" + TEXT;
    }
}
