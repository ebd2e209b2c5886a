package dev.stint.runtime.executor;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.study.Command;
import dev.stint.runtime.tensorboard.EventFolder;
import dev.stint.runtime.trial.Mode;
import dev.stint.runtime.trial.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Takes over what an earlier Stint left: ends its groups, reads what nobody read, dates the ends. */
final class Recovery {

    private static final long POLL_MILLIS = 50;
    private static final double UNKILLABLE_SECONDS = 2;

    private final Site site;

    Recovery(Site site) {
        this.site = site;
    }

    void run(List<Attempt> unfinished) {
        Map<Integer, Long> endedNow = endGroups(unfinished);
        for (Attempt attempt : unfinished) {
            Path folder = folder(attempt);
            long end = endedNow.getOrDefault(attempt.number(), knownEnd(attempt, folder));
            double seconds = Math.max(attempt.seconds(), Math.max(0, (end - attempt.startedAt()) / 1e3));
            String trouble = "";
            try {
                tellLines(attempt, folder, seconds);
            } catch (Throwable fault) {
                trouble = Faults.words(fault); // its end is told all the same: the study waits for that
            }
            Command.Ended ended =
                    new Command.Ended(site.teller().now(), attempt.number(), End.INTERRUPTED, seconds, trouble);
            site.teller().tell(ended);
            site.layout().discardScratch(attempt.number());
        }
    }

    /** Ends the groups that still run, all at once. Tells when each that ran was ended, by attempt. */
    private Map<Integer, Long> endGroups(List<Attempt> unfinished) {
        List<Attempt> running = unfinished.stream().filter(this::runs).toList();
        running.forEach(attempt -> Group.signal("TERM", attempt.pid(), true));
        await(running, site.grace());
        running.stream().filter(this::runs).forEach(attempt -> Group.signal("KILL", attempt.pid(), true));
        await(running, UNKILLABLE_SECONDS);
        Map<Integer, Long> ended = new LinkedHashMap<>();
        running.forEach(attempt -> ended.put(attempt.number(), site.teller().now()));
        return ended;
    }

    private void await(List<Attempt> running, double seconds) {
        long deadline = System.nanoTime() + (long) (seconds * 1e9);
        while (running.stream().anyMatch(this::runs) && System.nanoTime() < deadline) {
            pause();
        }
    }

    /** Whether this is surely ours: pid and start time agree, and the process was given this attempt of this study. */
    private boolean runs(Attempt attempt) {
        List<Long> members = attempt.pid() > 1 ? Resident.members(attempt.pid()) : List.of();
        boolean leads = members.contains(attempt.pid());
        if (leads) {
            return Resident.startTime(attempt.pid()).equals(attempt.startTime()) && given(attempt, attempt.pid());
        }
        return members.stream().anyMatch(member -> given(attempt, member));
    }

    private boolean given(Attempt attempt, long pid) {
        Map<String, String> environment = Resident.environment(pid);
        return environment != null
                && folder(attempt).resolve(Layout.REPORT).toString().equals(environment.get("STINT_REPORT"))
                && (attempt.worker() > 0
                        || Integer.toString(attempt.number()).equals(environment.get("STINT_ATTEMPT")));
    }

    private Path folder(Attempt attempt) {
        return attempt.worker() > 0
                ? site.layout().worker(attempt.worker())
                : site.layout().attempt(attempt.number());
    }

    /** When Stint died, as the watcher wrote it, or when the attempt last wrote something: the later; in milliseconds. */
    private long knownEnd(Attempt attempt, Path folder) {
        long end = Math.max(attempt.startedAt(), died());
        for (String name : List.of(Layout.REPORT, Layout.STDOUT, Layout.STDERR)) {
            end = Math.max(end, written(folder.resolve(name)));
        }
        return Math.min(end, site.teller().now());
    }

    private long died() {
        try {
            return Long.parseLong(
                    Files.readString(site.layout().study().resolve("died")).strip());
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
    }

    private static long written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException missing) {
            return 0;
        }
    }

    /** All lines since its start. Nobody saw when the unread ones came: they are spread evenly over the time since the last known one. */
    private void tellLines(Attempt attempt, Path folder, double seconds) {
        Mode mode = Mode.of(attempt.task());
        List<Command.Line> lines = new ArrayList<>();
        Consumer<Word> keep = word -> {
            if (word instanceof Word.Said(Command.Line line)) {
                lines.add(line);
            }
        };
        new Outputs(site.parser(), folder, offsets(attempt)).drain(mode, keep);
        EventFolder events = Board.left(site.layout().attempt(attempt.number()), mode, site.spec());
        if (events != null) {
            events.drain(keep);
        }
        int unread = Math.max(1, lines.size() - attempt.lines());
        double known = Double.isNaN(attempt.lastStepSeconds()) ? 0 : Math.min(attempt.lastStepSeconds(), seconds);
        for (int i = 0; i < lines.size(); i++) {
            double share = Math.clamp((i + 1.0 - (lines.size() - unread)) / unread, 0, 1);
            double at = known + share * (seconds - known);
            site.teller().tell(new Command.Report(site.teller().now(), attempt.number(), at, lines.get(i)));
        }
    }

    private Outputs.Offsets offsets(Attempt attempt) {
        if (attempt.worker() == 0) {
            return Outputs.Offsets.START;
        }
        try {
            Path file = site.layout().attempt(attempt.number()).resolve(Layout.OFFSETS);
            List<String> parts = List.of(Files.readString(file).strip().split(" "));
            return new Outputs.Offsets(
                    attempt.reportFrom(), Long.parseLong(parts.get(0)), Long.parseLong(parts.get(1)));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException unknown) {
            return new Outputs.Offsets(attempt.reportFrom(), Long.MAX_VALUE, Long.MAX_VALUE);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
