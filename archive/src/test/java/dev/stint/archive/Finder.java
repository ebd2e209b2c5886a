package dev.stint.archive;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that finds damaged archives as a study does, and keeps a study in the place of each: its name, the other's, their folder, how
 * many. It waits for the other before each.
 */
public final class Finder {

    private Finder() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[2]);
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            Files.createFile(folder.resolve("ready-" + i + arguments[0]));
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (!Files.exists(folder.resolve("ready-" + i + arguments[1]))) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the other is gone");
                }
                Thread.onSpinWait();
            }
            Path file = folder.resolve("archive-" + i + ".db");
            try {
                DamageTest.readAll(file);
            } catch (ArchiveDamaged damaged) {
                Archive.setAside(damaged);
            }
            try (Archive archive = Archive.open(file)) {
                archive.add(Samples.study(arguments[0], DamageTest.SPEC, c -> 1), false);
            }
        }
    }
}
