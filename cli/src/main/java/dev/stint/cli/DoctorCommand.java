package dev.stint.cli;

import dev.stint.cli.doctor.Examination;
import dev.stint.cli.doctor.Visit;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

    private final Console console = new Console();

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
        ScratchWork.requireLength(length);
        ScratchWork work = new ScratchWork(console, json);
        return work.run((inbox, clock, progress) -> {
            Visit visit = new Visit(site.spec(), site.home(), length, batchSizes, inbox, clock, progress);
            Examination examination = visit.make();
            console.say(
                    json
                            ? List.of(DoctorJson.of(site.spec(), examination))
                            : DoctorText.of(site.spec(), examination, work.style()));
            return examination.healthy() ? ExitCode.DONE : ExitCode.FAILED;
        });
    }
}
