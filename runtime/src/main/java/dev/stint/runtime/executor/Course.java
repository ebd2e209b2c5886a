package dev.stint.runtime.executor;

import dev.stint.engine.history.End;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.study.Command;
import dev.stint.runtime.trial.LineParser;
import dev.stint.runtime.trial.Mode;
import dev.stint.runtime.trial.Word;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One assignment under way: its clock, its meter, its limits, and what it said. */
final class Course {

    private static final double METER_SECONDS = 1.5;
    private static final int NOTES = 100;
    private static final int DETAIL = 4_000;

    /** What it has written so far: its output, and lines from anywhere else, such as event files. */
    private record Written(Outputs.Offsets output, long lines) {}

    private final Assignment assignment;
    private final Path folder;
    private final Limits limits;
    private final Layout layout;
    private final LineParser parser;
    private final Teller teller;
    private final Room room;
    private final DeviceCheck check;
    private final @Nullable Board board;
    private boolean begun;
    private boolean gone;
    private long startNanos;
    private double metered;
    private long reached;
    private int notes;
    private String firstNote = "";
    private String excess = "";
    private List<String> devices = List.of();
    private final Silence silence;
    private long said;
    private Written written = new Written(Outputs.Offsets.START, 0);

    /**
     * Not started yet.
     *
     * @param folder of the attempt
     * @param board where it writes event files; null where none are read
     */
    Course(Assignment assignment, Path folder, Site site, @Nullable Board board) {
        this.assignment = assignment;
        this.folder = folder;
        this.limits = site.spec().limits();
        this.layout = site.layout();
        this.parser = site.parser();
        this.teller = site.teller();
        this.room = site.room();
        this.check = site.check();
        this.reached = assignment.from();
        this.board = board;
        this.silence = new Silence(limits.silenceSeconds(), site.pace());
    }

    int attempt() {
        return assignment.attempt();
    }

    Mode mode() {
        return Mode.of(assignment.task());
    }

    Path folder() {
        return folder;
    }

    boolean gone() {
        return gone;
    }

    /** Seconds since it was let go; 0 before. */
    double seconds() {
        return secondsAt(System.nanoTime());
    }

    double secondsAt(long nanos) {
        return gone ? Math.max(0, (nanos - startNanos) / 1e9) : 0;
    }

    void started(Group group, List<String> given, int worker, long reportFrom) {
        if (board != null) {
            board.begin(folder);
        }
        devices = given;
        teller.tell(new Command.Started(
                teller.now(), attempt(), assignment.run(), group.pid(), group.startTime(), given, worker, reportFrom));
        begun = true;
    }

    void notStarted(String detail) {
        layout.discardScratch(attempt());
        teller.tell(new Command.NotStarted(teller.now(), assignment.run(), cut(detail)));
    }

    void go() {
        gone = true;
        startNanos = System.nanoTime();
    }

    /** Hears what is new in its event files. */
    void readEvents() {
        if (board != null) {
            board.poll(this::hear);
        }
    }

    /** Hears all that its event files will ever say. */
    void readAllEvents() {
        if (board != null) {
            board.drain(this::hear);
        }
    }

    /** Passes on what is for the study, and notes what cannot be used. */
    void hear(Word word) {
        switch (word) {
            case Word.Said(Command.Line line) -> report(line);
            case Word.Ignored(String why) -> note(why);
            case Word.Ready ignored -> {}
            case Word.Done ignored -> {}
            case Word.Failed ignored -> {}
            case Word.Unsupported ignored -> {}
        }
    }

    private void report(Command.Line line) {
        if (line instanceof Command.Line.Metrics metrics) {
            reached = Math.max(reached, metrics.step());
        }
        said++;
        teller.tell(new Command.Report(teller.now(), attempt(), seconds(), line));
    }

