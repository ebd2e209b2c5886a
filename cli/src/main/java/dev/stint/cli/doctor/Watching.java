package dev.stint.cli.doctor;

import dev.stint.engine.history.End;
import dev.stint.engine.history.Task;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Command.Line;
import dev.stint.runtime.executor.Assignment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches one attempt from its start to its end, and tells when it should leave. */
final class Watching {

    /**
     * When an attempt is asked to leave.
     *
     * @param seconds after its start at the latest; infinite for never
     * @param atFirstLine whether as soon as it says something
     */
    record Patience(double seconds, boolean atFirstLine) {
        static final Patience ENDLESS = new Patience(Double.POSITIVE_INFINITY, false);
    }

    private final Assignment asked;
    private final Patience patience;
    private final List<Seen.Heard> heard = new ArrayList<>();
    private List<String> devices = List.of();
    private long goneNanos;
    private double startUp;
    private @Nullable Double stopAt;
    private double stopTook;
    private boolean overshot;
    private @Nullable End end;
    private String detail = "";
    private double seconds;
    private boolean over;

    Watching(Assignment asked, Patience patience) {
        this.asked = asked;
        this.patience = patience;
    }

    boolean over() {
        return over;
    }

    /** It was let go. */
    void gone() {
        goneNanos = System.nanoTime();
    }

    /** Takes what the executor tells. */
    void take(Command command) {
        switch (command) {
            case Command.WorkerReady ready -> startUp += ready.seconds();
            case Command.Report report -> heard.add(new Seen.Heard(report.seconds(), report.line()));
            case Command.NotStarted not -> {
                detail = not.detail();
                over = true;
            }
            case Command.Ended ended -> ended(ended);
            case Command.Started started -> devices = started.devices();
            case Command.Meter ignored -> {}
            case Command.Ask ignored -> {}
            case Command.Tick ignored -> {}
            case Command.Pause pause -> paused(pause.why());
            case Command.CheckpointsLost ignored -> {}
            case Command.Stored ignored -> {}
            case Command.Noticed ignored -> {}
            case Command.Resume ignored -> {}
            case Command.Amend ignored -> {}
            case Command.Try ignored -> {}
        }
    }

    /** A disk that fills up ends nothing here: what runs is short. */
    private void paused(String why) {
        if (why.equals(Command.Pause.INTERRUPTED)) {
            throw new Interrupted();
        }
        if (goneNanos == 0) {
            detail = why;
            over = true;
        }
    }

    private void ended(Command.Ended ended) {
        end = ended.end();
        detail = ended.detail();
        seconds = ended.seconds();
        stopTook = stopAt == null ? 0 : since() - stopAt;
        over = true;
    }

    /** Whether it should be asked to leave now; true once. */
    boolean enough() {
        overshot |= asked.task() instanceof Task.Full && reached() > asked.upTo();
        boolean enough = overshot || since() > patience.seconds() || (patience.atFirstLine() && reached() > 0);
        if (!enough || stopAt != null || goneNanos == 0 || over) {
            return false;
        }
        stopAt = since();
        return true;
    }

    private long reached() {
        return heard.stream()
                .map(Seen.Heard::line)
                .mapToLong(line -> line instanceof Line.Metrics metrics ? metrics.step() : 0)
                .max()
                .orElse(0);
    }

    private double since() {
        return goneNanos == 0 ? 0 : (System.nanoTime() - goneNanos) / 1e9;
    }

    /** @param saved whether there is a checkpoint now */
    Seen seen(boolean saved) {
        Seen.Stop stop = stopAt == null ? null : new Seen.Stop(stopAt, stopTook);
        return new Seen(
                asked.from(), asked.upTo(), devices, heard, end, detail, seconds, startUp, stop, overshot, saved);
    }
}
