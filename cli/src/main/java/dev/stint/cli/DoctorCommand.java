package dev.stint.cli;

import dev.stint.cli.doctor.Examination;
import dev.stint.cli.doctor.Interrupted;
import dev.stint.cli.doctor.Visit;
import dev.stint.cli.watch.Screen;
import dev.stint.cli.watch.Style;
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
        name = "doctor",
        description = {
            "Trains the defaults briefly, a few times over, and says what it saw: whether the command starts, its"
                    + " metrics are read, it stops where it is told to, a checkpoint resumes, schedule and seed are as"
                    + " they should be, what a training costs.",
            "Works in a scratch folder: nothing is charged, and nothing stays."
        },
        footer = {
            "",
            "Exit code 0 if there is no problem, 1 if there is.",
            "",
            "Examples:",
            "  stint doctor study.yaml                before the first run",
            "  stint doctor study.yaml --length 1     where one epoch takes an hour",
            "  stint doctor study.yaml --batch-sizes  how fast each batch size is",
            "  stint doctor study.yaml --json         one JSON object, for scripts"
        })
final class DoctorCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Console console = new Console();
    private final InstantSource clock = InstantSource.system();

    /** Not where a study is kept: the doctor begins none. */
    @Parameters(index = "0", arity = "1", paramLabel = "FILE", description = "the study file")
    private Path file = Path.of("");

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "cut trainings at N units of fidelity; without it, at fidelity.min, or at 2 if that is 1")
    private @Nullable Long length;

    @Option(
            names = "--batch-sizes",
            description = "time a short run with each batch size as well, and name the largest efficient one")
    private boolean batchSizes;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        Site site = Site.of(file, null);
        Preflight.requireNamed(site);
        if (length != null && length < 1) {
            throw Refusal.usage("--length " + length + ": a training has one unit at least. Write --length 1 or more");
        }
        QueueInbox inbox = new QueueInbox(PATIENCE);
        Visit visit = new Visit(site.spec(), site.home(), length, batchSizes, inbox, clock, progress());
        Interrupts.pause(inbox, clock, () -> {});
        try {
            Examination examination = visit.make();
            tell(site, examination);
            return examination.healthy() ? ExitCode.DONE : ExitCode.FAILED;
        } catch (Interrupted enough) {
            console.complain("Interrupted. All processes are ended, and nothing is left.");
            return ExitCode.PAUSED;
        } catch (UncheckedIOException unusable) {
            throw Refusal.usage(String.valueOf(unusable.getMessage()));
        }
    }

    private void tell(Site site, Examination examination) {
        if (json) {
            console.say(DoctorJson.of(site.spec(), examination));
        } else {
            console.say(DoctorText.of(site.spec(), examination, style()));
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
