package dev.stint.archive;

import dev.stint.engine.spec.StudySpec;
import java.util.Map;
import java.util.Objects;

/** A process that adds studies, each by a connection of its own: its name, how many, and the archive; and each time one that all add. */
public final class Writer {

    private Writer() {}

    public static void main(String[] arguments) {
        StudySpec spec = Samples.spec("lr: {log-uniform: [1e-5, 1e-1]}");
        Place place = Objects.requireNonNull(Location.of(Map.of(Location.VARIABLE, arguments[2])));
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            try (Archive archive = Archive.open(place)) {
                archive.add(Samples.study(arguments[0] + i, i, 20, spec, c -> 1), false);
                archive.add(Samples.study("same", 1, 20, spec, c -> 1), false);
            }
        }
    }
}
