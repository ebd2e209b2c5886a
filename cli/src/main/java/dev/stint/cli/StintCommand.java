package dev.stint.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a subcommand: says what there is. */
@Command(
        name = "stint",
        subcommands = {
            InitCommand.class,
            DoctorCommand.class,
            LrFindCommand.class,
            PlanCommand.class,
            RunCommand.class,
            DriveCommand.class,
            ExtendCommand.class,
            TryCommand.class,
            StatusCommand.class,
            BestCommand.class,
            ReportCommand.class,
            ArchiveCommand.class,
            ImportCommand.class,
            ExportCommand.class
        },
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Tunes a training inside a budget, and says how sure it is.",
        footer = {
            "",
            "Examples:",
            "  stint init resnet               write resnet.yaml, with comments",
            "  stint doctor resnet.yaml        try the command briefly; nothing is charged",
            "  stint plan resnet.yaml          what the budget buys; nothing runs",
            "  stint run resnet.yaml           start, or go on; Ctrl-C pauses",
            "  stint best resnet.yaml          the configuration that was found",
            "",
            "'stint COMMAND --help' explains a command.",
            "Exit codes: 0 done, 1 the study failed, 2 wrong usage or study file,",
            "3 budget too small, 130 paused."
        })
@SuppressWarnings("UnusedVariable") // set and read by the parser of the command line
final class StintCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "explain, and do nothing")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "say which Stint this is")
    private boolean version;
}
