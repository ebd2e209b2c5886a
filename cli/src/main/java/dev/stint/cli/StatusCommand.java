package dev.stint.cli;

import dev.stint.cli.text.Words;
import dev.stint.cli.watch.Standing;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunState;
import dev.stint.engine.insight.Outlook;
import dev.stint.engine.phase.proxy.ProxyPhase;
import dev.stint.engine.phase.proxy.ProxyStanding;
import dev.stint.engine.phase.refine.FixingWords;
import dev.stint.engine.phase.refine.Horizon;
import dev.stint.engine.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Says where a study stands, whether it runs or not.",
        footer = {"", "Examples:", "  stint status study.yaml", "  stint status study.yaml --json"})
final class StatusCommand implements Callable<Integer> {

    private final Console console = new Console();

    @Mixin
    private final Target target = new Target();

    @Option(
            names = "--json",
            description = "one JSON object with the fields of 'run --json', and what more budget would buy")
    private boolean json;

    @Override
    public Integer call() {
        Site site = target.site();
        History history = Books.require(site);
        if (json) {
            console.say(ResultJson.object(Report.of(history), site.report())
                    .with("outlook", InsightJson.outlook(Horizon.outlook(history)))
                    .text());
        } else {
            console.say(lines(site, history));
            console.say("");
            console.say(PlanTable.of(history));
        }
        return ExitCode.DONE;
    }

    private static List<String> lines(Site site, History history) {
        List<String> lines = new ArrayList<>();
        String unit = history.spec().fidelity().unit();
        lines.add(history.spec().name() + ": " + state(site, history.lifecycle()));
        lines.add("  spent    "
                + Words.part(history.ledger().spent(), history.spec().budget(), unit)
                + (history.ledger().reserved().isPositive()
                        ? ", " + history.ledger().reserved().number() + " promised"
                        : ""));
        Standing best = Standing.best(history);
        Standing control = Standing.control(history);
        lines.add("  best     "
                + (best == null
                        ? "nothing measured yet"
                        : best.text(unit) + "  "
                                + history.trial(best.trial()).config().text()));
        if (control != null) {
            lines.add("  control  " + control.text(unit));
        }
        lines.add("  trials   " + history.candidates().size() + runs(history));
        List<String> fixed = history.fixed();
        if (!fixed.isEmpty()) {
            lines.add("  fixed    " + FixingWords.of(fixed));
        }
        lines.addAll(proxies(history));
        lines.addAll(outlook(history));
        history.findings().forEach(f -> lines.add("  note     " + f.text()));
        return lines;
    }

    private static List<String> proxies(History history) {
        return history.started(ProxyPhase.NAME)
                ? history.spec().proxies().stream()
                        .map(p -> ProxyStanding.of(history, p))
                        .filter(ProxyStanding::asked)
                        .map(s -> "  proxy    " + Words.count(s.configs().size(), "training") + ": " + s.words())
                        .toList()
                : List.of();
    }

    /** What the rest of the budget would buy, or more of it once it is spent. */
    private static List<String> outlook(History history) {
        Outlook outlook = Horizon.outlook(history);
        if (outlook == null) {
            return List.of("  more     cannot tell yet what more budget would buy");
        }
        Outlook.Row first = outlook.rows().getFirst();
        Outlook.Row shown = first.rest() ? first : outlook.rows().getLast();
        String amount = Words.amount(shown.more(), history.spec().fidelity().unit());
        String stop = shown.verdict() == Outlook.Verdict.WORTH_LITTLE ? "stop: " : "";
        return List.of("  more     " + stop + (shown.rest() ? "the remaining " : "a further ") + amount + ": "
                + shown.says(outlook.metric()));
    }

    private static String state(Site site, Lifecycle lifecycle) {
        String runner = Runner.of(site.folder());
        String why = lifecycle.why().lines().findFirst().map(w -> ": " + w).orElse("");
        return switch (lifecycle.state()) {
            case OPEN -> runner == null ? "cut off; '" + site.onward() + "' goes on" : "runs now (" + runner + ")";
            case PAUSED -> "paused" + why;
            case CLOSED -> ResultJson.outcome(lifecycle) + why;
        };
    }

    private static String runs(History history) {
        Map<RunState, Integer> counts = new LinkedHashMap<>();
        history.candidates().stream()
                .flatMap(t -> t.runs().stream())
                .map(Run::state)
                .forEach(s -> counts.merge(s, 1, Integer::sum));
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(e -> e.getValue() + " "
                                + e.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", ", ": ", ""));
    }
}
