package dev.stint.bench.faults;

import dev.stint.engine.seed.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A journal that is cut or altered between two starts, and put back as it was. */
final class Damage {

    private static final List<String> FILES =
            List.of("journal.db", "journal.db-wal", "journal.db-shm", "journal.last", "journal.lock");
    private static final int SECTOR = 512;
    private static final int PAGE = 4096;

    private final Path folder;
    private final Map<String, byte[]> kept = new LinkedHashMap<>();
    private String what = "nothing";

    private Damage(Path folder) {
        this.folder = folder;
    }

    static Damage of(Path folder, Stream stream) throws IOException {
        Damage damage = new Damage(folder);
        for (String name : FILES) {
            if (Files.exists(folder.resolve(name))) {
                damage.kept.put(name, Files.readAllBytes(folder.resolve(name)));
            }
        }
        damage.strike(stream);
        return damage;
    }

    private void strike(Stream stream) throws IOException {
        String name = file(stream);
        byte[] sound = kept.getOrDefault(name, new byte[0]);
        if (sound.length == 0) {
            return;
        }
        int place = stream.below(sound.length);
        int way = stream.below(5);
        byte[] altered = altered(sound, place, way, stream);
        what = name + " of " + sound.length + " bytes, "
                + List.of(
                                "a byte flipped at ",
                                "a sector of zeros at ",
                                "cut at ",
                                "a page header altered before ",
                                "a torn tail after ")
                        .get(way)
                + place;
        Files.write(folder.resolve(name), altered);
    }

    private String file(Stream stream) {
        double which = stream.uniform();
        boolean log = kept.getOrDefault("journal.db-wal", new byte[0]).length > 0;
        return which < 0.1 ? "journal.last" : log && which < 0.6 ? "journal.db-wal" : "journal.db";
    }

    private static byte[] altered(byte[] sound, int place, int way, Stream stream) {
        byte[] altered = sound.clone();
        switch (way) {
            case 0 -> altered[place] ^= (byte) (1 + stream.below(255));
            case 1 ->
                Arrays.fill(
                        altered,
                        place / SECTOR * SECTOR,
                        Math.min(sound.length, place / SECTOR * SECTOR + SECTOR),
                        (byte) 0);
            case 2 -> altered = Arrays.copyOf(sound, place);
            case 3 ->
                altered[Math.min(sound.length - 1, place / PAGE * PAGE + stream.below(16))] ^=
                        (byte) (1 + stream.below(255));
            default -> {
                altered = Arrays.copyOf(sound, sound.length + 1 + stream.below(5000));
                for (int i = sound.length; i < altered.length; i++) {
                    altered[i] = (byte) stream.below(256);
                }
            }
        }
        return altered;
    }

    String what() {
        return what;
    }

    boolean done() {
        return !what.equals("nothing");
    }

    /** Puts everything back. */
    void undo() throws IOException {
        for (String name : FILES) {
            byte[] content = kept.get(name);
            if (content == null) {
                Files.deleteIfExists(folder.resolve(name));
            } else {
                Files.write(folder.resolve(name), content);
            }
        }
    }
}
