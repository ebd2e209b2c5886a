package dev.stint.runtime.journal;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native library, kept in a folder of the user's from one process to the next.
 *
 * <p>Left alone, the driver unpacks it at every start and runs another program to learn the platform's name, which takes longer than all
 * else that opening a database needs. This is done only where the system property {@value #FOLDER} names a folder, as the command does,
 * and only on Linux; where anything there is odd, the driver's own way is taken.
 */
public final class SqliteLibrary {

    /** Absolute; made where it is missing. */
    public static final String FOLDER = "stint.cache";

    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    /** Whoever sets one of these wants the driver's own way. */
    private static final List<String> SETTINGS =
            List.of(PATH, NAME, "org.sqlite.tmpdir", "org.sqlite.osinfo.architecture");

    private static final Map<String, String> MACHINES = Map.of("amd64", "x86_64", "aarch64", "aarch64");

    private static boolean tried;

    private SqliteLibrary() {}

    /** Loads the library, once in a process; without effect where the driver has to do it. */
    public static synchronized void load() {
        String folder = System.getProperty(FOLDER, "");
        if (tried || folder.isBlank() || SETTINGS.stream().anyMatch(s -> System.getProperty(s) != null)) {
            return;
        }
        tried = true;
        String machine = MACHINES.get(System.getProperty("os.arch", ""));
        if (machine == null || !System.getProperty("os.name", "").equals("Linux")) {
            return;
        }
        try {
            Path kept = kept(Path.of(folder), machine);
            if (kept != null) {
                hand(kept);
            }
        } catch (IOException | UnsupportedOperationException | InvalidPathException odd) {
            // The driver unpacks it for itself.
        }
    }

    /** The settings hold for this moment only: another driver in this process has another library. */
    private static void hand(Path kept) {
        System.setProperty(PATH, String.valueOf(kept.getParent()));
        System.setProperty(NAME, String.valueOf(kept.getFileName()));
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception none) {
            // The first connection says so.
        } finally {
            System.clearProperty(PATH);
            System.clearProperty(NAME);
        }
    }

    /** The file, made or mended where need be; null where others could change it, or the driver is not in a jar. */
    static @Nullable Path kept(Path folder, String machine) throws IOException {
        URL url = SQLiteJDBCLoader.class.getResource("/org/sqlite/native/Linux/" + machine + "/libsqlitejdbc.so");
        if (url == null || !(url.openConnection() instanceof JarURLConnection jar) || !secluded(folder)) {
            return null;
        }
        Path file = folder.resolve("libsqlitejdbc-" + SQLiteJDBCLoader.getVersion() + "-" + machine + ".so");
        if (!intact(file, jar.getJarEntry().getSize(), jar.getJarEntry().getCrc())) {
            unpack(url, file);
        }
        return file;
    }

    /**
     * Whether the folder, made where it is missing, is this user's and nobody else but the system's owner can put anything in it, or
     * another in its place.
     */
    private static boolean secluded(Path folder) throws IOException {
        Path above = folder.getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (!folder.isAbsolute() || above == null || !guarded(above.toRealPath(), true)) {
            return false;
        }
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return guarded(folder, false);
    }

    /** Whether only this user can change it, or the system's owner where it may be his. */
    private static boolean guarded(Path path, boolean orSystem) throws IOException {
        PosixFileAttributes found = attributes(path);
        boolean own = found.owner().equals(Files.getOwner(Path.of("/proc/self")));
        boolean system = orSystem && found.owner().equals(Files.getOwner(Path.of("/")));
        return (own || system) && Collections.disjoint(found.permissions(), Set.of(GROUP_WRITE, OTHERS_WRITE));
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** The sum is against damage; against others there are the permissions. */
    private static boolean intact(Path file, long size, long sum) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || Files.size(file) != size
                || !guarded(file, false)) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        return crc.getValue() == sum;
    }

    /** Whole or not at all: of two processes that unpack it, each loads a whole one. */
    private static void unpack(URL url, Path file) throws IOException {
        Path part = Files.createTempFile(file.getParent(), "libsqlitejdbc-", ".part");
        try (InputStream in = url.openStream()) {
            Files.write(part, in.readAllBytes());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
