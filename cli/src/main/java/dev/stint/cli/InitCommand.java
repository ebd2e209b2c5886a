package dev.stint.cli;

import dev.stint.runtime.file.StudyTemplate;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description = "Writes a study file with comments, to be changed to your training.",
        footer = {
            "",
            "Examples:",
            "  stint init            write study.yaml, named after this folder",
            "  stint init resnet     write resnet.yaml, with study: resnet"
        })
final class InitCommand implements Callable<Integer> {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private final Console console = new Console();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "the name of the study, and of its file")
    private @Nullable String name;

    @Override
    public Integer call() {
        String given = name;
        if (given != null && !given.matches(NAME)) {
            throw Refusal.usage("'" + given
                    + "' cannot be the name of a study: use letters, digits, dots, dashes and underscores, 64"
                    + " at most.");
        }
        Path file = Path.of(given == null ? "study.yaml" : given + ".yaml");
        write(file, StudyTemplate.text(given == null ? ofFolder() : given));
        console.say("Wrote " + file + ". Put your command, metric and space into it, then: stint doctor " + file);
        return ExitCode.DONE;
    }

    /** The name of the folder that the user is in, or a name that always works. */
    private static String ofFolder() {
        Path folder = Path.of("").toAbsolutePath().getFileName();
        String plain = folder == null ? "" : folder.toString();
        return plain.matches(NAME) ? plain : "study";
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw Refusal.usage(
                    file + " is there already, and is not overwritten. Choose another name: stint init NAME");
        } catch (IOException e) {
            throw Refusal.usage("cannot write " + file.toAbsolutePath() + ": "
                    + e.getClass().getSimpleName());
        }
    }
}
