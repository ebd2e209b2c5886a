package dev.stint.cli;

import dev.stint.cli.text.Words;
import dev.stint.cli.watch.JsonWatch;
import dev.stint.cli.watch.LiveWatch;
import dev.stint.cli.watch.PlainWatch;
import dev.stint.cli.watch.Screen;
import dev.stint.cli.watch.Style;
import dev.stint.cli.watch.Watch;
import dev.stint.engine.history.History;
import dev.stint.engine.report.Report;
import dev.stint.engine.spec.Problem;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.json.EventCodec;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = {
            "Starts the study, or goes on with it where it was.",
            "Ctrl-C pauses: trainings write their checkpoints and leave. A second Ctrl-C ends everything at once."
        },
        footer = {
            "",
            "Examples:",
            "  stint run study.yaml                 start or go on",
            "  stint run study.yaml --amend         go on with a larger budget, other slots, limits,",
            "                                       a deadline or another validation",
            "  stint run study.yaml --from .stint/old  begin where a study with another space ended",
            "  stint run study.yaml --json          one JSON object an event; the last is the result",
            "  stint run study.yaml --no-archive    as if there were no earlier studies"
        })
final class RunCommand implements Callable<Integer> {

    private final Console console = new Console();
    private final InstantSource clock = InstantSource.system();

    @Mixin
    private final Target target = new Target();

    @Option(names = "--json", description = "print events as JSON lines, and the result as the last one")
    private boolean json;

    @Option(names = "--quiet", description = "print nothing but the result")
    private boolean quiet;

    @Option(names = "--amend", description = "take over what may change in a study that has begun")
    private boolean amend;

    @Option(
            names = "--from",
            paramLabel = "OLD",
            description = "begin with all that an earlier study of the same training measured, whose space was another:"
                    + " its folder or its study file")
    private @Nullable Path from;

    @Option(names = "--no-archive", description = "neither learn from earlier studies nor be kept for later ones")
    private boolean noArchive;

    @Override
    public Integer call() {
        Site site = target.site();
        Preflight.requireCommand(site);
        warn(console, site);
        if (from != null && Books.exists(site)) {
            console.complain("note: " + site.spec().name() + " has begun; --from is read at its start only.");
        }
        Watch watch = watch();
        Hands hands = new OwnHands(Preflight.slots(site.spec()), clock);
        History history = new Session(site, watch, () -> pausing(watch), clock, hands, Shelf.of(site, noArchive), from)
                .run(amend, (study, fresh) -> announce(site, study, fresh));
        Report report = Report.atEnd(history);
        Path file = ReportFiles.html(report, site.report());
        if (json) {
            console.say(ResultJson.of(report, file));
        }
        return new Ending(console, site, history, json).tell(report, file);
    }

    private Watch watch() {
        if (json) {
            return new JsonWatch(console.out(), new EventCodec());
        }
        if (quiet) {
            return Watch.quiet();
        }
        ZoneId zone = ZoneId.systemDefault();
        return Screen.capable(System.getenv())
                ? new LiveWatch(console.out(), clock, zone, Screen.open(), Style.of(System.getenv()))
                : new PlainWatch(console.out(), clock, zone);
    }

    private void pausing(Watch watch) {
        String text = "Pausing: trainings write their checkpoints and leave. Ctrl-C again ends everything at once.";
        if (!watch.notice(text)) {
            console.complain(text);
        }
    }

    private void announce(Site site, History history, boolean fresh) {
        Caution.tell(console, history);
        if (json || quiet) {
            return;
        }
        StudySpec spec = history.spec();
        if (fresh) {
            console.say(PlanTable.of(history));
            history.findings().forEach(finding -> console.say("  " + finding.text()));
            console.say("");
        } else {
            console.say(spec.name() + ": "
                    + Words.part(
                            history.ledger().spent(),
                            spec.budget(),
                            spec.fidelity().unit()) + " spent, "
                    + Words.count(history.candidates().size(), "trial"));
        }
        console.say("Kept in " + site.folder());
    }

    /** What the reader of the study file wondered about. */
    static void warn(Console console, Site site) {
        for (Problem warning : site.file().warnings()) {
            console.complain("note: " + warning.text(site.shown().toString()));
        }
    }
}
