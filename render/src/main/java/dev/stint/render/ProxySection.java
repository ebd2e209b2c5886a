package dev.stint.render;

import dev.stint.engine.insight.CarriedOver;
import dev.stint.engine.insight.ProxyVerdict;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.ProxyRow;
import dev.stint.render.Block.Cell;
import dev.stint.render.Block.Column;
import dev.stint.render.Block.Para;
import dev.stint.render.Block.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the stand-ins said, whether they were right, and in which parameters. */
final class ProxySection {

    private static final String KEY =
            "A dot is a configuration that both trained; a proxy that ranks as the training does puts them along a"
                    + " rising curve.";

    private static final String MEANING =
            "A parameter carries over when the value that the proxy likes is better than an average one for the"
                    + " training too, and turns when it is worse, each for sure; with so few pairs most parameters stay"
                    + " open.";

    private ProxySection() {}

    static Section of(Report report) {
        List<Block> blocks = new ArrayList<>();
        if (!report.proxies().isEmpty()) {
            blocks.add(new Block.Chart("proxies", "Proxy and training", says(report), KEY));
            report.proxies().stream()
                    .filter(p ->
                            p.verdict() != null && !p.verdict().parameters().isEmpty())
                    .forEach(p -> blocks.add(table(p.verdict())));
            blocks.add(new Para(Tone.QUIET, MEANING));
        }
        return new Section("proxies", "What the proxies were worth", blocks);
    }

    private static String says(Report report) {
        return report.proxies().stream().map(p -> says(report, p)).collect(Collectors.joining(" "));
    }

    private static String says(Report report, ProxyRow proxy) {
        ProxyVerdict verdict = proxy.verdict();
        String unit = report.fidelityUnit();
        String judged = verdict == null ? "Nothing is compared with " + proxy.name() + " yet." : verdict.sentence(unit);
        String heard = proxy.heard() ? " The search listened to it" : " The search did not listen to it";
        return judged + heard + "; " + Numbers.count(proxy.trainings(), "training") + " of "
                + Numbers.count(proxy.length(), unit) + " cost " + Numbers.amount(proxy.cost()) + ".";
    }

    private static Block table(ProxyVerdict verdict) {
        List<Column> columns = List.of(
                Column.text("parameter"),
                Column.number("its favourite is better than an average value"),
                Column.text("verdict"));
        List<List<Cell>> rows =
                verdict.parameters().stream().map(ProxySection::row).toList();
        return new Block.Table(
                "proxy-" + verdict.proxy(), "What carries over from " + verdict.proxy(), columns, rows, false);
    }

    private static Cell favourite(double probability) {
        return Double.isNaN(probability)
                ? Cell.of("no clear favourite")
                : new Cell(Numbers.percent(probability), probability);
    }

    private static List<Cell> row(CarriedOver parameter) {
        return List.of(
                Cell.of(parameter.parameter()),
                favourite(parameter.probability()),
                Cell.of(
                        switch (parameter.verdict()) {
                            case CARRIES_OVER -> "carries over";
                            case TURNS -> "turns";
                            case CANNOT_TELL -> "cannot tell";
                        }));
    }
}
