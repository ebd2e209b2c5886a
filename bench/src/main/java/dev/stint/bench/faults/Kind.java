package dev.stint.bench.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is done to a study. */
enum Kind {
    KILL_STINT("kill -9 of Stint"),
    KILL_TRIAL("kill -9 of a training with its group"),
    KILL_BOTH("kill -9 of Stint and of its trainings at once"),
    ORPHAN("kill -9 of Stint and of its watcher, so that the trainings live on"),
    INTERRUPT("SIGINT to Stint"),
    HANG("trainings that fall silent, some of them deaf to SIGTERM"),
    GARBAGE("10 MB lines, invalid UTF-8, NaN, repeated and backward steps, other trials' numbers, planted links"),
    READ_ONLY("a study folder that cannot be written any more"),
    FULL_DISK("a disk without a free byte"),
    DAMAGE("the journal cut or altered at any byte"),
    SIMULATED("simulated trainings that fail, and Stint stopped between and inside of its commits"),
    CLOCK("simulated studies whose clock jumps by hours, forwards and back");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean simulated() {
        return this == SIMULATED || this == CLOCK;
    }

    /** Whether it is the place that is made unusable, and mended later. */
    boolean ofThePlace() {
        return this == READ_ONLY || this == FULL_DISK;
    }

    /** Whether it needs a disk of its own, which needs the right to mount one. */
    boolean mounts() {
        return this == FULL_DISK;
    }

    /** @throws IllegalArgumentException with the names that there are */
    static Kind of(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("--kinds: \"" + key + "\" is none; there are " + keys()));
    }

    private static List<String> keys() {
        return Arrays.stream(values()).map(Kind::key).toList();
    }
}
