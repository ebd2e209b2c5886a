package dev.stint.cli;

import dev.stint.cli.text.Words;
import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.History;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.runtime.json.Json;
import dev.stint.runtime.json.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a study is asked while another process runs it: one file a request in the study's inbox, complete as soon as
 * it is there.
 *
 * <p>{@code {"do":"try","values":{"lr":"0.001"}}} or {@code {"do":"extend","budget":8.0}}, the latter in the unit of
 * the study's budget.
 */
final class Requests {

    private static final String ENDING = ".json";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 50;

    private Requests() {}

    static String ofTry(Config config) {
        Map<String, String> values = new LinkedHashMap<>();
        config.values().forEach((name, value) -> values.put(name, value.text()));
        return Json.object().with("do", "try").with("values", values).text();
    }

    static String ofExtend(Amount budget) {
        return Json.object().with("do", "extend").with("budget", budget.value()).text();
    }

    /** Leaves a request, and waits a moment for it to be taken; whether it was. */
    static boolean leave(Path inbox, String request) {
        Path file = inbox.resolve(
                System.currentTimeMillis() + "-" + ProcessHandle.current().pid() + ENDING);
        try {
            Files.createDirectories(inbox);
            Path draft = Files.writeString(Path.of(file + ".draft"), request + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Refusal.usage("cannot leave a request in " + inbox + ": " + e.getMessage());
        }
        return taken(file);
    }

    private static boolean taken(Path file) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (Files.exists(file) && System.nanoTime() < deadline) {
                Thread.sleep(POLL_MILLIS); // the runner is another process: there is nothing to be notified by
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !Files.exists(file);
    }

    /** The requests that wait, in the order in which they were left. */
    static List<Path> waiting(Path inbox) {
        if (!Files.isDirectory(inbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(inbox)) {
            return files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Takes a request away and reads it; null where it is none or no longer legal. */
    static @Nullable Command take(Path file, History history, long now) {
        try {
            String text = Files.readString(file).strip();
            Files.delete(file);
            return Lines.read(text) instanceof Lines.Fields fields ? command(fields, history, now) : null;
        } catch (IOException gone) {
            return null;
        }
    }

    private static @Nullable Command command(Lines.Fields fields, History history, long now) {
        return switch (fields.text("do")) {
            case "try" -> tried(fields, history.spec(), now);
            case "extend" -> extended(fields, history.spec(), now);
            case null, default -> null;
        };
    }

    private static @Nullable Command tried(Lines.Fields fields, StudySpec spec, long now) {
        Lines.Fields values = fields.object("values");
        if (values == null) {
            return null;
        }
        Map<String, String> given = new LinkedHashMap<>();
        values.values().forEach((name, value) -> given.put(name, String.valueOf(value)));
        try {
            return new Command.Try(now, Given.config(spec.space(), given));
        } catch (Refusal notOfThisStudy) {
            return null;
        }
    }

    private static @Nullable Command extended(Lines.Fields fields, StudySpec spec, long now) {
        Double value = fields.real("budget");
        return value == null
                        || !Double.isFinite(value)
                        || value <= spec.budget().value()
                ? null
                : amend(spec, new Amount(value, spec.budget().unit()), now);
    }

    private static String text(Amount amount, StudySpec spec) {
        return Words.budget(amount, spec.fidelity().unit());
    }

    /** The command that gives a study another budget. */
    static Command.Amend amend(StudySpec spec, Amount budget, long now) {
        return new Command.Amend(
                now, spec.withBudget(budget), "budget: " + text(spec.budget(), spec) + " -> " + text(budget, spec));
    }
}
