package dev.stint.cli;

import dev.stint.cli.text.Arguments;
import dev.stint.engine.history.History;
import dev.stint.engine.history.RunId;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Recommendation;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.executor.LocalExecutor;
import dev.stint.runtime.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "best",
        description = "Prints the configuration that the study recommends, or the best so far.",
        footer = {
            "",
            "Examples:",
            "  stint best study.yaml                        as JSON",
            "  python train.py $(stint best study.yaml --format args)",
            "  stint best study.yaml --checkpoint           the folder of its weights"
        })
final class BestCommand implements Callable<Integer> {

    /** How a configuration is printed. */
    enum Format {
        json,
        yaml,
        args
    }

    private final Console console = new Console();

    @Mixin
    private final Target target = new Target();

    @Option(names = "--format", paramLabel = "FORMAT", description = "json, yaml or args")
    private Format format = Format.json;

    @Option(names = "--checkpoint", description = "print the folder of its checkpoint instead")
    private boolean checkpoint;

    @Override
    public Integer call() {
        Site site = target.site();
        History history = Books.require(site);
        Recommendation best = Report.of(history).recommended();
        if (best == null) {
            throw new Refusal(ExitCode.FAILED, "The study " + history.spec().name() + " has measured nothing yet.");
        }
        console.say(checkpoint ? checkpoint(site, best) : text(history.spec(), best.config()));
        if (!best.finished()) {
            console.complain("note: the best so far, after " + best.length() + " of "
                    + history.spec().fullLength(best.config()) + " "
                    + history.spec().fidelity().unit() + "s; the study has not judged it yet.");
        }
        return ExitCode.DONE;
    }

    private String text(StudySpec spec, Config config) {
        return switch (format) {
            case json -> Json.text(config);
            case yaml -> Arguments.yaml(config);
            case args -> Arguments.words(spec.command(), config);
        };
    }

    private static String checkpoint(Site site, Recommendation best) {
        Path folder = LocalExecutor.checkpoints(site.folder(), new RunId(best.trial(), 1));
        if (!Files.isDirectory(folder)) {
            throw new Refusal(
                    ExitCode.FAILED, "Trial " + best.trial() + " left no checkpoint: " + folder + " does not exist.");
        }
        return folder.toString();
    }
}
