package dev.stint.cli;

import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.Finished;
import dev.stint.engine.history.History;
import dev.stint.runtime.file.StudyFile.Archiving;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "add",
        description = {
            "Adds a study that is done; 'stint run' and 'stint drive' do so by themselves when one ends.",
            "A study that is in the archive already takes the place of what was kept of it."
        },
        footer = {
            "",
            "Examples:",
            "  stint archive add study.yaml",
            "  stint archive add study.yaml --keep-names     names and labels as they are, not as hashes",
            "  stint archive add study.yaml --json"
        })
final class ArchiveAdd implements Callable<Integer> {

    private final Console console = new Console();

    @Mixin
    private final Target target = new Target();

    @Option(names = "--keep-names", description = "keep names and labels as they are")
    private boolean names;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        Site site = target.site();
        if (site.file().archiving() == Archiving.OFF) {
            throw Refusal.usage(site.shown() + " says archive: off.\n  Take that line away to keep the study.");
        }
        History history = Books.require(site);
        if (!Finished.worthKeeping(history)) {
            throw Refusal.usage("The study " + history.spec().name() + " is "
                    + ResultJson.outcome(history.lifecycle())
                    + ", and only what is done and has measured something is kept.\n  Go on with it: " + site.onward());
        }
        boolean plain = names || site.file().archiving() == Archiving.KEEP_NAMES;
        ArchivedStudy study = Finished.of(history, site.spec().tags());
        Kept kept = new Kept(OpenArchive.with(archive -> archive.add(study, plain)), study);
        console.say(json ? kept.json() : kept.line("Added"));
        return ExitCode.DONE;
    }
}
