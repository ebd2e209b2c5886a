package dev.stint.cli;

import dev.stint.cli.text.Words;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.report.Report;
import dev.stint.engine.study.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Says how a run ended, and chooses the exit code.
 *
 * @param bare whether the standard output belongs to JSON
 */
record Ending(Console console, Site site, History history, boolean bare) {

    int tell(Report report, Path file) {
        Lifecycle lifecycle = history.lifecycle();
        Outcome outcome = lifecycle.outcome();
        if (lifecycle.state() != Lifecycle.State.CLOSED || outcome == null) {
            return paused(report, file);
        }
        return switch (outcome) {
            case DONE -> done(report, file);
            case FAILED -> failed(lifecycle.why());
            case TOO_SMALL -> tooSmall(lifecycle.why());
        };
    }

    private int done(Report report, Path file) {
        if (!bare) {
            console.say("");
            console.say("The study " + report.study() + " is done: "
                    + report.lifecycle().why() + ".");
            console.say(Summary.of(report, file));
        }
        return ExitCode.DONE;
    }

    private int paused(Report report, Path file) {
        String why = history.lifecycle().why();
        boolean asked = why.isEmpty() || why.equals(Command.Pause.INTERRUPTED);
        if (bare && !asked) {
            console.complain("Paused: " + why + ".");
        }
        if (!bare) {
            console.say("");
            console.say(asked ? "Paused. Go on with: " + site.onward() : "Paused: " + why + ".");
            if (!asked) {
                console.say("Go on with: " + site.onward());
            }
            console.say(Summary.of(report, file));
        }
        return ExitCode.PAUSED;
    }

    private int failed(String why) {
        console.complain("The study " + history.spec().name() + " failed: " + why);
        Attempt last = lastEnded();
        String command = last == null ? null : LastCommand.of(site, history, last);
        if (command != null) {
            console.complain("  The command was: " + command);
        }
        Path output = site.folder().resolve("attempts").resolve(last == null ? "0" : Integer.toString(last.number()));
        console.complain(
                Files.isDirectory(output)
                        ? "  All of its output: " + output
                        : "  What there is of it is kept in " + site.folder());
        if (command != null) {
            console.complain("  To find out why without spending budget: stint doctor " + site.shown());
        }
        console.complain("  Spent: " + spent()
                + ". Mend the training, then start over under another name (study: "
                + history.spec().name()
                + "-2), or delete\n  " + site.folder() + " first.");
        return ExitCode.FAILED;
    }

    private @Nullable Attempt lastEnded() {
        return history.attempts().stream()
                .filter(a -> !a.running())
                .reduce((a, b) -> b)
                .orElse(null);
    }

    private String spent() {
        return Words.part(
                history.ledger().spent(),
                history.spec().budget(),
                history.spec().fidelity().unit());
    }

    private int tooSmall(String why) {
        console.complain("The study " + history.spec().name() + " stopped: " + why + ".");
        console.complain("  Spent so far: " + spent() + ". With more budget it goes on: stint extend " + site.shown()
                + " BUDGET");
        return ExitCode.TOO_SMALL;
    }
}
