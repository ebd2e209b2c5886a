package dev.stint.archive;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the archive of a user lies. */
public final class Location {

    /** Names another file, or a server, or is {@code off}. */
    public static final String VARIABLE = "STINT_ARCHIVE";

    /** The password of a server, where its address has none. */
    private static final String PASSWORD = "PGPASSWORD";

    private static final String OFF = "off";

    private static final Pattern ADDRESS = Pattern.compile("(?:jdbc:|[A-Za-z][A-Za-z0-9+.-]+://).*", Pattern.DOTALL);

    private Location() {}

    /**
     * The archive's place, where nothing need exist yet; null where the archive is switched off.
     *
     * @param environment the variables of the process
     * @throws ArchiveUnusable if the variable holds an address that cannot be read
     */
    public static @Nullable Place of(Map<String, String> environment) {
        String given = environment.getOrDefault(VARIABLE, "");
        if (given.equals(OFF)) {
            return null;
        }
        if (ADDRESS.matcher(given).matches()) {
            return Server.of(given, environment.get(PASSWORD));
        }
        return new Place.InFile(
                given.isBlank()
                        ? folder(environment).resolve("archive.db")
                        : Path.of(given).toAbsolutePath());
    }

    /** By the XDG base directory specification: a relative XDG_DATA_HOME counts as unset. */
    private static Path folder(Map<String, String> environment) {
        Path data = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return (data.isAbsolute() ? data : home.resolve(".local/share")).resolve("stint");
    }
}
