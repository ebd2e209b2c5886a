package dev.stint.bench.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a study lies: its folder beside a folder that nobody may touch. May be a disk of its own. */
final class Ground implements AutoCloseable {

    private final Path root;
    private final @Nullable Disk disk;

    private Ground(Path root, @Nullable Disk disk) {
        this.root = root;
        this.disk = disk;
    }

    /** @param mounted whether its study lies on a small disk of its own */
    static Ground of(Scene scene, boolean mounted) throws IOException, InterruptedException {
        Path root = Files.createTempDirectory("stint-faults-").toRealPath();
        Files.createDirectories(root.resolve("home"));
        Ground ground = new Ground(root, mounted ? Disk.mount(root.resolve("home")) : null);
        ground.furnish(scene);
        return ground;
    }

    private void furnish(Scene scene) throws IOException {
        Path sentinel = Files.createDirectories(root.resolve("sentinel/inner"));
        Files.writeString(sentinel.resolve("kept"), "kept\n");
        Files.writeString(sentinel.resolveSibling("epoch"), "77\n");
        Files.writeString(home().resolve("study.yaml"), scene.study());
        Files.write(home().resolve("faults"), scene.script());
        Files.createFile(home().resolve("told"));
        if (scene.onStdout()) {
            Files.createFile(home().resolve("on-stdout"));
        }
        if (scene.warm()) {
            Files.createFile(home().resolve("warm"));
        }
        if (!scene.checkpoints()) {
            Files.createFile(home().resolve("no-checkpoint"));
        }
        try (InputStream script = Objects.requireNonNull(Ground.class.getResourceAsStream("train.sh"))) {
            Files.write(home().resolve("train.sh"), script.readAllBytes());
        }
    }

    /** The study file's folder, as this process sees it. */
    Path home() {
        return disk == null ? root.resolve("home") : disk.seen();
    }

    /** What names this study in the environment and the arguments of its processes. */
    String mark() {
        return root.toString();
    }

    Path study() {
        return home().resolve(".stint/faults");
    }

    /** The journal in a folder of its own: SQLite does not look through the link that leads to another disk. */
    Path copyOfJournal() throws IOException {
        Path copy = Files.createTempDirectory("stint-faults-");
        for (String name : List.of("journal.db", "journal.db-wal", "journal.last")) {
            if (Files.exists(study().resolve(name))) {
                Files.copy(study().resolve(name), copy.resolve(name));
            }
        }
        return copy;
    }

    /** The words that start a command in the study file's folder. */
    List<String> in(List<String> command) {
        List<String> words = new ArrayList<>();
        if (disk != null) {
            words.addAll(disk.entering());
        }
        words.addAll(Powers.less());
        words.addAll(List.of(
                "sh", "-c", "cd \"$0\" && exec \"$@\"", root.resolve("home").toString()));
        words.addAll(command);
        return words;
    }

    void fill() throws IOException {
        if (disk != null) {
            disk.fill();
        }
    }

    void setWritable(boolean writable) throws IOException, InterruptedException {
        if (Files.isDirectory(home().resolve(".stint"))) {
            new ProcessBuilder(in(List.of("chmod", "-R", writable ? "u+w" : "a-w", ".stint")))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /** Takes back what was done to the place. */
    void mend() throws IOException, InterruptedException {
        setWritable(true);
        if (disk != null) {
            disk.empty();
        }
    }

    /** Every name and every byte of the folder that nobody may touch. */
    String sentinel() throws IOException {
        try (Stream<Path> all = Files.walk(root.resolve("sentinel"))) {
            StringBuilder text = new StringBuilder();
            for (Path file : all.sorted().toList()) {
                text.append(root.relativize(file))
                        .append(Files.isRegularFile(file) ? ": " + Files.readString(file) : "\n");
            }
            return text.toString();
        }
    }

    /** What the trainings say that they were told and have printed. */
    List<String> told() throws IOException {
        return Files.readAllLines(home().resolve("told"), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (disk != null) {
            disk.close();
        }
        delete(root, false);
    }

    /** Deletes a folder with all that is in it, links as links. */
    static void delete(Path folder, boolean keep) throws IOException {
        if (keep) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Ground::delete);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static void delete(Path file) {
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(file);
            }
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
