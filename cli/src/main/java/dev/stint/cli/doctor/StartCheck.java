package dev.stint.cli.doctor;

import dev.stint.engine.history.End;
import dev.stint.engine.spec.Command;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Does the command start, and end well? */
final class StartCheck implements Check {

    private static final String CHECK = "start";

    @Override
    public List<Finding> of(Evidence evidence) {
        Seen whole = evidence.whole();
        return List.of(finding(evidence, whole, whole.end()));
    }

    private static Finding finding(Evidence evidence, Seen whole, @Nullable End end) {
        if (end == null) {
            return Finding.problem(CHECK, "nothing could be started: " + whole.detail(), "");
        }
        return switch (end) {
            case DONE, EARLY, STOPPED, DIVERGED, INTERRUPTED -> Finding.ok(CHECK, started(evidence, whole));
            case UNSUPPORTED ->
                Finding.problem(
                        CHECK,
                        "the command exits with code 64, which says that it cannot train" + Say.quoted(whole.detail()),
                        "exit 64 only for a STINT_MODE that the script does not know; train is what it must know");
            case USER, INFRASTRUCTURE -> failed(whole, "fails with the defaults");
            case OOM -> failed(whole, "runs out of memory with the defaults");
            case TIMEOUT -> failed(whole, "takes longer than limits.time although it trains only a little");
            case HUNG -> failed(whole, "falls silent with the defaults, longer than limits.silence");
        };
    }

    private static Finding failed(Seen whole, String how) {
        return Finding.problem(
                CHECK,
                "the command " + how + Say.quoted(whole.detail()),
                "mend this first: a study would end with the same output");
    }

    private static String started(Evidence evidence, Seen whole) {
        Command command = Objects.requireNonNull(evidence.spec().command());
        String ready = evidence.spec().warm() ? "; a warm worker is ready after " + Say.seconds(whole.startUp()) : "";
        return words(command) + " runs in " + evidence.directory() + ready;
    }

    /** The program, and the script where that is the next word. */
    private static String words(Command command) {
        List<String> words = command.parts().stream()
                .flatMap(part -> part.words().stream())
                .limit(2)
                .toList();
        boolean script = words.size() > 1
                && !words.get(1).startsWith("-")
                && !words.get(1).contains("${");
        return words.getFirst() + (script ? " " + words.get(1) : "");
    }
}
