package dev.stint.runtime.executor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes folders inside a root. Never follows a link and never leaves the root, also when somebody swaps a folder for a link
 * meanwhile: on systems that allow it, every step is taken relative to an open folder.
 */
public final class SafeDelete {

    private SafeDelete() {}

    /**
     * Deletes {@code target} with all it holds; a link is deleted itself, and what it points to stays. Nothing happens when there is none.
     *
     * @param root a real path, free of links
     * @throws IOException if the target is not below the root, a folder on the way is a link, or the system refuses
     */
    public static void tree(Path root, Path target) throws IOException {
        Path relative = root.relativize(root.resolve(target).normalize());
        if (relative.toString().isEmpty() || relative.startsWith("..")) {
            throw new IOException("will not delete " + target + ": it is not inside " + root);
        }
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            if (top instanceof SecureDirectoryStream<Path> secure) {
                descend(secure, relative);
            } else {
                walk(root, relative);
            }
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    private static void descend(SecureDirectoryStream<Path> folder, Path relative) throws IOException {
        if (relative.getNameCount() == 1) {
            delete(folder, relative);
            return;
        }
        try (SecureDirectoryStream<Path> next =
                folder.newDirectoryStream(relative.getName(0), LinkOption.NOFOLLOW_LINKS)) {
            descend(next, relative.subpath(1, relative.getNameCount()));
        }
    }

    private static void delete(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        BasicFileAttributes attributes = folder.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (!attributes.isDirectory()) {
            folder.deleteFile(name);
            return;
        }
        try (SecureDirectoryStream<Path> inside = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> entries = new ArrayList<>();
            inside.forEach(entry -> entries.add(entry.getFileName()));
            for (Path entry : entries) {
                delete(inside, entry);
            }
        }
        folder.deleteDirectory(name);
    }

    private static void walk(Path root, Path relative) throws IOException {
        Path at = root;
        for (Path name : relative) {
            if (Files.isSymbolicLink(at)) {
                throw new IOException("will not delete " + root.resolve(relative) + ": " + at + " is a link");
            }
            at = at.resolve(name);
        }
        Files.walkFileTree(at, new Deleter());
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
