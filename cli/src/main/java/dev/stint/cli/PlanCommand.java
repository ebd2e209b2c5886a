package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.spec.StudySpec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        description = "Prints what the budget buys, phase by phase. Runs nothing.",
        footer = {
            "",
            "Ends with exit code 3 and names the smallest budget that works if this one is too small.",
            "",
            "Examples:",
            "  stint plan study.yaml                 with what earlier studies of the archive know",
            "  stint plan study.yaml --no-archive    as if there were none"
        })
final class PlanCommand implements Callable<Integer> {

    private final Console console = new Console();

    @Mixin
    private final Target target = new Target();

    @Option(names = "--no-archive", description = "as if there were no earlier studies")
    private boolean noArchive;

    @Override
    public Integer call() {
        Site site = target.site();
        History begun = Books.find(site);
        History history = begun == null ? imagined(site) : begun;
        console.say(PlanTable.of(history));
        RunCommand.warn(console, site);
        Caution.tell(console, history);
        Preflight.requireEnough(history);
        return ExitCode.DONE;
    }

    /** The plan can be looked at on a machine that lacks the devices. */
    private History imagined(Site site) {
        StudySpec spec = site.spec();
        Integer wanted = spec.resources().slots();
        int slots = wanted != null
                ? wanted
                : spec.resources().gpusPerTrial() > 0
                        ? 1
                        : Preflight.slots(spec).count();
        return Preflight.imagined(spec, slots, Shelf.of(site, noArchive).recall(spec));
    }
}
