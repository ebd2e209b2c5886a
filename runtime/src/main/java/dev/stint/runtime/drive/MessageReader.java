package dev.stint.runtime.drive;

import dev.stint.engine.history.End;
import dev.stint.engine.history.RunId;
import dev.stint.engine.study.Command;
import dev.stint.runtime.caller.Said;
import dev.stint.runtime.caller.Wrong;
import dev.stint.runtime.json.LineFeed;
import dev.stint.runtime.json.Lines;
import dev.stint.runtime.json.Lines.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a caller. A line that is wrong in any field says nothing at all. */
final class MessageReader {

    private static final List<String> KNOWN = List.of(
            "trial", "replicate", "metrics", "cost", "lr", "loss", "done", "failed", "class", "unsupported", "ask");

    private static final char REPLACED = '\uFFFD';

    /** Ends the reading of a line at its first fault. */
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Wrong wrong;

        Fault(String field, String why) {
            super(why, null, false, false);
            this.wrong = new Wrong(field, why);
        }
    }

    private final String unit;

    /** @param unit the name of the study's step */
    MessageReader(String unit) {
        this.unit = unit;
    }

    Message read(String line) {
        try {
            return message(fields(line));
        } catch (Fault fault) {
            return new Message.Malformed(fault.wrong);
        }
    }

    private static Fields fields(String line) throws Fault {
        if (line.equals(LineFeed.TOO_LONG)) {
            throw new Fault("", "a line of more than 1 MiB was not read");
        }
        if (line.indexOf(REPLACED) >= 0) {
            throw new Fault("", "the line is not UTF-8");
        }
        return switch (Lines.read(line)) {
            case Lines.Garbage garbage -> throw new Fault("", "the line is no JSON object: " + garbage.why());
            case Fields fields -> fields;
        };
    }

    private Message message(Fields fields) throws Fault {
        for (String name : fields.values().keySet()) {
            if (!KNOWN.contains(name) && !name.equals(unit)) {
                throw new Fault(
                        name,
                        "no field of a line; metrics belong inside \"metrics\", and the step is \"" + unit + "\"");
            }
        }
        return fields.has("ask") ? question(fields) : new Message.About(run(fields), said(fields));
    }

    private static Message question(Fields fields) throws Fault {
        if (!"best".equals(fields.text("ask"))) {
            throw new Fault("ask", "the only question is \"best\"");
        }
        if (fields.values().size() > 1) {
            throw new Fault("ask", "stands on a line of its own");
        }
        return new Message.BestAsked();
    }

    private static RunId run(Fields fields) throws Fault {
        Long replicate = fields.has("replicate") ? number(fields, "replicate", 1) : (Long) 1L;
        return new RunId(Math.toIntExact(number(fields, "trial", 0)), Math.toIntExact(replicate));
    }

    private static long number(Fields fields, String name, long least) throws Fault {
        Long number = fields.whole(name);
        if (number == null || number < least || number > Integer.MAX_VALUE) {
            throw new Fault(name, (fields.has(name) ? "not" : "missing;") + " a whole number from " + least);
        }
        return number;
    }

    private Said said(Fields fields) throws Fault {
        Command.Line line = line(fields);
        Double cost = cost(fields);
        End end = end(fields);
        if (line == null && cost == null && end == null) {
            throw new Fault(unit, "missing, with \"metrics\"; or else \"done\" or \"failed\": the line says nothing");
        }
        String why = fields.text("failed");
        return new Said(line, cost, end, why == null ? "" : why);
    }

    private Command.@Nullable Line line(Fields fields) throws Fault {
        if (fields.has("lr") || fields.has("loss")) {
            return new Command.Line.Lr(real(fields, "lr"), real(fields, "loss"));
        }
        if (!fields.has(unit)) {
            return fields.has("metrics") ? new Command.Line.Values(metrics(fields)) : null;
        }
        return new Command.Line.Metrics(
                number(fields, unit, 1), fields.has("metrics") ? metrics(fields) : new LinkedHashMap<>());
    }

    private static double real(Fields fields, String name) throws Fault {
        Double number = fields.real(name);
        if (number == null) {
            throw new Fault(name, (fields.has(name) ? "no" : "missing; expected a") + " number");
        }
        return number;
    }

    private static SequencedMap<String, Double> metrics(Fields fields) throws Fault {
        Fields given = fields.object("metrics");
        if (given == null) {
            throw new Fault("metrics", "not an object of numbers, such as {\"val_loss\": 0.5}");
        }
        SequencedMap<String, Double> metrics = given.reals();
        for (String name : given.values().keySet()) {
            if (!metrics.containsKey(name)) {
                throw new Fault("metrics." + name, "no number");
            }
        }
        return metrics;
    }

    private static @Nullable Double cost(Fields fields) throws Fault {
        return fields.has("cost") ? (Double) real(fields, "cost") : null;
    }

    private static @Nullable End end(Fields fields) throws Fault {
        End end = null;
        for (String name : List.of("done", "unsupported", "failed")) {
            if (fields.has(name)) {
                if (end != null) {
                    throw new Fault(name, "an order ends in one way only: done, failed or unsupported");
                }
                end = end(fields, name);
            }
        }
        if (fields.has("class") && !fields.has("failed")) {
            throw new Fault("class", "stands beside \"failed\" only");
        }
        return end;
    }

    private static End end(Fields fields, String name) throws Fault {
        if (name.equals("failed")) {
            if (fields.text(name) == null) {
                throw new Fault(name, "not a text; expected what went wrong, in words");
            }
            return fields.has("class") ? named(fields) : End.USER;
        }
        if (!Boolean.TRUE.equals(fields.flag(name))) {
            throw new Fault(name, "can only be true");
        }
        return name.equals("done") ? End.DONE : End.UNSUPPORTED;
    }

    private static End named(Fields fields) throws Fault {
        return switch (fields.text("class")) {
            case "user" -> End.USER;
            case "oom" -> End.OOM;
            case "diverged" -> End.DIVERGED;
            case "timeout" -> End.TIMEOUT;
            case "infrastructure" -> End.INFRASTRUCTURE;
            case null, default -> throw new Fault("class", "not user, oom, diverged, timeout or infrastructure");
        };
    }
}
