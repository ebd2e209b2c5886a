package dev.stint.cli;

import dev.stint.archive.Archive;
import dev.stint.archive.ArchiveDamaged;
import dev.stint.archive.ArchiveFailure;
import dev.stint.archive.ArchiveUnusable;
import dev.stint.archive.Finished;
import dev.stint.archive.Location;
import dev.stint.archive.Place;
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
 * @param place of the archive; null where it is not to be used
 * @param names whether names and labels are kept as they are
 */
record Shelf(Console console, @Nullable Place place, boolean names) {

    /** The archive of this user for a study. */
    static Shelf of(Site site, boolean optedOut) {
        Archiving archiving = site.file().archiving();
        boolean used = !optedOut && archiving != Archiving.OFF;
        Console console = new Console();
        return new Shelf(console, used ? place(console) : null, archiving == Archiving.KEEP_NAMES);
    }

    private static @Nullable Place place(Console console) {
        try {
            return Location.of(System.getenv());
        } catch (ArchiveUnusable unreadable) {
            complain(console, unreadable);
            return null;
        }
    }

    /** What earlier studies know of one that begins; nothing where its plan would not use it. */
    Knowledge recall(StudySpec spec) {
        boolean used = spec.plan() instanceof PlanSpec.Adaptive;
        Knowledge known = place == null || !used ? null : with(Archive::existing, archive -> archive.recall(spec));
        return known == null ? Knowledge.none() : known;
    }

    /** Keeps a study that is over and has measured anything. */
    void keep(History history) {
        if (place != null && Finished.worthKeeping(history)) {
            with(Archive::open, archive -> archive.add(Finished.of(history), names));
        }
    }

    private <T> @Nullable T with(Function<Place, @Nullable Archive> open, Function<Archive, T> work) {
        try (Archive archive = place == null ? null : open.apply(place)) {
            return archive == null ? null : work.apply(archive);
        } catch (ArchiveFailure failure) {
            complain(console, failure);
            return null;
        }
    }

    private static void complain(Console console, ArchiveFailure failure) {
        String remedy = switch (failure) {
            case ArchiveDamaged damaged -> " " + aside(damaged);
            case ArchiveUnusable ignored -> "";
        };
        console.complain("note: " + failure.getMessage() + remedy + " The study goes on without it.");
    }

    /** Moves a damaged archive away, and says where to. */
    static String aside(ArchiveDamaged damaged) {
        try {
            Path moved = Archive.setAside(damaged);
            return moved == null
                    ? "Another process has moved it away."
                    : "It was moved to " + moved + ", and a new one will be made.";
        } catch (ArchiveUnusable immovable) {
            return String.valueOf(immovable.getMessage());
        }
    }
}
