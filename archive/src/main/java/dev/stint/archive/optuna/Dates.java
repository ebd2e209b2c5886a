package dev.stint.archive.optuna;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Optuna writes local times without a zone; a file is read in the zone of the reader. */
final class Dates {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private Dates() {}

    /** Milliseconds since 1970 UTC; 0 for what is no date. */
    static long millis(@Nullable String text) {
        try {
            return text == null
                    ? 0
                    : LocalDateTime.parse(text.replace(' ', 'T'))
                            .atZone(ZoneId.systemDefault())
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    static String iso(long millis) {
        return WRITTEN.format(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault()));
    }

    /** As SQLAlchemy stores it. */
    static String stored(long millis) {
        return iso(millis).replace('T', ' ');
    }
}
