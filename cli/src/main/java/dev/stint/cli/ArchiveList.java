package dev.stint.cli;

import dev.stint.archive.Archive;
import dev.stint.archive.Listed;
import dev.stint.cli.text.Table;
import dev.stint.cli.text.Words;
import dev.stint.runtime.json.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists the studies of the archive, the latest first.",
        footer = {"", "Examples:", "  stint archive list", "  stint archive list --json"})
final class ArchiveList implements Callable<Integer> {

    private static final double MEGABYTE = 1e6;

    private final Console console = new Console();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        List<String> lines = OpenArchive.with(archive -> json ? List.of(json(archive)) : lines(archive));
        console.say(lines);
        return ExitCode.DONE;
    }

    private static List<String> lines(Archive archive) {
        List<Listed> all = archive.list();
        if (all.isEmpty()) {
            return List.of("The archive " + archive.place() + " is empty: a study is kept when it is done.");
        }
        Table table = new Table(">number", "study", ">trials", "finished", "outcome", "from", "tags");
        all.forEach(s -> table.row(
                Long.toString(s.id()),
                s.name(),
                Integer.toString(s.trials()),
                date(s.finishedAt()),
                s.outcome(),
                s.origin(),
                tags(s)));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(archive.place() + ", " + Words.value(archive.size() / MEGABYTE) + " MB");
        return lines;
    }

    static String date(long millis) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(
                Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }

    private static String tags(Listed study) {
        return study.tags().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String json(Archive archive) {
        return Json.object()
                .with("archive", archive.place().toString())
                .with("bytes", archive.size())
                .with("studies", archive.list().stream().map(ArchiveList::study).toList())
                .text();
    }

    /** A study of the list. */
    static Json.Members study(Listed study) {
        return Json.object()
                .with("number", study.id())
                .with("study", study.name())
                .with("trials", study.trials())
                .with("finished", study.finishedAt())
                .with("outcome", study.outcome())
                .with("from", study.origin())
                .with("metric", study.metric())
                .with("tags", study.tags());
    }
}
