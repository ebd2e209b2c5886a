package dev.stint.archive;

import dev.stint.engine.spec.StudySpec;
import java.nio.file.Path;

/** A process that adds studies: its name, how many, and the file. */
public final class Writer {

    private Writer() {}

    public static void main(String[] arguments) {
        StudySpec spec = Samples.spec("lr: {log-uniform: [1e-5, 1e-1]}");
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            try (Archive archive = Archive.open(Path.of(arguments[2]))) {
                archive.add(Samples.study(arguments[0] + i, i, 20, spec, c -> 1), false);
            }
        }
    }
}
