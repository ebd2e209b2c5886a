package dev.stint.cli;

import dev.stint.cli.doctor.RateSearch;
import dev.stint.cli.doctor.Sounding;
import dev.stint.engine.space.Parameter;
import dev.stint.render.SweepPage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

    private final Console console = new Console();

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
        ScratchWork.requireLength(length);
        Parameter rate = rate(site);
        ScratchWork work = new ScratchWork(console, json);
        return work.run((inbox, clock, progress) -> {
            RateSearch search = new RateSearch(site.spec(), site.home(), length, inbox, clock, progress);
            RateSearch.Result result = search.make();
            console.say(
                    json
                            ? List.of(LrFindJson.of(site.spec().name(), rate.name(), result))
                            : LrFindText.of(site.spec(), rate, result, work.style()));
            draw(site.spec().name(), result.sounding());
            return result.sounding() instanceof Sounding.Failed ? ExitCode.FAILED : ExitCode.DONE;
        });
    }

    private static Parameter rate(Site site) {
        Parameter rate = RateSearch.rate(site.spec());
        if (rate == null) {
            throw Refusal.usage(site.shown() + " has no learning rate on a log scale to look for.\n"
                    + "  Write one under space:, such as lr: {log-uniform: [1e-5, 1], role: learning-rate}");
        }
        return rate;
    }

    private void draw(String study, Sounding sounding) {
        String page = switch (sounding) {
            case Sounding.Swept swept -> SweepPage.html(study, swept.points(), swept.verdict());
            case Sounding.Trained trained -> SweepPage.html(study, trained.points(), trained.verdict());
            case Sounding.Failed ignored -> null;
        };
        if (html != null && page != null) {
            ReportFiles.page(page, html);
        }
    }
}
