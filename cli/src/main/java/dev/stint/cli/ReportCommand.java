package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.report.Report;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description =
                "Writes the report of a study, at any time. Without an option: report.html in the study's folder.",
        footer = {
            "",
            "Examples:",
            "  stint report study.yaml                      write report.html and print its path",
            "  stint report study.yaml --html out.html",
            "  stint report study.yaml --markdown > report.md",
            "  stint report study.yaml --json | jq .recommended"
        })
final class ReportCommand implements Callable<Integer> {

    /** At most one of these. */
    static final class Form {
        @Option(names = "--html", paramLabel = "PATH", description = "write the page there")
        private @Nullable Path html;

        @Option(names = "--markdown", description = "print Markdown")
        private boolean markdown;

        @Option(names = "--json", description = "print everything as one JSON object")
        private boolean json;
    }

    private final Console console = new Console();

    @Mixin
    private final Target target = new Target();

    @ArgGroup(exclusive = true)
    private Form form = new Form();

    @Override
    public Integer call() {
        Site site = target.site();
        History history = Books.require(site);
        Report report = Report.whole(history);
        if (form.json) {
            console.say(ReportJson.of(report, site.report()));
        } else if (form.markdown) {
            console.print(ReportFiles.markdown(report));
        } else {
            console.say(ReportFiles.html(report, form.html == null ? site.report() : form.html)
                    .toString());
        }
        return ExitCode.DONE;
    }
}
