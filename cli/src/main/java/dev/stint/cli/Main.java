package dev.stint.cli;

import dev.stint.archive.ArchiveFailure;
import dev.stint.cli.text.Spelling;
import dev.stint.engine.spec.Problems;
import dev.stint.runtime.journal.JournalFailure;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The process behind {@code stint}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Crash.catchLogs();
        Console console = new Console();
        int code;
        try {
            code = run(arguments, console);
        } catch (Error fault) { // no memory, or a damaged installation: no stack trace for that either
            console.complain(Crash.note(fault));
            code = ExitCode.FAILED;
        }
        System.exit(code);
    }

    private static int run(String[] arguments, Console console) {
        CommandLine line = new CommandLine(new StintCommand())
                .setExecutionExceptionHandler((fault, command, result) -> code(fault, console))
                .setParameterExceptionHandler(usage(console))
                .setUsageHelpAutoWidth(true);
        if (arguments.length == 0) {
            console.print(line.getUsageMessage());
            return ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    /** What a fault means to the user. */
    private static int code(Exception fault, Console console) {
        return switch (fault) {
            case Refusal refusal -> {
                console.complain(String.valueOf(refusal.getMessage()));
                yield refusal.code();
            }
            case Problems problems -> {
                console.complain(problems.getMessage());
                yield ExitCode.USAGE;
            }
            case JournalFailure unusable -> {
                console.complain(String.valueOf(unusable.getMessage()));
                yield ExitCode.USAGE;
            }
            case ArchiveFailure unusable -> {
                console.complain(String.valueOf(unusable.getMessage()));
                yield ExitCode.USAGE;
            }
            default -> {
                console.complain(Crash.note(fault));
                yield ExitCode.FAILED;
            }
        };
    }

    private static IParameterExceptionHandler usage(Console console) {
        return (wrong, arguments) -> {
            CommandLine line = wrong.getCommandLine();
            console.complain(message(wrong, line));
            console.complain("  '" + line.getCommandSpec().qualifiedName() + " --help' shows what can be written.");
            return ExitCode.USAGE;
        };
    }

    private static String message(ParameterException wrong, CommandLine line) {
        List<String> known = List.copyOf(line.getSubcommands().keySet());
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String given = unmatched.getUnmatched().getFirst();
            if (given.startsWith("-")) {
                return "There is no option " + given + "." + Spelling.hint(given, options(line));
            }
            if (!known.isEmpty()) {
                return "There is no command " + given + "." + Spelling.hint(given, known);
            }
            return "'" + given + "' is one argument too many.";
        }
        return String.valueOf(wrong.getMessage());
    }

    private static List<String> options(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .toList();
    }
}
