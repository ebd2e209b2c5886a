package dev.stint.cli;

import dev.stint.cli.text.Words;
import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.spec.StudySpec;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "extend",
        description = "Gives a study that has begun a larger budget, whether it runs or not.",
        footer = {
            "",
            "Examples:",
            "  stint extend study.yaml 120 gpu-hours      the whole budget from now on",
            "  stint extend study.yaml +20 gpu-hours      so much more"
        })
final class ExtendCommand implements Callable<Integer> {

    private final Console console = new Console();

    @Mixin
    private final Target target = new Target();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "BUDGET",
            description = "a number and its unit; with a + on top of what there is")
    private List<String> budget = List.of();

    @Override
    public Integer call() {
        Site site = target.site();
        History history = Books.require(site);
        StudySpec spec = history.spec();
        Amount wanted = Given.budget(spec, String.join(" ", budget));
        requirePossible(history, wanted);
        Handover.Way way = Handover.bring(
                site, Requests.amend(spec, wanted, System.currentTimeMillis()), Requests.ofExtend(wanted));
        String unit = spec.fidelity().unit();
        console.say("The budget of " + spec.name() + " grows from " + Words.budget(spec.budget(), unit) + " to "
                + Words.budget(wanted, unit) + ". " + Handover.text(way, site));
        return ExitCode.DONE;
    }

    private static void requirePossible(History history, Amount wanted) {
        Amount budget = history.spec().budget();
        if (history.lifecycle().state() == Lifecycle.State.CLOSED
                && history.lifecycle().outcome() != Outcome.TOO_SMALL) {
            throw Refusal.usage("The study " + history.spec().name() + " is over ("
                    + ResultJson.outcome(history.lifecycle())
                    + "), and what it held back has been looked at, so no training may follow.\n"
                    + "  Give the study another name to go on with a new one.");
        }
        if (wanted.compareTo(budget) <= 0) {
            throw Refusal.usage("The budget can only grow: it is "
                    + Words.plain(budget, history.spec().fidelity().unit()) + " already.");
        }
    }
}
