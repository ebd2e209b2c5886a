package dev.stint.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "archive",
        description = {
            "Shows and changes what is kept of finished studies for later ones to learn from.",
            "It lies in $XDG_DATA_HOME/stint/archive.db, or ~/.local/share/stint/archive.db; the variable"
                    + " STINT_ARCHIVE names another file, a database that a team shares"
                    + " (postgresql://USER@HOST/DATABASE), or is off.",
            "Names and labels that are not common words are kept as hashes."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ArchiveList.class, ArchiveShow.class, ArchiveAdd.class, ArchiveRemove.class, ArchiveForget.class
        },
        footer = {
            "",
            "Examples:",
            "  stint archive list",
            "  stint archive show 3",
            "  stint archive add study.yaml",
            "  stint archive forget --older-than 365"
        })
final class ArchiveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to do with the archive: list, show, add, remove or forget.");
    }
}
