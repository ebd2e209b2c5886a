package dev.stint.cli;

import dev.stint.cli.doctor.Interrupted;
import dev.stint.cli.doctor.RateSearch;
import dev.stint.cli.doctor.Sounding;
import dev.stint.cli.watch.Screen;
import dev.stint.cli.watch.Style;
import dev.stint.engine.space.Parameter;
import dev.stint.render.SweepPage;
import dev.stint.runtime.loop.QueueInbox;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lr-find",
        description = {
            "Looks for the learning rate of the defaults: by one sweep (mode lr-range of the trial contract), or by"
                + " six to nine short trainings where the script has none. Prints the curve, an estimate with its 90"
                + " %% interval, or no answer and why.",
            "Works in a scratch folder: nothing is charged, and nothing stays."
        },
        footer = {
            "",
            "Exit code 0 with or without an answer, 1 if the script fails.",
            "",
            "Examples:",
            "  stint lr-find study.yaml                   the curve in the terminal",
            "  stint lr-find study.yaml --html lr.html    the curve as a page",
            "  stint lr-find study.yaml --json            one JSON object, for scripts"
        })
final class LrFindCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Console console = new Console();
    private final InstantSource clock = InstantSource.system();

    /** Not where a study is kept: none is begun. */
    @Parameters(index = "0", arity = "1", paramLabel = "FILE", description = "the study file")
    private Path file = Path.of("");

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "units of fidelity of a short training; without it, fidelity.min")
    private @Nullable Long length;

    @Option(names = "--html", paramLabel = "PATH", description = "write the curve as a page there")
    private @Nullable Path html;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        Site site = Site.of(file, null);
        Preflight.requireCommand(site);
        Parameter rate = rate(site);
        QueueInbox inbox = new QueueInbox(PATIENCE);
        RateSearch search = new RateSearch(site.spec(), site.home(), length, inbox, clock, progress());
        Interrupts.pause(inbox, clock, () -> {});
        try {
            RateSearch.Result result = search.make();
            tell(site, rate, result);
            return result.sounding() instanceof Sounding.Failed ? ExitCode.FAILED : ExitCode.DONE;
        } catch (Interrupted enough) {
            console.complain("Interrupted. All processes are ended, and nothing is left.");
            return ExitCode.PAUSED;
        } catch (UncheckedIOException unusable) {
            throw Refusal.usage(String.valueOf(unusable.getMessage()));
        }
    }

    private Parameter rate(Site site) {
        if (length != null && length < 1) {
            throw Refusal.usage("--length " + length + ": a training has one unit at least. Write --length 1 or more");
        }
        Parameter rate = RateSearch.rate(site.spec());
        if (rate == null) {
            throw Refusal.usage(site.shown() + " has no learning rate on a log scale to look for.\n"
                    + "  Write one under space:, such as lr: {log-uniform: [1e-5, 1], role: learning-rate}");
        }
        return rate;
    }

    private void tell(Site site, Parameter rate, RateSearch.Result result) {
        if (json) {
            console.say(LrFindJson.of(site.spec().name(), rate.name(), result));
        } else {
            console.say(LrFindText.of(site.spec(), rate, result, style()));
        }
        if (html != null) {
            String study = site.spec().name();
            switch (result.sounding()) {
                case Sounding.Swept swept ->
                    ReportFiles.page(SweepPage.html(study, swept.points(), swept.verdict()), html);
                case Sounding.Trained trained ->
                    ReportFiles.page(SweepPage.html(study, trained.points(), trained.verdict()), html);
                case Sounding.Failed ignored -> {}
            }
        }
    }

    private static boolean terminal() {
        return Screen.capable(System.getenv());
    }

    private static Style style() {
        return terminal() ? Style.of(System.getenv()) : new Style(false);
    }

    /** Only somebody who waits before a terminal wants to know. */
    private Consumer<String> progress() {
        return json || !terminal() ? text -> {} : text -> console.complain(style().faint("  " + text + " ..."));
    }
}
