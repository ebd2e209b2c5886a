package dev.stint.cli;

import dev.stint.archive.Archive;
import dev.stint.archive.ArchiveDamaged;
import dev.stint.archive.Listed;
import dev.stint.archive.Location;
import dev.stint.archive.Place;
import java.util.List;
import java.util.function.Function;

/** The archive for somebody who asks for it by name: whatever is wrong with it ends the command. */
final class OpenArchive {

    private OpenArchive() {}

    /** Works with the archive, which is made where it is missing. */
    static <T> T with(Function<Archive, T> work) {
        Place place = Location.of(System.getenv());
        if (place == null) {
            throw Refusal.usage("The archive is switched off: " + Location.VARIABLE + "=off.\n  Unset the variable, or"
                    + " let it name a file or a server.");
        }
        try (Archive archive = Archive.open(place)) {
            return work.apply(archive);
        } catch (ArchiveDamaged damaged) {
            throw Refusal.usage(damaged.getMessage() + "\n  " + Shelf.aside(damaged));
        }
    }

    /** The study that a number, or a name that only one has, stands for. */
    static Listed named(Archive archive, String word) {
        List<Listed> all = archive.list();
        String number = word.startsWith("#") ? word.substring(1) : word;
        List<Listed> found = all.stream()
                .filter(s -> Long.toString(s.id()).equals(number) || s.name().equals(word))
                .toList();
        if (found.isEmpty()) {
            throw Refusal.usage("There is no study " + word + " in the archive."
                    + "\n  'stint archive list' shows those that there are, " + all.size() + " in all.");
        }
        if (found.size() > 1) {
            String numbers = String.join(
                    ", ", found.stream().map(s -> Long.toString(s.id())).toList());
            throw Refusal.usage("The archive has " + found.size() + " studies " + word + ": " + numbers
                    + ".\n  Write the number of the one that you mean.");
        }
        return found.getFirst();
    }
}
