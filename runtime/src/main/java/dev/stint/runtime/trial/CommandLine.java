package dev.stint.runtime.trial;

import dev.stint.engine.history.Task;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The words of the training command with values in place of {@code ${name}}. Each word stays one argument: no shell reads them.
 *
 * <p>Two dollar signs before a brace stand for one, so that no value is put in. A group of words vanishes when one of its placeholders has no value.
 */
public final class CommandLine {

    private CommandLine() {}

    /**
     * The command of one attempt.
     *
     * @throws IllegalArgumentException if a word outside a group mentions something without a value
     */
    public static List<String> of(Command command, Job job) {
        return words(
                command,
                name -> value(name, job),
                name -> "command: ${" + name + "} has no value in trial "
                        + job.run().trial() + ": the space has no such parameter, or it is inactive there. "
                        + "Put the words that need it in an inner list, such as [--" + name + ", \"${" + name
                        + "}\"].");
    }

    /**
     * The command that starts a warm worker, which has no values yet.
     *
     * @throws IllegalArgumentException if a word outside a group has a placeholder
     */
    public static List<String> ofWorker(Command command) {
        return words(
                command,
                name -> null,
                name -> "command: ${" + name
                        + "} has no value when a warm worker starts. With workers: warm, values come with each"
                        + " assignment on stdin; remove the placeholder, or remove workers: warm.");
    }

    /**
     * One text of the study file with the values of an attempt.
     *
     * @param key where it stands
     * @throws IllegalArgumentException if it mentions something without a value
     */
    public static String text(String key, String text, Job job) {
        try {
            return expand(text, name -> value(name, job));
        } catch (NoValue missing) {
            throw new IllegalArgumentException(
                    key + ": ${" + missing.name + "} has no value in trial "
                            + job.run().trial(),
                    missing);
        }
    }

    /** The names that a command mentions, in order, some more than once. */
    public static List<String> mentioned(Command command) {
        List<String> names = new ArrayList<>();
        for (Command.Part part : command.parts()) {
            for (String word : part.words()) {
                expand(word, name -> {
                    names.add(name);
                    return "";
                });
            }
        }
        return List.copyOf(names);
    }

    private static List<String> words(Command command, Values values, UnaryOperator<String> complaint) {
        List<String> words = new ArrayList<>();
        for (Command.Part part : command.parts()) {
            try {
                words.addAll(
                        part.words().stream().map(word -> expand(word, values)).toList());
            } catch (NoValue missing) {
                if (!part.group()) {
                    throw new IllegalArgumentException(complaint.apply(missing.name), missing);
                }
            }
        }
        return List.copyOf(words);
    }

    private static String expand(String word, Values values) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < word.length()) {
            int end = word.indexOf('}', at);
            if (word.startsWith("$${", at)) {
                out.append("${");
                at += 3;
            } else if (word.startsWith("${", at) && end > 0) {
                out.append(values.require(word.substring(at + 2, end)));
                at = end + 1;
            } else {
                out.append(word.charAt(at++));
            }
        }
        return out.toString();
    }

    private static @Nullable String value(String name, Job job) {
        return switch (name) {
            case "seed" -> Integer.toString(job.seed());
            case "from" -> Long.toString(job.from());
            case "until" -> Long.toString(job.until());
            case "full" -> Long.toString(job.full());
            case "checkpoint_dir" -> job.checkpoints().toString();
            case "mode" -> job.mode().key();
            case "proxy" -> job.task() instanceof Task.Proxy(String proxy) ? proxy : null;
            default -> {
                Value value = job.config().get(name);
                yield value == null ? null : value.text();
            }
        };
    }

    private interface Values {
        @Nullable
        String of(String name);

        default String require(String name) {
            String value = of(name);
            if (value == null) {
                throw new NoValue(name);
            }
            return value;
        }
    }

    private static final class NoValue extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String name;

        NoValue(String name) {
            super(name);
            this.name = name;
        }
    }
}
