package dev.stint.cli;

import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.Finished;
import dev.stint.archive.TrialLines;
import dev.stint.archive.optuna.Optuna;
import dev.stint.archive.table.CsvTrials;
import dev.stint.cli.text.Words;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "Writes the trials of a study for another tool: its configurations and the objective, no sealed value.",
            "FORMAT is optuna (a database of SQLite), optuna-journal, csv, jsonl, or journal: a study folder to go on",
            "from. OUT must not exist."
        },
        footer = {
            "",
            "Examples:",
            "  stint export optuna study.yaml trials.db",
            "  stint export csv study.yaml trials.csv --json",
            "  stint export jsonl 3 trials.jsonl --archived      number 3 of 'stint archive list'",
            "  stint export journal study.yaml rescued --salvage a damaged study, as far as it is readable"
        })
final class ExportCommand implements Callable<Integer> {

    /** What can be written. */
    enum Format {
        optuna,
        optuna_journal,
        csv,
        jsonl,
        journal;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    private static final String THERE = " is there already, and is not overwritten. Choose another name.";

    private final Console console = new Console();

    @Parameters(index = "0", paramLabel = "FORMAT", description = "optuna, optuna-journal, csv, jsonl or journal")
    private Format format = Format.optuna;

    @Parameters(index = "1", paramLabel = "STUDY", description = "the study file")
    private String study = "";

    @Parameters(index = "2", paramLabel = "OUT", description = "the file to write")
    private Path out = Path.of("");

    @Option(names = "--archived", description = "STUDY is a number or a name in the archive")
    private boolean archived;

    @Option(names = "--salvage", description = "of a damaged journal, what stands before the damage")
    private boolean salvage;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "where the study is kept; without it, the usual place")
    private @Nullable Path folder;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        if (archived && (salvage || format == Format.journal)) {
            throw Refusal.usage(
                    "--archived goes with trials only: the archive keeps no journal to copy or to salvage.");
        }
        if (archived) {
            return trials(OpenArchive.with(a ->
                    Objects.requireNonNull(a.find(OpenArchive.named(a, study).id()))));
        }
        Site site = Site.of(Path.of(study), folder);
        List<Entry> entries = salvage ? Books.salvaged(site) : Books.entries(site);
        if (salvage && !json) {
            console.say("Readable are " + entries.size() + " entries, the last of "
                    + Instant.ofEpochMilli(entries.getLast().at()) + ".");
        }
        return format == Format.journal
                ? journal(entries, site)
                : trials(Finished.of(Objects.requireNonNull(History.of(entries))));
    }

    /** A folder that {@code stint run --folder} goes on from. */
    private int journal(List<Entry> entries, Site site) {
        if (Files.exists(out)) {
            throw Refusal.usage(out + THERE);
        }
        SqliteJournal.write(out, new EventCodec(), entries);
        Site rescued = Site.of(site.shown(), out);
        if (json) {
            console.say(written(site.spec().name())
                    .with("entries", entries.size())
                    .with("onward", rescued.onward())
                    .text());
            return ExitCode.DONE;
        }
        console.say("Wrote " + entries.size() + " entries of " + site.spec().name() + " to " + out + ".");
        Path kept = site.folder().resolve("checkpoints");
        if (Files.isDirectory(kept)) {
            console.say("Move " + kept + " there as well, else what was trained is trained again.");
        }
        console.say("Go on with: " + rescued.onward());
        return ExitCode.DONE;
    }

    private int trials(ArchivedStudy found) {
        try {
            write(found);
        } catch (FileAlreadyExistsException e) {
            throw Refusal.usage(out + THERE);
        } catch (IOException e) {
            throw Refusal.usage(out + " cannot be written: " + e.getMessage());
        }
        int trials = found.trials().size();
        console.say(
                json
                        ? written(found.name()).with("trials", trials).text()
                        : "Wrote " + Words.count(trials, "trial") + " of " + found.name() + " to " + out + ".");
        return ExitCode.DONE;
    }

    private Json.Members written(String name) {
        return Json.object()
                .with("study", name)
                .with("format", format.toString())
                .with("file", out.toString());
    }

    private void write(ArchivedStudy found) throws IOException {
        switch (format) {
            case optuna -> Optuna.write(found, out, false);
            case optuna_journal -> Optuna.write(found, out, true);
            case csv -> Files.writeString(out, CsvTrials.write(found), StandardOpenOption.CREATE_NEW);
            case jsonl -> Files.writeString(out, TrialLines.write(found), StandardOpenOption.CREATE_NEW);
            case journal -> throw new IllegalStateException("a journal is copied, not written from trials");
        }
    }
}
