package dev.stint.cli;

import dev.stint.archive.Archive;
import dev.stint.archive.ArchiveDamaged;
import dev.stint.archive.ArchiveFailure;
import dev.stint.archive.ArchiveUnusable;
import dev.stint.archive.Finished;
import dev.stint.archive.Location;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.StudyFile.Archiving;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The archive as a study meets it: whatever is wrong with it is said, and the study goes on without.
 *
 * @param file of the archive; null where it is not to be used
 * @param names whether names and labels are kept as they are
 */
record Shelf(Console console, @Nullable Path file, boolean names) {

    /** The archive of this user for a study. */
    static Shelf of(Site site, boolean optedOut) {
        Archiving archiving = site.file().archiving();
        boolean used = !optedOut && archiving != Archiving.OFF;
        return new Shelf(new Console(), used ? Location.of(System.getenv()) : null, archiving == Archiving.KEEP_NAMES);
    }

    /** What earlier studies know of one that begins; nothing where its plan would not use it. */
    Knowledge recall(StudySpec spec) {
        boolean used = spec.plan() instanceof PlanSpec.Adaptive;
        Knowledge known = file == null || !used ? null : with(Archive::existing, archive -> archive.recall(spec));
        return known == null ? Knowledge.none() : known;
    }

    /** Keeps a study that is over and has measured anything. */
    void keep(History history) {
        if (file != null && Finished.worthKeeping(history)) {
            with(Archive::open, archive -> archive.add(Finished.of(history), names));
        }
    }

    private <T> @Nullable T with(Function<Path, @Nullable Archive> open, Function<Archive, T> work) {
        Path path = file;
        try (Archive archive = path == null ? null : open.apply(path)) {
            return archive == null ? null : work.apply(archive);
        } catch (ArchiveFailure failure) {
            console.complain("note: " + failure.getMessage() + " " + consequence(failure, path));
            return null;
        }
    }

    private static String consequence(ArchiveFailure failure, @Nullable Path path) {
        return switch (failure) {
            case ArchiveDamaged damaged when path != null -> aside(path) + " The study goes on without it.";
            case ArchiveDamaged ignored -> "The study goes on without it.";
            case ArchiveUnusable ignored -> "The study goes on without it.";
        };
    }

    /** Moves a damaged archive away, and says where to. */
    static String aside(Path path) {
        try {
            return "It was moved to " + Archive.setAside(path) + ", and a new one will be made.";
        } catch (ArchiveUnusable immovable) {
            return String.valueOf(immovable.getMessage());
        }
    }
}
