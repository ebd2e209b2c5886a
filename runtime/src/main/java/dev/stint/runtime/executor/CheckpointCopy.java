package dev.stint.runtime.executor;

import dev.stint.engine.history.RunId;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Copies what a run of one study keeps to a run of another: files and folders, no links. */
public final class CheckpointCopy {

    private CheckpointCopy() {}

    /**
     * Copies one run's checkpoint folder. Tells whether there was any file.
     *
     * @param from study folder, and its run
     * @param to study folder, and its run; what lies there is replaced
     */
    public static boolean copy(Path from, RunId run, Path to, RunId other) throws IOException {
        Path source = Layout.checkpoints(from, run);
        if (!Files.isDirectory(source)) {
            return false;
        }
        Copying copying = new Copying(source, Layout.checkpoints(to, other));
        Files.walkFileTree(source, copying);
        return copying.any;
    }

    private static final class Copying extends SimpleFileVisitor<Path> {

        private final Path source;
        private final Path target;
        private boolean any;

        private Copying(Path source, Path target) {
            this.source = source;
            this.target = target;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(target.resolve(source.relativize(folder)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                Files.copy(file, target.resolve(source.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                any = true;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
