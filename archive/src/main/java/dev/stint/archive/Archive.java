package dev.stint.archive;

import dev.stint.engine.history.Knowledge;
import dev.stint.engine.spec.StudySpec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The finished studies of a user, in one SQLite file, or of a team, in a PostgreSQL database; several processes may read and write it
 * at once.
 *
 * <p>Private by default: neither command nor path nor free text is kept, and names and labels outside the shipped vocabulary become
 * keyed hashes, unless a study is added with its names. Every method may throw an {@link ArchiveFailure}.
 */
public final class Archive implements AutoCloseable {

    /** The size beyond which old curves, then old studies, are given up. */
    public static final long LARGEST = 512L << 20;

    /** Far behind the bytes that SQLite locks; the lock stays with the file when it is renamed. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Place place;
    private final Store store;
    private final Bound bound;
    private final Veil veil;

    private Archive(Place place, Store store, long largest) {
        this.place = place;
        this.store = store;
        this.bound = new Bound(largest, store::used);
        this.veil = new Veil(store.read(c -> new Studies(c).key()));
    }

    /** Opens the archive, and makes it where there is none. */
    public static Archive open(Place place) {
        return open(place, LARGEST);
    }

    /** As {@link #open(Place)}, of a file. */
    public static Archive open(Path file) {
        return open(new Place.InFile(file));
    }

    /** As {@link #open(Place)}, with another bound on its size in bytes. */
    static Archive open(Place place, long largest) {
        return of(place, Store.open(Dialect.of(place)), largest);
    }

    /** Opens the archive if there is one; null otherwise, and nothing is made. */
    public static @Nullable Archive existing(Place place) {
        Store store = Store.existing(Dialect.of(place));
        return store == null ? null : of(place, store, LARGEST);
    }

    private static Archive of(Place place, Store store, long largest) {
        try {
            return new Archive(place, store, largest);
        } catch (ArchiveFailure e) {
            store.close();
            throw e;
        }
    }

    /**
     * Keeps a study; one that was added before takes its place.
     *
     * @param names whether names and labels are kept as they are
     * @return its id
     */
    public long add(ArchivedStudy study, boolean names) {
        String fingerprint = veil.hash(Veil.Kind.STUDY, study.identity());
        List<String> tokens = Likeness.tokens(study.parameters(), veil);
        ArchivedStudy kept = names ? study : veil.over(study);
        return store.write(c -> {
            long id = new Studies(c).put(fingerprint, tokens, kept);
            bound.keep(c, id);
            return id;
        });
    }

    /** All studies, the latest first. */
    public List<Listed> list() {
        return store.read(c -> new Studies(c).list());
    }

    /** A study with its trials, or null. */
    public @Nullable ArchivedStudy find(long id) {
        return store.read(c -> new Studies(c).find(id));
    }

    /** Whether there was such a study. */
    public boolean remove(long id) {
        return store.write(c -> new Studies(c).remove(id)) > 0;
    }

    /** Removes the studies that meet the conditions; gives their number. */
    public int forget(Forgetting which) {
        return store.write(c -> {
            Studies studies = new Studies(c);
            int forgotten = 0;
            for (Listed study : studies.list()) {
                forgotten += which.meets(study, veil) ? studies.remove(study.id()) : 0;
            }
            return forgotten;
        });
    }

    /** What similar studies know, in the parameters of this one; each with what could not be taken over. */
    public Knowledge recall(StudySpec spec) {
        return store.read(c -> new Recall(new Studies(c), spec, veil).knowledge());
    }

    /** Bytes in use. */
    public long size() {
        return store.read(c -> store.used(c, 0));
    }

    public Place place() {
        return place;
    }

    /**
     * Moves a damaged archive out of the way and gives its new name, beside the old one; null where somebody else has done so, which
     * leaves alone what they made in its place.
     *
     * @throws ArchiveUnusable if it cannot be moved
     */
    public static @Nullable Path setAside(ArchiveDamaged damaged) {
        Path file = damaged.file();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock alone = channel.lock(LOCKED_BYTE, 1, false)) {
            return alone.isValid() && damaged.stillThere() ? move(file) : null;
        } catch (NoSuchFileException moved) {
            return null;
        } catch (IOException e) {
            throw new ArchiveUnusable(
                    file.toString(), "it is damaged and cannot be moved away (" + e.getMessage() + ")", e);
        }
    }

    /** The log goes first: beside a new file of the old name it would be taken for that one's. */
    private static Path move(Path file) throws IOException {
        Path aside =
                free(file.resolveSibling(file.getFileName() + ".damaged-" + LocalDate.now(ZoneId.systemDefault())));
        for (String part : List.of("-wal", "-shm", "")) {
            try {
                Files.move(Path.of(file + part), Path.of(aside + part));
            } catch (NoSuchFileException none) {
                // SQLite takes the log away itself when the last one closes.
            }
        }
        return aside;
    }

    private static Path free(Path wanted) {
        Path free = wanted;
        for (int i = 2; Files.exists(free); i++) {
            free = Path.of(wanted + "-" + i);
        }
        return free;
    }

    @Override
    public void close() {
        store.close();
    }
}
