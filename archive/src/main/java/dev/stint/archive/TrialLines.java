package dev.stint.archive;

import dev.stint.engine.space.Config;
import dev.stint.runtime.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A study as JSON Lines: one line for the study with its space, then one for each trial with its curve. Loses nothing. */
public final class TrialLines {

    private static final String FORMAT = "trials/1";

    private TrialLines() {}

    public static String write(ArchivedStudy study) {
        StringBuilder text = new StringBuilder();
        text.append(header(study).text()).append('\n');
        for (ArchivedTrial trial : study.trials()) {
            text.append(line(trial).text()).append('\n');
        }
        return text.toString();
    }

    private static Json.Members header(ArchivedStudy study) {
        return Json.object()
                .with("stint", FORMAT)
                .with("study", study.name())
                .with("identity", study.identity())
                .with("origin", study.origin())
                .with("finished", study.finishedAt())
                .with("tags", study.tags())
                .with("metric", study.metric())
                .with("goal", StudyCodec.goal(study.goal()))
                .with("unit", study.unit())
                .with("full", study.full())
                .with("outcome", study.outcome())
                .with("verdict", StudyCodec.verdict(study.verdict()))
                .with("space", SpaceCodec.space(study.parameters()));
    }

    /** One trial, as its line has it. */
    public static Json.Members line(ArchivedTrial trial) {
        return Json.object()
                .with("trial", trial.number())
                .with("state", trial.state())
                .with("config", trial.config())
                .with(
                        "curve",
                        trial.curve().stream()
                                .map(r -> List.of(r.share(), r.value()))
                                .toList());
    }

    /**
     * The study that {@link #write} wrote.
     *
     * @throws ImportRefused if it did not
     */
    public static ArchivedStudy read(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        int number = 0;
        try {
            Tree header = header(lines);
            List<ArchivedParameter> parameters = SpaceCodec.space(header.text("space"));
            List<ArchivedTrial> trials = new ArrayList<>();
            for (number = 1; number < lines.size(); number++) {
                trials.add(trial(Tree.of(lines.get(number)), parameters));
            }
            return study(header, parameters, trials);
        } catch (Tree.Malformed | IllegalArgumentException e) {
            throw new ImportRefused("Line " + (number + 1) + " is not as Stint writes it: " + e.getMessage(), e);
        }
    }

    private static Tree header(List<String> lines) {
        Tree header = Tree.of(lines.isEmpty() ? "" : lines.getFirst());
        if (!FORMAT.equals(header.get("stint"))) {
            throw new Tree.Malformed("the first line lacks \"stint\":\"" + FORMAT + "\"");
        }
        return header;
    }

    private static ArchivedStudy study(Tree header, List<ArchivedParameter> parameters, List<ArchivedTrial> trials) {
        return new ArchivedStudy(
                header.text("identity"),
                header.text("study"),
                header.text("origin"),
                header.whole("finished"),
                StudyCodec.tags(Json.text(header.get("tags"))),
                header.text("metric"),
                StudyCodec.goal(header.text("goal")),
                header.text("unit"),
                header.whole("full"),
                parameters,
                header.text("outcome"),
                header.get("verdict") == null ? null : StudyCodec.verdict(header.text("verdict")),
                trials);
    }

    private static ArchivedTrial trial(Tree line, List<ArchivedParameter> parameters) {
        Tree config = Tree.of(line.get("config"));
        List<@Nullable Object> values = new ArrayList<>();
        parameters.forEach(p -> values.add(config.get(p.name())));
        Config read =
                SpaceCodec.config(parameters, Json.object().with("v", values).text());
        String curve = Json.object().with("r", line.get("curve")).text();
        return new ArchivedTrial((int) line.whole("trial"), read, line.text("state"), StudyCodec.curve(curve));
    }
}
