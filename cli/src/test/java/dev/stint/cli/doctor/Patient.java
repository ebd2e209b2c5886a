package dev.stint.cli.doctor;

import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.StudyFile;
import dev.stint.runtime.loop.QueueInbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/** A folder with a study whose script has a fault, or none. */
final class Patient {

    private final Path folder;

    Patient(Path folder) throws IOException {
        this.folder = folder;
        try (InputStream script = Patient.class.getResourceAsStream("patient.py")) {
            Files.write(
                    folder.resolve("patient.py"), Objects.requireNonNull(script).readAllBytes());
        }
    }

    static String python() {
        return Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
    }

    /** Writes the study file with texts replaced pair by pair, and reads it. */
    StudySpec study(String fault, String... changes) throws IOException {
        String text = """
            study: patient
            budget: 10 minutes
            command: [python, patient.py, "${lr}"]
            objective: {metric: val_loss, goal: minimize}
            holdout: holdout_loss
            test: test_loss
            fidelity: {unit: epoch, min: 3, max: 40}
            resources: {slots: 2}
            limits: {grace: 1 second}
            env: {FAULT: "fault", PAUSE: "0.03", PYTHONUNBUFFERED: ""}
            space:
              lr: {log-uniform: [1e-4, 0.5], role: learning-rate, default: 0.1}
            seed: 0
            """.replace("python,", python() + ",").replace("\"fault\"", "\"" + fault + "\"");
        for (int i = 0; i < changes.length; i += 2) {
            if (!text.contains(changes[i])) {
                throw new IllegalArgumentException("the study has no " + changes[i]);
            }
            text = text.replace(changes[i], changes[i + 1]);
        }
        Path file = Files.writeString(folder.resolve("study.yaml"), text);
        return StudyFile.read(file).spec();
    }

    /** What the doctor says of it. */
    Examination examine(String fault, String... changes) throws IOException {
        QueueInbox inbox = new QueueInbox(Duration.ofMillis(20));
        return new Visit(study(fault, changes), folder, null, false, inbox, InstantSource.system(), text -> {}).make();
    }
}
