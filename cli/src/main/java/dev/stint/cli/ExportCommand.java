package dev.stint.cli;

import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.Finished;
import dev.stint.archive.TrialLines;
import dev.stint.archive.optuna.Optuna;
import dev.stint.archive.table.CsvTrials;
import dev.stint.cli.text.Words;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
            "FORMAT is optuna (a database of SQLite), optuna-journal, csv, or jsonl. OUT must not exist."
        },
        footer = {
            "",
            "Examples:",
            "  stint export optuna study.yaml trials.db",
            "  stint export csv study.yaml trials.csv",
            "  stint export jsonl 3 trials.jsonl --archived      number 3 of 'stint archive list'"
        })
final class ExportCommand implements Callable<Integer> {

    /** What can be written. */
    enum Format {
        optuna,
        optuna_journal,
        csv,
        jsonl;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    private final Console console = new Console();

    @Parameters(index = "0", paramLabel = "FORMAT", description = "optuna, optuna-journal, csv or jsonl")
    private Format format = Format.optuna;

    @Parameters(index = "1", paramLabel = "STUDY", description = "the study file")
    private String study = "";

    @Parameters(index = "2", paramLabel = "OUT", description = "the file to write")
    private Path out = Path.of("");

    @Option(names = "--archived", description = "STUDY is a number or a name in the archive")
    private boolean archived;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "where the study is kept; without it, the usual place")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        ArchivedStudy found = archived
                ? OpenArchive.with(a -> Objects.requireNonNull(
                        a.find(OpenArchive.named(a, study).id())))
                : Finished.of(Books.require(Site.of(Path.of(study), folder)));
        try {
            write(found);
        } catch (FileAlreadyExistsException e) {
            throw Refusal.usage(out + " is there already, and is not overwritten. Choose another name.");
        } catch (IOException e) {
            throw Refusal.usage(out + " cannot be written: " + e.getMessage());
        }
        console.say(
                "Wrote " + Words.count(found.trials().size(), "trial") + " of " + found.name() + " to " + out + ".");
        return ExitCode.DONE;
    }

    private void write(ArchivedStudy found) throws IOException {
        switch (format) {
            case optuna -> Optuna.write(found, out, false);
            case optuna_journal -> Optuna.write(found, out, true);
            case csv -> Files.writeString(out, CsvTrials.write(found), StandardOpenOption.CREATE_NEW);
            case jsonl -> Files.writeString(out, TrialLines.write(found), StandardOpenOption.CREATE_NEW);
        }
    }
}
