package dev.stint.cli;

import dev.stint.archive.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Removes studies from the archive, for good. Their study folders stay as they are.",
        footer = {"", "Examples:", "  stint archive remove 3 7", "  stint archive remove resnet"})
final class ArchiveRemove implements Callable<Integer> {

    private final Console console = new Console();

    @Parameters(arity = "1..*", paramLabel = "STUDY", description = "numbers in 'stint archive list', or names")
    private List<String> studies = List.of();

    @Override
    public Integer call() {
        List<Listed> removed = OpenArchive.with(archive -> {
            List<Listed> found = new ArrayList<>();
            studies.forEach(word -> found.add(OpenArchive.named(archive, word)));
            found.forEach(study -> archive.remove(study.id()));
            return found;
        });
        removed.forEach(study -> console.say("Removed " + study.title() + "."));
        return ExitCode.DONE;
    }
}
