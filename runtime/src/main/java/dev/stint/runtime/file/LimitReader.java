package dev.stint.runtime.file;

import dev.stint.engine.spec.Limits;
import dev.stint.runtime.file.Node.Entries;
import dev.stint.runtime.file.Node.Leaf;
import org.jspecify.annotations.Nullable;

/** Reads limits on time, memory and disk. */
final class LimitReader {

    private static final double LONGEST_SECONDS = 100.0 * 366 * 24 * 3600;

    private final Findings findings;
    private final Entries file;

    LimitReader(Findings findings, Entries file) {
        this.findings = findings;
        this.file = file;
    }

    Limits limits() {
        Entries section = file.section("limits");
        Limits standard = Limits.standard();
        if (section == null) {
            return standard;
        }
        Leaf retries = section.leaf("retries");
        Double grace = seconds(section, "grace");
        Double silence = seconds(section, "silence");
        return new Limits(
                seconds(section, "time"),
                bytes(section, "memory"),
                retries == null ? standard.retries() : (int) retries.whole(),
                grace == null ? standard.graceSeconds() : grace,
                silence == null ? standard.silenceSeconds() : silence,
                bytes(section, "disk"));
    }

    /** The seconds at a key; null where there is none. */
    @Nullable
    Double seconds(Entries section, String key) {
        String text = section.text(key);
        double seconds = text == null ? 1 : Quantities.seconds(text);
        if (seconds <= 0 || seconds > LONGEST_SECONDS) {
            findings.problem(
                    section.placeOf(key),
                    "'" + text + "' is " + (seconds <= 0 ? "no time at all" : "longer than a century"),
                    "write " + Quantities.Kind.DURATION.examples());
        }
        return text == null ? null : seconds;
    }

    private @Nullable Long bytes(Entries limits, String key) {
        String text = limits.text(key);
        double bytes = text == null ? 1 : Quantities.bytes(text);
        if (bytes < 1 || bytes > 1L << 60) {
            findings.problem(
                    limits.placeOf(key),
                    "'" + text + "' is " + (bytes < 1 ? "nothing at all" : "more than any machine has"),
                    "write " + Quantities.Kind.MEMORY.examples());
        }
        return text == null ? null : (Long) (long) bytes;
    }
}
