package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.spec.StudySpec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description = "Prints what the budget buys, phase by phase. Runs nothing.",
        footer = {
            "",
            "Ends with exit code 3 and names the smallest budget that works if this one is too small.",
            "",
            "Example:",
            "  stint plan study.yaml"
        })
final class PlanCommand implements Callable<Integer> {

    private final Console console = new Console();

    @Mixin
    private final Target target = new Target();

    @Override
    public Integer call() {
        Site site = target.site();
        History begun = Books.find(site);
        History history = begun == null ? imagined(site.spec()) : begun;
        console.say(PlanTable.of(history));
        RunCommand.warn(console, site);
        Preflight.requireEnough(history);
        return ExitCode.DONE;
    }

    /** The plan can be looked at on a machine that lacks the devices. */
    private static History imagined(StudySpec spec) {
        Integer wanted = spec.resources().slots();
        int slots = wanted != null
                ? wanted
                : spec.resources().gpusPerTrial() > 0
                        ? 1
                        : Preflight.slots(spec).count();
        return Preflight.imagined(spec, slots);
    }
}
