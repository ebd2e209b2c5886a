package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.space.Config;
import dev.stint.engine.study.Study;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@picocli.CommandLine.Command(
        name = "try",
        description = "Adds a configuration of your own to a study that has begun, whether it runs or not.",
        footer = {
            "",
            "Parameters that are not named stand at their defaults. It is trained and judged like any other.",
            "",
            "Example:",
            "  stint try study.yaml lr=3e-4 batch_size=64"
        })
final class TryCommand implements Callable<Integer> {

    private final Console console = new Console();

    @Mixin
    private final Target target = new Target();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "NAME=VALUE",
            description = "parameters that differ from the defaults")
    private List<String> values = List.of();

    @Override
    public Integer call() {
        Site site = target.site();
        History history = Books.require(site);
        Config config = Given.config(history.spec().space(), Given.pairs(values));
        dev.stint.engine.study.Command.Try command =
                new dev.stint.engine.study.Command.Try(System.currentTimeMillis(), config);
        requirePossible(history, command);
        Handover.Way way = Handover.bring(site, command, Requests.ofTry(config));
        console.say("Added: " + config.text() + "\n" + Handover.text(way, site));
        return ExitCode.DONE;
    }

    private static void requirePossible(History history, dev.stint.engine.study.Command.Try command) {
        if (history.lifecycle().state() == Lifecycle.State.CLOSED) {
            throw Refusal.usage(
                    "The study " + history.spec().name() + " is over (" + ResultJson.outcome(history.lifecycle())
                            + "): nothing can be added. Start a new study with this configuration as its defaults.");
        }
        for (StudyEvent event : Study.handle(history, command)) {
            if (event instanceof Finding refused) {
                throw Refusal.usage(refused.text() + (refused.remedy().isEmpty() ? "" : " " + refused.remedy()));
            }
        }
    }
}
