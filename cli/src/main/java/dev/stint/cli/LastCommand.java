package dev.stint.cli;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Trial;
import dev.stint.engine.spec.Command;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Study;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.executor.LocalExecutor;
import dev.stint.runtime.trial.CommandLine;
import dev.stint.runtime.trial.Job;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command that an attempt was, as it can be pasted into a shell. */
final class LastCommand {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    private LastCommand() {}

    /** One line, or null where a caller trains and there is no command. */
    static @Nullable String of(Site site, History history, Attempt attempt) {
        Command command = history.spec().command();
        return command == null ? null : quoted(words(command, job(site, history, attempt), history.spec()));
    }

    private static List<String> words(Command command, Job job, StudySpec spec) {
        return spec.warm() ? CommandLine.ofWorker(command) : CommandLine.of(command, job);
    }

    private static Job job(Site site, History history, Attempt attempt) {
        Trial trial = history.trial(attempt.run().trial());
        Assignment assignment = new Assignment(
                attempt.number(),
                attempt.run(),
                history.spec().given(trial.config(), trial.proxy()),
                attempt.task(),
                Study.trainingSeed(history, attempt.run()),
                attempt.from(),
                attempt.upTo(),
                history.fullLength(trial));
        return assignment.job(history.spec(), LocalExecutor.checkpoints(site.folder(), attempt.run()));
    }

    private static String quoted(List<String> words) {
        return words.stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
