package dev.stint.cli.doctor;

import dev.stint.runtime.executor.SafeDelete;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scratch folders of doctors that were killed. Each bears the number of its process. */
final class Leftovers {

    private static final String NAME = "stint-doctor-";
    private static final Pattern OWNED = Pattern.compile(NAME + "(\\d+)-.*");

    private Leftovers() {}

    /** How the name of this process's scratch folder begins. */
    static String prefix() {
        return NAME + ProcessHandle.current().pid() + "-";
    }

    /** Deletes those whose process is gone; what cannot be deleted, as that of another user, stays. */
    static void sweep(Path temporary) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, NAME + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && orphaned(folder)) {
                    delete(temporary, folder);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return; // nobody needs it done now
        }
    }

    private static boolean orphaned(Path folder) {
        Matcher owned = OWNED.matcher(folder.getFileName().toString());
        try {
            return owned.matches()
                    && ProcessHandle.of(Long.parseLong(owned.group(1))).isEmpty();
        } catch (NumberFormatException noProcess) {
            return false;
        }
    }

    private static void delete(Path temporary, Path folder) {
        try {
            SafeDelete.tree(temporary, folder);
        } catch (IOException kept) {
            return; // another user's, or still written to by what the killed doctor had started
        }
    }
}
