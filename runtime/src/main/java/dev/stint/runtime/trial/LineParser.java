package dev.stint.runtime.trial;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.runtime.file.Expression;
import dev.stint.runtime.json.Lines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a script: JSON objects in its report file, the same behind {@code STINT } on stdout, and whatever the study's
 * regular expressions find in its output. No line makes it throw.
 */
public final class LineParser {

    private static final String PREFIX = "STINT ";
    private static final int MATCHED_CHARS = 4_000;
    private static final Set<String> RESERVED =
            Set.of("checkpoint", "from", "cost", "ready", "done", "failed", "unsupported");

    private final String unit;
    private final List<Pattern> patterns;

    /** @throws IllegalArgumentException if a regular expression is none, or has no named group */
    public LineParser(StudySpec spec) {
        this.unit = spec.fidelity().unit();
        this.patterns =
                spec.metrics().regex().stream().map(LineParser::compiled).toList();
    }

    /** Whether anything but the report file and marked lines of stdout is read. */
    public boolean readsPlainOutput() {
        return !patterns.isEmpty();
    }

    /** What a line of the report file says; empty for a blank line. */
    public List<Word> reported(String line, Mode mode) {
        if (line.isBlank()) {
            return List.of();
        }
        return switch (Lines.read(line)) {
            case Lines.Fields fields -> words(fields.values(), mode);
            case Lines.Garbage ignored -> List.of(new Word.Ignored("a line is no JSON object"));
        };
    }

    /** What a line of stdout says; empty for most. */
    public List<Word> printed(String line, Mode mode) {
        return line.startsWith(PREFIX) ? reported(line.substring(PREFIX.length()), mode) : afterOther(line, mode);
    }

    /** Behind text that has no line end of its own: a progress bar, or the rank that a launcher of several processes writes first. */
    private List<Word> afterOther(String line, Mode mode) {
        int mark = line.lastIndexOf(PREFIX + "{");
        String rest = mark < 0 ? "" : line.substring(mark + PREFIX.length());
        return !rest.isEmpty() && Lines.read(rest) instanceof Lines.Fields fields
                ? words(fields.values(), mode)
                : matched(line, mode);
    }

    /** What the regular expressions find in a line of output; empty for most. */
    public List<Word> matched(String line, Mode mode) {
        if (patterns.isEmpty() || line.isBlank()) {
            return List.of();
        }
        String head = line.length() > MATCHED_CHARS ? line.substring(0, MATCHED_CHARS) : line;
        SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(head);
            if (matcher.find()) {
                groups(pattern).forEach(name -> fields.put(name, matcher.group(name)));
            }
        }
        return fields.isEmpty() ? List.of() : words(fields, mode);
    }

    private List<Word> words(SequencedMap<String, @Nullable Object> fields, Mode mode) {
        List<Word> words = new ArrayList<>();
        if (Boolean.TRUE.equals(fields.get("ready"))) {
            words.add(new Word.Ready());
        }
        addStep(words, fields.get("from"), Command.Line.From::new);
        addMetrics(words, fields, mode);
        addStep(words, fields.get("checkpoint"), Command.Line.Checkpoint::new);
        Double cost = Numbers.real(fields.get("cost"));
        if (cost != null && Double.isFinite(cost) && cost >= 0) {
            words.add(new Word.Said(new Command.Line.Cost(cost)));
        }
        addVerdict(words, fields);
        return words.isEmpty() ? List.of(new Word.Ignored("a line says nothing that Stint knows")) : words;
    }

    private void addMetrics(List<Word> words, SequencedMap<String, @Nullable Object> fields, Mode mode) {
        SequencedMap<String, Double> metrics = metrics(fields);
        if (metrics.isEmpty()) {
            return;
        }
        switch (mode) {
            case TRAIN -> words.add(measured(fields.get(unit), metrics));
            case LR_RANGE -> words.add(swept(metrics));
            case EVALUATE -> words.add(new Word.Said(new Command.Line.Values(metrics)));
        }
    }

    private Word measured(@Nullable Object value, SequencedMap<String, Double> metrics) {
        Long step = Numbers.step(value);
        if (step == null) {
            return new Word.Ignored(
                    value == null
                            ? "metrics without \"" + unit + "\": a line needs its step, such as {\"" + unit
                                    + "\": 3, ...}"
                            : "metrics whose \"" + unit + "\" is no whole number from 0: " + value);
        }
        return new Word.Said(new Command.Line.Metrics(step, metrics));
    }

    private static Word swept(SequencedMap<String, Double> metrics) {
        Double lr = metrics.get("lr");
        Double loss = metrics.get("loss");
        return lr == null || loss == null
                ? new Word.Ignored("a line of the learning-rate sweep needs \"lr\" and \"loss\"")
                : new Word.Said(new Command.Line.Lr(lr, loss));
    }

    private SequencedMap<String, Double> metrics(SequencedMap<String, @Nullable Object> fields) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            Double number = Numbers.real(value);
            if (number != null && !name.equals(unit) && !RESERVED.contains(name)) {
                metrics.put(name, number);
            }
        });
        return metrics;
    }

    private static void addStep(
            List<Word> words, @Nullable Object value, java.util.function.LongFunction<Command.Line> of) {
        Long step = Numbers.step(value);
        if (step != null) {
            words.add(new Word.Said(of.apply(step)));
        }
    }

    private static void addVerdict(List<Word> words, SequencedMap<String, @Nullable Object> fields) {
        Object failed = fields.get("failed");
        if (failed != null && !Boolean.FALSE.equals(failed)) {
            words.add(new Word.Failed(failed instanceof String text ? text : ""));
        } else if (Boolean.TRUE.equals(fields.get("unsupported"))) {
            words.add(new Word.Unsupported());
        } else if (Boolean.TRUE.equals(fields.get("done"))) {
            words.add(new Word.Done());
        }
    }

    private static Collection<String> groups(Pattern pattern) {
        return new TreeSet<>(pattern.namedGroups().keySet());
    }

    private static Pattern compiled(String regex) {
        Expression.Problem problem = Expression.problem(regex);
        if (problem != null) {
            throw new IllegalArgumentException(
                    "metrics.regex: \"" + regex + "\" " + problem.what() + "; " + problem.remedy());
        }
        return Pattern.compile(regex);
    }
}
