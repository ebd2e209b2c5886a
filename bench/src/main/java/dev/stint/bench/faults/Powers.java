package dev.stint.bench.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The superuser writes where it may not. */
final class Powers {

    private Powers() {}

    /** The words before a command that is to respect permissions whoever starts it. */
    static List<String> less() {
        boolean superuser =
                "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/setpriv"));
        return superuser ? List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search") : List.of();
    }
}
