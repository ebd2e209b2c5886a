package dev.stint.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that name a study. */
final class Target {

    @Parameters(index = "0", arity = "1", paramLabel = "FILE", description = "the study file")
    private Path file = Path.of("");

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "where the study is kept; without it, .stint/<study> beside the study file")
    private @Nullable Path folder;

    /** Reads the study file. */
    Site site() {
        Site site = Site.of(file, folder);
        if (java.nio.file.Files.isDirectory(site.folder())) {
            Crash.keepIn(site.folder());
        }
        return site;
    }
}
