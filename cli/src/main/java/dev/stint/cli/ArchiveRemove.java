package dev.stint.cli;

import dev.stint.archive.Listed;
import dev.stint.runtime.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Removes studies from the archive, for good. Their study folders stay as they are.",
        footer = {"", "Examples:", "  stint archive remove 3 7", "  stint archive remove resnet --json"})
final class ArchiveRemove implements Callable<Integer> {

    private final Console console = new Console();

    @Parameters(arity = "1..*", paramLabel = "STUDY", description = "numbers in 'stint archive list', or names")
    private List<String> studies = List.of();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        List<Listed> removed = OpenArchive.with(archive -> {
            List<Listed> found = new ArrayList<>();
            studies.forEach(word -> found.add(OpenArchive.named(archive, word)));
            found.forEach(study -> archive.remove(study.id()));
            return found;
        });
        console.say(
                json
                        ? List.of(json(removed))
                        : removed.stream()
                                .map(study -> "Removed " + study.title() + ".")
                                .toList());
        return ExitCode.DONE;
    }

    private static String json(List<Listed> removed) {
        return Json.object()
                .with("removed", removed.stream().map(ArchiveList::study).toList())
                .text();
    }
}
