package dev.stint.runtime.executor;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the script of the kit lies, and a Python to run it. */
final class TrialScript {

    private TrialScript() {}

    static String path() {
        URL url = TrialScript.class.getResource("trial.py");
        if (url == null) {
            throw new IllegalStateException("trial.py is no test resource");
        }
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    static String python() {
        return Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
    }
}
