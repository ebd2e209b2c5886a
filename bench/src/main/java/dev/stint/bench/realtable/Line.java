package dev.stint.bench.realtable;

import dev.stint.bench.realtable.Curve.Epoch;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One training as a line of a table: row, seed, the configuration, and four columns with a figure for each epoch. */
record Line(int row, int seed, Config config, Curve curve) {

    private static final int COLUMNS = 4;

    /** The names of the fields. */
    static String head(Problem problem) {
        String names =
                problem.space().parameters().stream().map(Parameter::name).collect(Collectors.joining(","));
        return "row,seed," + names + ",val_loss,val_wrong,test_wrong,ms";
    }

    /** Losses have five digits, times tenths of a millisecond. */
    String text() {
        String values = config.values().values().stream().map(Value::text).collect(Collectors.joining(","));
        return String.join(
                ",",
                row + "," + seed,
                values,
                column(e -> new BigDecimal(e.loss()).round(new MathContext(5)).toString()),
                column(e -> Integer.toString(e.wrong())),
                column(e -> Integer.toString(e.testWrong())),
                column(e -> String.format(Locale.ROOT, "%.1f", e.millis())));
    }

    private String column(Function<Epoch, String> figure) {
        return curve.epochs().stream().map(figure).collect(Collectors.joining(" "));
    }

    /** @throws IllegalArgumentException where it is no whole line of that problem */
    static Line parse(Problem problem, String text) {
        String[] fields = text.split(",", -1);
        List<Parameter> parameters = problem.space().parameters();
        if (fields.length != 2 + parameters.size() + COLUMNS) {
            throw new IllegalArgumentException("not a line of " + problem.key() + ": " + text);
        }
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            values.put(parameters.get(i).name(), value(parameters.get(i).domain(), fields[2 + i]));
        }
        List<String> columns = Arrays.asList(fields).subList(2 + parameters.size(), fields.length);
        return new Line(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), new Config(values), curve(columns));
    }

    private static Value value(Domain domain, String text) {
        boolean whole = domain instanceof Domain.IntRange || domain instanceof Domain.LogInt;
        return whole ? new Value.Whole(Long.parseLong(text)) : new Value.Real(Double.parseDouble(text));
    }

    private static Curve curve(List<String> columns) {
        List<String[]> cells =
                columns.stream().map(column -> column.split(" ", -1)).toList();
        if (columns.getFirst().isEmpty()) {
            return new Curve(List.of());
        }
        List<Epoch> epochs = new ArrayList<>();
        for (int i = 0; i < cells.getFirst().length; i++) {
            epochs.add(new Epoch(
                    Double.parseDouble(cells.get(0)[i]),
                    Integer.parseInt(cells.get(1)[i]),
                    Integer.parseInt(cells.get(2)[i]),
                    Double.parseDouble(cells.get(3)[i])));
        }
        return new Curve(epochs);
    }
}
