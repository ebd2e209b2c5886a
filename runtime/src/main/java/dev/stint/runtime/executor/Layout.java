package dev.stint.runtime.executor;

import dev.stint.engine.history.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where attempts, workers and checkpoints lie in a study folder. */
final class Layout {

    static final String STDOUT = "stdout.log";
    static final String STDERR = "stderr.log";
    static final String REPORT = "report.jsonl";
    static final String CONFIG = "config.json";
    static final String NOTES = "notes.log";

    /** How long event files were when the attempt began: a line for each, its size and its name. */
    static final String EVENTS = "events";

    /** Where the output of a warm worker began: two byte offsets, stdout and stderr. */
    static final String OFFSETS = "offsets";

    private static final String CHECKPOINTS = "checkpoints";
    private static final String DROPPED = ".dropped-";

    private static final System.Logger LOG = System.getLogger(Layout.class.getName());

    private final Path study;

    /** The folder is created where it is missing; links in the path that leads to it are the user's own. */
    Layout(Path study) throws IOException {
        this.study = Files.createDirectories(study).toRealPath();
    }

    Path study() {
        return study;
    }

    Path attempt(int number) {
        return study.resolve("attempts").resolve(Integer.toString(number));
    }

    Path worker(int number) {
        return study.resolve("workers").resolve(Integer.toString(number));
    }

    Path checkpoints(RunId run) {
        return checkpoints(study, run);
    }

    static Path checkpoints(Path study, RunId run) {
        return study.resolve(CHECKPOINTS).resolve(run.trial() + "-" + run.replicate());
    }

    /** The checkpoint folder of a learning-rate sweep, which is thrown away. */
    Path scratch(int attempt) {
        return attempt(attempt).resolve("scratch");
    }

    /** Throws away what a learning-rate sweep left; what cannot be deleted stays and is logged. */
    void discardScratch(int attempt) {
        try {
            SafeDelete.tree(study, scratch(attempt));
        } catch (IOException kept) {
            LOG.log(System.Logger.Level.WARNING, kept.getMessage());
        }
    }

    /** A new folder for an attempt, in place of what one that never became durable left there. */
    Path openAttempt(int number) throws IOException {
        SafeDelete.tree(study, attempt(number));
        return open(attempt(number));
    }

    /** A new folder for a worker that was never used before, and with it the worker's number. */
    int openWorker() throws IOException {
        Path workers = Files.createDirectories(study.resolve("workers"));
        int number = 1;
        while (Files.exists(workers.resolve(Integer.toString(number)))) {
            number++;
        }
        open(worker(number));
        return number;
    }

    /** Deletes the checkpoints of a run; what cannot be deleted stays and is logged. */
    void drop(RunId run) {
        try {
            forget(checkpoints(run));
        } catch (IOException kept) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "cannot delete the checkpoints of run " + run.key() + ": " + kept.getMessage());
        }
    }

    /** Whether the checkpoint folder of a run holds any file; true where it cannot be read. */
    boolean keeps(RunId run) {
        Path folder = checkpoints(run);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(f -> !f.equals(folder) && !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException none) {
            return false;
        } catch (IOException | UncheckedIOException unknown) {
            return true;
        }
    }

    /** What the checkpoint folder of a run takes, links not followed. Files that vanish meanwhile take nothing. */
    long size(RunId run) {
        Size size = new Size();
        try {
            Files.walkFileTree(checkpoints(run), size);
        } catch (IOException partly) {
            return size.bytes;
        }
        return size.bytes;
    }

    private static final class Size extends SimpleFileVisitor<Path> {

        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException vanished) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException partly) {
            return FileVisitResult.CONTINUE;
        }
    }

    /** At once: after a kill in between the folder is gone or whole, never half. */
    private void forget(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Path dropped = folder.resolveSibling(DROPPED + folder.getFileName());
            SafeDelete.tree(study, dropped);
            Files.move(folder, dropped);
            SafeDelete.tree(study, dropped);
        }
    }

    /** Finishes deletions that a kill interrupted. */
    void sweep() throws IOException {
        if (!Files.isDirectory(study.resolve(CHECKPOINTS))) {
            return;
        }
        try (Stream<Path> folders = Files.list(study.resolve(CHECKPOINTS))) {
            for (Path folder : folders.filter(p -> p.getFileName().toString().startsWith(DROPPED))
                    .toList()) {
                SafeDelete.tree(study, folder);
            }
        }
    }

    private static Path open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(REPORT));
        return folder;
    }
}
