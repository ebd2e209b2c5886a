package dev.stint.cli;

import dev.stint.archive.Archive;
import dev.stint.archive.ArchivedParameter;
import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ArchivedTrial;
import dev.stint.archive.Listed;
import dev.stint.archive.TrialLines;
import dev.stint.cli.text.Table;
import dev.stint.cli.text.Words;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.Objective.At;
import dev.stint.runtime.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows what the archive keeps of a study: everything that it keeps, with --json.",
        footer = {"", "Examples:", "  stint archive show 3", "  stint archive show resnet --json"})
final class ArchiveShow implements Callable<Integer> {

    private static final int BEST = 10;

    private final Console console = new Console();

    @Parameters(paramLabel = "STUDY", description = "its number in 'stint archive list', or its name")
    private String study = "";

    @Option(names = "--json", description = "one JSON object, with every trial and curve")
    private boolean json;

    @Override
    public Integer call() {
        List<String> lines = OpenArchive.with(this::lines);
        console.say(lines);
        return ExitCode.DONE;
    }

    private List<String> lines(Archive archive) {
        Listed listed = OpenArchive.named(archive, study);
        ArchivedStudy found = Objects.requireNonNull(archive.find(listed.id()), "it was listed");
        return json ? List.of(json(listed.id(), found)) : text(listed, found);
    }

    private static List<String> text(Listed listed, ArchivedStudy study) {
        List<String> lines = new ArrayList<>();
        lines.add(listed.title() + ": " + study.outcome() + " on " + ArchiveList.date(study.finishedAt()) + ", "
                + study.metric() + " " + goal(study) + "d, full length " + Words.count(study.full(), study.unit()));
        study.tags().forEach((name, value) -> lines.add("  tag  " + name + "=" + value));
        lines.add("");
        Table space = new Table("parameter", "role", "values", "default");
        study.parameters()
                .forEach(p -> space.row(
                        p.name(),
                        p.role().key(),
                        p.domain().describe(),
                        p.fallback().text()));
        lines.addAll(space.lines());
        lines.add("");
        lines.addAll(best(study));
        return lines;
    }

    private static List<String> best(ArchivedStudy study) {
        Objective objective = new Objective(study.metric(), study.goal(), At.LAST);
        List<ArchivedTrial> ranked = study.trials().stream()
                .filter(t -> t.last() != null)
                .sorted(Comparator.<ArchivedTrial>comparingDouble(t -> -share(t))
                        .thenComparingDouble(t -> -objective.score(value(t))))
                .toList();
        Table table = new Table(">trial", ">" + study.metric(), ">of full", "configuration");
        ranked.stream()
                .limit(BEST)
                .forEach(t -> table.row(
                        Integer.toString(t.number()),
                        Words.value(value(t)),
                        Math.round(100 * share(t)) + " %",
                        t.config().text()));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(
                "The longest trained and best of " + Words.count(study.trials().size(), "trial") + "; "
                        + (study.trials().size() - ranked.size()) + " failed.");
        return lines;
    }

    private static double share(ArchivedTrial trial) {
        ArchivedTrial.Reading last = trial.last();
        return last == null ? 0 : last.share();
    }

    private static double value(ArchivedTrial trial) {
        ArchivedTrial.Reading last = trial.last();
        return last == null ? Double.NaN : last.value();
    }

    private static String goal(ArchivedStudy study) {
        return study.goal().name().toLowerCase(Locale.ROOT);
    }

    private static String json(long id, ArchivedStudy study) {
        return Json.object()
                .with("number", id)
                .with("study", study.name())
                .with("from", study.origin())
                .with("outcome", study.outcome())
                .with("finished", study.finishedAt())
                .with("tags", study.tags())
                .with("metric", study.metric())
                .with("goal", goal(study))
                .with("unit", study.unit())
                .with("full", study.full())
                .with(
                        "parameters",
                        study.parameters().stream().map(ArchiveShow::parameter).toList())
                .with("verdict", verdict(study.verdict()))
                .with("trials", study.trials().stream().map(TrialLines::line).toList())
                .text();
    }

    private static Json.Members parameter(ArchivedParameter parameter) {
        return Json.object()
                .with("name", parameter.name())
                .with("role", parameter.role().key())
                .with("unit", parameter.unit())
                .with("values", parameter.domain().describe())
                .with("default", parameter.fallback());
    }

    private static Json.@Nullable Members verdict(ArchivedStudy.@Nullable Verdict verdict) {
        return verdict == null
                ? null
                : Json.object()
                        .with("trial", verdict.trial())
                        .with("mean", verdict.value())
                        .with("low", verdict.low())
                        .with("high", verdict.high())
                        .with("seeds", verdict.seeds())
                        .with("control", verdict.control());
    }
}
