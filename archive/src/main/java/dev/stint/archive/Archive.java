package dev.stint.archive;

import dev.stint.engine.history.Knowledge;
import dev.stint.engine.spec.StudySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The finished studies of a user, in one SQLite file that several processes may read and write at once.
 *
 * <p>Private by default: neither command nor path nor free text is kept, and names and labels outside the shipped vocabulary become
 * keyed hashes, unless a study is added with its names. Every method may throw an {@link ArchiveFailure}.
 */
public final class Archive implements AutoCloseable {

    /** The size beyond which old curves, then old studies, are given up. */
    public static final long LARGEST = 512L << 20;

    private final Store store;
    private final Bound bound;
    private final Veil veil;

    private Archive(Store store, long largest) {
        this.store = store;
        this.bound = new Bound(largest);
        this.veil = new Veil(store.read(c -> new Studies(c).key()));
    }

    /** Opens the archive, and makes it where there is none. */
    public static Archive open(Path file) {
        return open(file, LARGEST);
    }

    /** As {@link #open(Path)}, with another bound on its size in bytes. */
    static Archive open(Path file, long largest) {
        Store store = Store.open(file);
        try {
            return new Archive(store, largest);
        } catch (ArchiveFailure e) {
            store.close();
            throw e;
        }
    }

    /** Opens the archive if there is one; null otherwise, and nothing is made. */
    public static @Nullable Archive existing(Path file) {
        return Files.exists(file) ? open(file) : null;
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
        return store.read(Bound::used);
    }

    public Path file() {
        return store.file();
    }

    /**
     * Moves a damaged archive out of the way and gives its new name, beside the old one.
     *
     * @throws ArchiveUnusable if it cannot be moved
     */
    public static Path setAside(Path file) {
        Path aside =
                free(file.resolveSibling(file.getFileName() + ".damaged-" + LocalDate.now(ZoneId.systemDefault())));
        try {
            for (String part : List.of("", "-wal", "-shm")) {
                Path from = Path.of(file + part);
                if (Files.exists(from)) {
                    Files.move(from, Path.of(aside + part));
                }
            }
        } catch (IOException e) {
            throw new ArchiveUnusable(file, "it is damaged and cannot be moved away (" + e.getMessage() + ")", e);
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
