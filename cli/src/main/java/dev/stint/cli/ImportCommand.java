package dev.stint.cli;

import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ImportRefused;
import dev.stint.archive.TrialLines;
import dev.stint.archive.optuna.Optuna;
import dev.stint.archive.table.CsvTrials;
import dev.stint.engine.spec.Objective.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Takes a study of another tool into the archive, for later ones to learn from.",
            "FORMAT is optuna (a database of SQLite, or a journal file), csv (a row a trial), or jsonl (as 'stint"
                    + " export jsonl' writes it). Nothing is ever unpickled."
        },
        footer = {
            "",
            "Examples:",
            "  stint import optuna old.db --study resnet --tag model=resnet",
            "  stint import optuna old.db --into study.yaml      the study begins with it, the archive stays out",
            "  stint import csv sweep.csv --metric val_loss --goal minimize --json"
        })
final class ImportCommand implements Callable<Integer> {

    /** What can be read. */
    enum Format {
        optuna,
        csv,
        jsonl
    }

    /** Which way is better. */
    enum Better {
        minimize,
        maximize
    }

    private final Console console = new Console();

    @Parameters(index = "0", paramLabel = "FORMAT", description = "optuna, csv or jsonl")
    private Format format = Format.optuna;

    @Parameters(index = "1", paramLabel = "FILE", description = "what to read")
    private Path file = Path.of("");

    @Option(names = "--study", paramLabel = "NAME", description = "which study of the file; of a table, its name")
    private @Nullable String study;

    @Option(names = "--into", paramLabel = "STUDYFILE", description = "begin this study with it, instead of keeping it")
    private @Nullable Path into;

    @Option(names = "--metric", paramLabel = "COLUMN", description = "of a table: the column of the objective")
    private String metric = "value";

    @Option(names = "--goal", paramLabel = "GOAL", description = "of a table: minimize (the default) or maximize")
    private Better goal = Better.minimize;

    @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "a tag for it; may be given again")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(names = "--keep-names", description = "keep names and labels as they are, not as hashes")
    private boolean names;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        ArchivedStudy read = tagged(read());
        Path target = into;
        if (target == null) {
            Kept kept = new Kept(OpenArchive.with(archive -> archive.add(read, names)), read);
            console.say(json ? kept.json() : kept.line("Imported"));
        } else {
            Beginning begun = Beginning.with(read, target);
            console.say(json ? begun.json() : begun.text());
        }
        return ExitCode.DONE;
    }

    private ArchivedStudy read() {
        try {
            return switch (format) {
                case optuna -> Optuna.read(file, study);
                case csv ->
                    CsvTrials.read(text(), name(), metric, goal == Better.minimize ? Goal.MINIMIZE : Goal.MAXIMIZE);
                case jsonl -> TrialLines.read(text());
            };
        } catch (ImportRefused refused) {
            throw Refusal.usage(String.valueOf(refused.getMessage()));
        }
    }

    private String name() {
        String given = study;
        return given != null ? given : String.valueOf(file.getFileName()).replaceFirst("[.][^.]*$", "");
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Refusal.usage(
                    Files.exists(file) ? file + " is not text in UTF-8." : "There is no file " + file + ".");
        }
    }

    private ArchivedStudy tagged(ArchivedStudy read) {
        if (tags.isEmpty()) {
            return read;
        }
        LinkedHashMap<String, String> all = new LinkedHashMap<>(read.tags());
        all.putAll(tags);
        return read.withTags(all);
    }
}
