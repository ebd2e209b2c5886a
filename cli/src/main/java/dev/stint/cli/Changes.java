package dev.stint.cli;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.StudyEvent.SpecAmended;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.SpecChanges;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a study file after its study began.
 *
 * @param spec the study file as it would apply now
 */
record Changes(List<SpecChanges.Change> changes, StudySpec spec) {

    /**
     * Compares the file with the study. A budget that the study has had before is no change: {@code stint extend}
     * does not edit the file.
     *
     * @param current what the study goes by
     */
    static Changes between(List<Entry> entries, StudySpec current, StudySpec file) {
        boolean outgrown = !file.budget().equals(current.budget()) && had(entries, file.budget());
        StudySpec spec = outgrown ? file.withBudget(current.budget()) : file;
        return new Changes(SpecChanges.between(current, spec), spec);
    }

    private static boolean had(List<Entry> entries, Amount budget) {
        return entries.stream().map(Changes::budget).filter(Objects::nonNull).anyMatch(budget::equals);
    }

    private static @Nullable Amount budget(Entry entry) {
        if (entry.event() instanceof StudyOpened opened) {
            return opened.spec().budget();
        }
        return entry.event() instanceof SpecAmended amended ? amended.spec().budget() : null;
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** One line a change. */
    String text() {
        return changes.stream().map(c -> "  " + c.text()).collect(Collectors.joining("\n"));
    }

    /** All of them as one short text for the journal. */
    String summary() {
        return changes.stream().map(SpecChanges.Change::text).collect(Collectors.joining("; "));
    }

    /** Refuses, unless all changes may be applied and the user asked for it. */
    void requireAmendable(Site site, boolean amend) {
        String begun =
                "The study file " + site.shown() + " was changed after the study " + spec.name() + " began:\n" + text();
        if (!SpecChanges.amendable(changes)) {
            throw Refusal.usage(begun
                    + "\n  A study that has begun cannot take this over. Undo the change to go on with it, or give the"
                    + " changed study a name of its own\n  (study: " + spec.name()
                    + "-2) and run that: the old one stays as it is. What it measured is taken over with\n  "
                    + site.onward() + " --from " + site.folder());
        }
        if (!amend) {
            throw Refusal.usage(begun + "\n  To go on with the change: " + site.onward() + " --amend\n"
                    + "  Otherwise undo it, or give the study another name (study: " + spec.name() + "-2).");
        }
    }
}
