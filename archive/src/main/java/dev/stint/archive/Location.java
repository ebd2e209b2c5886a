package dev.stint.archive;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the archive of a user lies. */
public final class Location {

    /** Names another file, or {@code off}. */
    public static final String VARIABLE = "STINT_ARCHIVE";

    private static final String OFF = "off";

    private Location() {}

    /**
     * The archive's file, which need not exist; null where the archive is switched off.
     *
     * @param environment the variables of the process
     */
    public static @Nullable Path of(Map<String, String> environment) {
        String given = environment.getOrDefault(VARIABLE, "");
        if (given.equals(OFF)) {
            return null;
        }
        return given.isBlank()
                ? folder(environment).resolve("archive.db")
                : Path.of(given).toAbsolutePath();
    }

    /** By the XDG base directory specification: a relative XDG_DATA_HOME counts as unset. */
    private static Path folder(Map<String, String> environment) {
        Path data = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return (data.isAbsolute() ? data : home.resolve(".local/share")).resolve("stint");
    }
}
