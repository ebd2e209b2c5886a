package dev.stint.cli;

import dev.stint.cli.text.Words;
import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.phase.Least;
import dev.stint.engine.spec.Command;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.executor.Slots;
import dev.stint.runtime.file.Release;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be found out before anything is started. */
final class Preflight {

    private Preflight() {}

    /** The state of a study that would begin now; nothing is written. */
    static History imagined(StudySpec spec, int slots, Knowledge knowledge) {
        return History.open(new Entry(1, 0, new StudyOpened(spec, slots, Release.provenance(spec), knowledge)));
    }

    /** Refuses a budget that is known to buy no useful study. */
    static void requireEnough(History history) {
        Amount least = Least.budget(history);
        StudySpec spec = history.spec();
        if (least != null && least.compareTo(spec.budget()) > 0) {
            throw new Refusal(ExitCode.TOO_SMALL, tooSmall(spec, least));
        }
    }

    private static String tooSmall(StudySpec spec, Amount least) {
        String unit = spec.fidelity().unit();
        return "The budget of " + Words.budget(spec.budget(), unit)
                + " buys no useful study: a search of a few short trainings, and the"
                + " best and the defaults trained\nto full length to compare them, cost more."
                + "\n  The smallest budget that works: " + roundedUp(least, unit)
                + "\n  Cheaper: a smaller fidelity.max or fidelity.min, or validate: single-seed.";
    }

    /** The amount as a budget with two digits, rounded up so that it really works. */
    static String roundedUp(Amount least, String unit) {
        double scale = StrictMath.pow(10, Math.floor(StrictMath.log10(least.value())) - 1);
        return Words.budget(new Amount(Math.ceil(least.value() / scale - 1e-9) * scale, least.unit()), unit);
    }

    /** The slots of this machine for a study. */
    static Slots slots(StudySpec spec) {
        try {
            return Slots.detect(spec.resources());
        } catch (IllegalArgumentException tooFew) {
            throw Refusal.usage(String.valueOf(tooFew.getMessage()));
        }
    }

    /** Refuses a study without a command. */
    static Command requireNamed(Site site) {
        Command command = site.spec().command();
        if (command == null) {
            throw Refusal.usage(site.shown() + " names no command, so there is nothing to run.\n"
                    + "  Add one, such as command: [python, train.py, --lr, \"${lr}\"]");
        }
        return command;
    }

    /** Refuses a study without a command, or whose program does not exist. */
    static void requireCommand(Site site) {
        Command command = requireNamed(site);
        String program = command.parts().getFirst().words().getFirst();
        String complaint = program.contains("${") ? null : complaint(site, program);
        if (complaint != null) {
            throw Refusal.usage(site.shown() + "  command: " + complaint);
        }
    }

    private static @Nullable String complaint(Site site, String program) {
        if (program.contains("/")) {
            String workdir = site.spec().workdir();
            Path base = workdir == null ? site.home() : site.home().resolve(workdir);
            return complaint(base.resolve(program).normalize(), program);
        }
        String path = site.spec().env().getOrDefault("PATH", System.getenv().getOrDefault("PATH", ""));
        boolean found = List.of(path.split(File.pathSeparator)).stream()
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder ->
                        Files.isExecutable(Path.of(folder, program)) && !Files.isDirectory(Path.of(folder, program)));
        return found
                ? null
                : "there is no program '" + program + "' on the PATH.\n  Install it, or write its path, such as ./"
                        + program;
    }

    private static @Nullable String complaint(Path file, String program) {
        if (!Files.exists(file)) {
            return "there is no program " + program + ": " + file + " does not exist.\n"
                    + "  Paths are read from the study file's folder" + ", or from workdir where it is given.";
        }
        return Files.isExecutable(file) && !Files.isDirectory(file)
                ? null
                : program + " cannot be executed.\n  Make it so with chmod +x " + file
                        + ", or put its interpreter first, such as [python, " + program + "]";
    }
}
