package dev.stint.cli;

import dev.stint.cli.watch.Watch;
import dev.stint.engine.history.History;
import dev.stint.engine.report.Report;
import dev.stint.runtime.drive.LineWriter;
import dev.stint.runtime.json.Json;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "drive",
        description = {
            "Lets your own program train: Stint decides, and the two talk in lines of JSON.",
            "Orders come on the standard output, news go to the standard input; docs/drive.md has every line.",
            "The study file needs no command. When the input ends, the study pauses; start it again to go on."
        },
        footer = {
            "",
            "Examples:",
            "  stint drive study.yaml < from-me > to-me       two named pipes",
            "  python driver.py                               starts 'stint drive study.yaml' itself",
            "",
            "  <- {\"do\":\"train\",\"trial\":7,\"replicate\":1,\"config\":{\"lr\":0.01},\"seed\":3,\"from\":0,\"to\":4,\"full\":50,...}",
            "  -> {\"trial\":7,\"epoch\":1,\"metrics\":{\"val_loss\":0.51}}",
            "  -> {\"trial\":7,\"done\":true}"
        })
final class DriveCommand implements Callable<Integer> {

    private final Console console = new Console();
    private final InstantSource clock = InstantSource.system();

    @Mixin
    private final Target target = new Target();

    @Option(names = "--amend", description = "take over what may change in a study that has begun")
    private boolean amend;

    @Option(names = "--no-archive", description = "neither learn from earlier studies nor be kept for later ones")
    private boolean noArchive;

    @Override
    public Integer call() {
        Site site = target.site();
        RunCommand.warn(console, site);
        try (LineWriter out = new LineWriter(new FileOutputStream(FileDescriptor.out))) {
            Hands hands = new CallersHands(new FileInputStream(FileDescriptor.in), out, clock);
            Runnable pausing = () -> console.complain("Pausing: end what is open.");
            History history = new Session(site, Watch.quiet(), pausing, clock, hands, Shelf.of(site, noArchive), null)
                    .run(amend, (study, fresh) -> hello(site, study, out));
            return end(site, history, out);
        }
    }

    private void hello(Site site, History history, LineWriter out) {
        Caution.tell(console, history);
        console.complain("Kept in " + site.folder());
        if (!history.knowledge().isEmpty()) {
            console.complain("Learns from the archive: "
                    + history.knowledge().studies().stream()
                            .map(EarlierStudies::line)
                            .collect(Collectors.joining("\n  ")));
        }
        out.say(Json.object()
                .with("stint", "drive/1")
                .with("study", history.spec().name())
                .text());
    }

    private int end(Site site, History history, LineWriter out) {
        Report report = Report.atEnd(history);
        Path file = ReportFiles.html(report, site.report());
        int code = new Ending(console, site, history, true).tell(report, file);
        if (code == ExitCode.PAUSED) {
            console.complain("Paused. Go on with: " + site.onward());
        } else {
            out.say(Json.object()
                    .with("result", ResultJson.object(report, file))
                    .text());
        }
        return code;
    }
}
