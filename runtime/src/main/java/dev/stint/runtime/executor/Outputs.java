package dev.stint.runtime.executor;

import dev.stint.runtime.trial.LineParser;
import dev.stint.runtime.trial.Mode;
import dev.stint.runtime.trial.Word;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The three files that a process writes, read as words. */
final class Outputs {

    private final LineParser parser;
    private final Tail report;
    private final Tail stdout;
    private final Tail stderr;

    Outputs(LineParser parser, Path folder, Offsets from) {
        this.parser = parser;
        this.report = new Tail(folder.resolve(Layout.REPORT), from.report());
        this.stdout = new Tail(folder.resolve(Layout.STDOUT), from.stdout());
        this.stderr = new Tail(folder.resolve(Layout.STDERR), from.stderr());
    }

    /** Byte offsets in the three files. */
    record Offsets(long report, long stdout, long stderr) {
        static final Offsets START = new Offsets(0, 0, 0);
    }

    /** Where the unread lines begin. */
    Offsets offsets() {
        return new Offsets(report.position(), stdout.position(), stderr.position());
    }

    /** What is new, a bounded amount. */
    void poll(Mode mode, Consumer<Word> words) {
        report.poll(line -> parser.reported(line, mode).forEach(words));
        stdout.poll(line -> parser.printed(line, mode).forEach(words));
        stderr.poll(line -> parser.matched(line, mode).forEach(words));
    }

    /** All that is there. */
    void catchUp(Mode mode, Consumer<Word> words) {
        report.catchUp(line -> parser.reported(line, mode).forEach(words));
        stdout.catchUp(line -> parser.printed(line, mode).forEach(words));
        stderr.catchUp(line -> parser.matched(line, mode).forEach(words));
    }

    /** All that there will ever be. */
    void drain(Mode mode, Consumer<Word> words) {
        report.drain(line -> parser.reported(line, mode).forEach(words));
        stdout.drain(line -> parser.printed(line, mode).forEach(words));
        stderr.drain(line -> parser.matched(line, mode).forEach(words));
    }

    /** What is read from here on is kept in {@code folder} too; null for no more. */
    void copyTo(@Nullable Path folder) {
        report.copyTo(folder == null ? null : folder.resolve(Layout.REPORT));
        stdout.copyTo(folder == null ? null : folder.resolve(Layout.STDOUT));
        stderr.copyTo(folder == null ? null : folder.resolve(Layout.STDERR));
    }
}
