package dev.stint.cli;

import dev.stint.archive.Forgetting;
import dev.stint.runtime.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "forget",
        description = {
            "Removes all studies of the archive that meet every condition, for good.",
            "Their study folders stay as they are."
        },
        footer = {
            "",
            "Examples:",
            "  stint archive forget --older-than 365            finished more than a year ago",
            "  stint archive forget --tag client=acme           with this tag, hashed or not",
            "  stint archive forget --all --json"
        })
final class ArchiveForget implements Callable<Integer> {

    private final Console console = new Console();

    @Option(names = "--older-than", paramLabel = "DAYS", description = "finished more than so many days ago")
    private @Nullable Integer days;

    @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "with this tag; may be given again")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(names = "--all", description = "every study")
    private boolean all;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        if (all == (days != null || !tags.isEmpty())) {
            throw Refusal.usage(
                    "Say which studies are to be forgotten: --older-than DAYS, --tag NAME=VALUE, or --all alone.");
        }
        Long before = days == null
                ? null
                : (Long) (System.currentTimeMillis() - Duration.ofDays(days).toMillis());
        int gone = OpenArchive.with(archive -> archive.forget(new Forgetting(before, new LinkedHashMap<>(tags))));
        console.say(
                json
                        ? Json.object().with("forgotten", gone).text()
                        : "Forgot " + (gone == 1 ? "1 study." : gone + " studies."));
        return ExitCode.DONE;
    }
}