    private void note(String why) {
        firstNote = firstNote.isEmpty() ? why : firstNote;
        notes++;
        if (notes <= NOTES) {
            try {
                Files.writeString(
                        folder.resolve(Layout.NOTES),
                        why + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException full) {
                notes = NOTES; // the first note is kept in memory
            }
        }
    }

    /**
     * Tells the time so far when that is due. Tells which limit is exceeded, or null.
     *
     * @param read how much of its output was read
     */
    Departure.@Nullable Reason meter(Group group, Outputs.Offsets read) {
        double seconds = seconds();
        Double most = limits.seconds();
        if (gone && most != null && seconds > most) {
            return Departure.Reason.TIME_LIMIT;
        }
        listen(read, seconds);
        if (!gone || seconds - metered < METER_SECONDS) {
            return null;
        }
        metered = seconds;
        teller.tell(new Command.Meter(teller.now(), attempt(), seconds));
        if (tooLarge(group)) {
            return Departure.Reason.MEMORY_LIMIT;
        }
        return hangs(seconds) ? Departure.Reason.SILENCE : null;
    }

    /** What a warm worker wrote before this assignment does not count. */
    void listenFrom(Outputs.Offsets read) {
        written = new Written(read, 0);
    }

    private void listen(Outputs.Offsets read, double seconds) {
        Written now = new Written(read, said);
        if (gone && !now.equals(written)) {
            silence.heard(seconds);
            written = now;
        }
    }

    private boolean hangs(double seconds) {
        boolean hangs = mode() == Mode.TRAIN
                && silence.tooLong(seconds, assignment.task().trains() && reached());
        excess = hangs ? "wrote nothing for " + Math.round(silence.since(seconds)) + " seconds" : excess;
        return hangs;
    }

    private boolean tooLarge(Group group) {
        Long most = limits.memoryBytes();
        long held = most == null ? 0 : group.memory();
        if (most == null || held <= most) {
            return false;
        }
        excess = "held " + held + " bytes, more than limits.memory: " + most;
        return true;
    }

    /** Whether the asked length was measured; true where no length is asked for. */
    boolean reached() {
        return !assignment.task().trains() || reached >= assignment.upTo();
    }

    /** Its end by the exit code of its process. */
    void exited(int code, Departure.@Nullable Reason departure, double seconds) {
        ended(Exit.end(assignment.task(), code, reached(), departure), seconds, Exit.words(code));
    }

    /** Tells its end, with what it said last where something went wrong. */
    void ended(End told, double seconds, String what) {
        layout.discardScratch(attempt());
        List<String> gone = told.failure() || told.retryable() ? check.gone(devices) : List.of();
        End end = gone.isEmpty() ? end(told, what) : End.INFRASTRUCTURE;
        String why = gone.isEmpty() ? what : "GPU " + String.join(", ", gone) + " is not there any more\n" + what;
        if (end == End.DONE && mode() == Mode.TRAIN) {
            silence.over(seconds);
        }
        teller.tell(new Command.Ended(teller.now(), attempt(), end, seconds, cut(detail(end, why))));
    }

    /** What the script's own code is taken for, with what it said and what the disk tells. */
    private End end(End told, String what) {
        if (told != End.USER) {
            return told;
        }
        boolean memory = OutOfMemory.saidIn(what) || OutOfMemory.saidIn(lastWords());
        return memory ? End.OOM : room.shortage() != null ? End.INFRASTRUCTURE : End.USER;
    }

    /** Tells an end for which its work is not to blame. Nothing of it is read any more: that may be what failed. */
    void broken(String what) {
        teller.broken(attempt(), assignment.run(), begun, seconds(), cut(what));
    }

    private String lastWords() {
        return LastWords.of(folder, parser);
    }

    private String detail(End end, String what) {
        String note = firstNote.isEmpty() ? "" : "ignored " + notes + " lines, the first: " + firstNote;
        return switch (end) {
            case DONE -> note;
            case STOPPED, INTERRUPTED -> "";
            case EARLY -> lines("ended at " + reached + " of " + assignment.upTo(), note, lastWords());
            case TIMEOUT -> lines("ran longer than limits.time: " + limits.seconds() + " seconds", note, "");
            case OOM, HUNG -> lines(excess.isEmpty() ? what : excess, note, lastWords());
            case UNSUPPORTED, USER, DIVERGED, INFRASTRUCTURE -> lines(what, note, lastWords());
        };
    }

    private static String lines(String... parts) {
        return String.join(
                "\n", List.of(parts).stream().filter(part -> !part.isEmpty()).toList());
    }

    private static String cut(String text) {
        return text.length() <= DETAIL ? text : text.substring(0, DETAIL);
    }
}
