package dev.stint.runtime.drive;

import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.RunId;
import dev.stint.engine.study.Command;
import dev.stint.runtime.json.Lines;
import dev.stint.runtime.json.Lines.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a caller. A line that is wrong in any field says nothing at all. */
final class MessageReader {

    private static final Set<String> KNOWN = Set.of(
            "trial", "replicate", "metrics", "cost", "lr", "loss", "done", "failed", "class", "unsupported", "ask");

    private final String unit;

    /** @param unit the name of the study's step */
    MessageReader(String unit) {
        this.unit = unit;
    }

    Message read(String line) {
        return switch (Lines.read(line)) {
            case Lines.Garbage garbage -> new Message.Wrong("the line is no JSON object: " + garbage.why());
            case Fields fields -> message(fields);
        };
    }

    private Message message(Fields fields) {
        for (String name : fields.values().keySet()) {
            if (!KNOWN.contains(name) && !name.equals(unit)) {
                return new Message.Wrong("\"" + name + "\" is no field of a line; metrics belong inside \"metrics\"");
            }
        }
        return fields.has("ask") ? question(fields) : aboutRun(fields);
    }

    private static Message question(Fields fields) {
        return "best".equals(fields.text("ask"))
                ? new Message.BestAsked()
                : new Message.Wrong("\"ask\" knows \"best\" only");
    }

    private Message aboutRun(Fields fields) {
        Long trial = fields.whole("trial");
        Long replicate = fields.has("replicate") ? fields.whole("replicate") : (Long) 1L;
        if (trial == null || trial < History.SWEEP || trial > Integer.MAX_VALUE) {
            return new Message.Wrong("\"trial\" must be the number of an open trial, such as 7");
        }
        if (replicate == null || replicate < 1 || replicate > Integer.MAX_VALUE) {
            return new Message.Wrong("\"replicate\" must be a whole number from 1");
        }
        RunId run = new RunId((int) (long) trial, (int) (long) replicate);
        Message over = over(fields, run);
        return over != null ? over : news(fields, run);
    }

    private static @Nullable Message over(Fields fields, RunId run) {
        if (fields.has("failed")) {
            String why = fields.text("failed");
            End end = end(fields.has("class") ? fields.text("class") : "user");
            return end == null
                    ? new Message.Wrong("\"class\" must be user, oom, diverged, timeout or infrastructure")
                    : new Message.Over(run, end, why == null ? "the caller says that it failed" : why);
        }
        if (fields.has("unsupported")) {
            return new Message.Over(run, End.UNSUPPORTED, "");
        }
        if (!fields.has("done")) {
            return null;
        }
        return Boolean.TRUE.equals(fields.flag("done"))
                ? new Message.Over(run, End.DONE, "")
                : new Message.Wrong("\"done\" must be true");
    }

    private static @Nullable End end(@Nullable String name) {
        return switch (name) {
            case "user" -> End.USER;
            case "oom" -> End.OOM;
            case "diverged" -> End.DIVERGED;
            case "timeout" -> End.TIMEOUT;
            case "infrastructure" -> End.INFRASTRUCTURE;
            case null, default -> null;
        };
    }

    private Message news(Fields fields, RunId run) {
        List<Command.Line> lines = new ArrayList<>();
        String wrong = fields.has("lr") || fields.has("loss") ? sweep(fields, lines) : metrics(fields, lines);
        if (wrong == null && fields.has("cost")) {
            Double cost = fields.real("cost");
            if (cost == null || !Double.isFinite(cost) || cost < 0) {
                wrong = "\"cost\" must be what the order has cost so far, a number from 0";
            } else {
                lines.add(new Command.Line.Cost(cost));
            }
        }
        if (wrong != null) {
            return new Message.Wrong(wrong);
        }
        return lines.isEmpty()
                ? new Message.Wrong(
                        "the line says nothing: write \"metrics\" with \"" + unit + "\", \"done\" or \"failed\"")
                : new Message.News(run, lines);
    }

    private static @Nullable String sweep(Fields fields, List<Command.Line> lines) {
        Double lr = fields.real("lr");
        Double loss = fields.real("loss");
        if (lr == null || loss == null) {
            return "a point of the sweep needs \"lr\" and \"loss\", both numbers";
        }
        lines.add(new Command.Line.Lr(lr, loss));
        return null;
    }

    private @Nullable String metrics(Fields fields, List<Command.Line> lines) {
        Fields given = fields.object("metrics");
        if (given == null) {
            return fields.has("metrics") || fields.has(unit)
                    ? "\"metrics\" must be an object of numbers, such as {\"val_loss\": 0.5}"
                    : null;
        }
        SequencedMap<String, Double> metrics = given.reals();
        for (String name : given.values().keySet()) {
            if (!metrics.containsKey(name)) {
                return "metric \"" + name + "\" is no number";
            }
        }
        if (!fields.has(unit)) {
            lines.add(new Command.Line.Values(metrics));
            return null;
        }
        Long step = fields.whole(unit);
        if (step == null || step < 0) {
            return "\"" + unit + "\" must be a whole number from 0";
        }
        lines.add(new Command.Line.Metrics(step, metrics));
        lines.add(new Command.Line.Checkpoint(step)); // the caller keeps its states; going on begins at the last step
        return null;
    }
}
