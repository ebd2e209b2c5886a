package dev.stint.runtime.executor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a process gets a session of its own, and with it a group: {@code setsid}, else perl, else not at all. */
record Shell(List<String> session) {

    private static final String PERL = "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV; exit 127";

    Shell {
        session = List.copyOf(session);
    }

    /** What this machine has. */
    static Shell found() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        Path setsid = onPath("setsid", path, Path.of("/"));
        if (setsid != null) {
            return new Shell(List.of(setsid.toString()));
        }
        Path perl = onPath("perl", path, Path.of("/"));
        return new Shell(perl == null ? List.of() : List.of(perl.toString(), "-e", PERL));
    }

    boolean ownGroup() {
        return !session.isEmpty();
    }

    /** The words that run one of our scripts with arguments, in a session of its own where that is possible. */
    List<String> script(String resource, List<String> arguments) {
        List<String> words = new ArrayList<>(session);
        words.addAll(List.of("/bin/sh", "-c", text(resource), "stint"));
        words.addAll(arguments);
        return words;
    }

    /** The first executable file of this name, or null. */
    static @Nullable Path onPath(String name, String path, Path directory) {
        for (String folder : path.split(File.pathSeparator)) {
            Path file = directory.resolve(folder.isEmpty() ? "." : folder).resolve(name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    private static String text(String resource) {
        try (InputStream in = Shell.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
