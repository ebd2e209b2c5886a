package dev.stint.cli.doctor;

import dev.stint.engine.history.End;
import dev.stint.engine.study.Command.Line;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one run showed.
 *
 * @param from where it was told to go on
 * @param upTo how far it was told to go
 * @param devices that it was given
 * @param heard its lines in order
 * @param end null if it could not be started
 * @param detail what it said last where something went wrong
 * @param seconds that it took; a worker's start-up is not in it
 * @param startUp seconds until a warm worker was ready; 0 where none had to be started
 * @param stop how it was asked to leave; null if it was not
 * @param overshot whether it was asked to leave because it went further than told
 * @param saved whether its checkpoint folder holds a file afterwards
 */
record Seen(
        long from,
        long upTo,
        List<String> devices,
        List<Heard> heard,
        @Nullable End end,
        String detail,
        double seconds,
        double startUp,
        @Nullable Stop stop,
        boolean overshot,
        boolean saved) {

    /** A line, and how many seconds after the start it came. */
    record Heard(double seconds, Line line) {}

    /** When it was asked to leave, and how many seconds it took to. */
    record Stop(double at, double took) {}

    Seen {
        devices = List.copyOf(devices);
        heard = List.copyOf(heard);
    }

    boolean failed() {
        return end == null || end.failure() || end == End.INFRASTRUCTURE || end == End.UNSUPPORTED;
    }

    <T extends Line> List<T> lines(Class<T> kind) {
        return heard.stream()
                .map(Heard::line)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The steps in the order printed. */
    List<Long> steps() {
        return lines(Line.Metrics.class).stream().map(Line.Metrics::step).toList();
    }

    /** The last step, or where it was told to go on if it printed none. */
    long reached() {
        return steps().stream().mapToLong(step -> step).max().orElse(from);
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        lines(Line.Metrics.class).forEach(line -> names.addAll(line.metrics().keySet()));
        return names;
    }

    /** One metric, the first value of each step. */
    Trace trace(String metric) {
        NavigableMap<Long, Double> values = new TreeMap<>();
        for (Line.Metrics line : lines(Line.Metrics.class)) {
            Double value = line.metrics().get(metric);
            if (value != null) {
                values.putIfAbsent(line.step(), value);
            }
        }
        return new Trace(values);
    }

    /** All metrics. */
    Map<String, Trace> traces() {
        SequencedMap<String, Trace> traces = new LinkedHashMap<>();
        names().forEach(name -> traces.put(name, trace(name)));
        return traces;
    }

    /** Metrics that an evaluation printed. */
    SequencedMap<String, Double> values() {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        lines(Line.Values.class).forEach(line -> values.putAll(line.metrics()));
        return values;
    }

    /** When lines with metrics came, in seconds after the start. */
    double[] arrivals() {
        return heard.stream()
                .filter(line -> line.line() instanceof Line.Metrics)
                .mapToDouble(Heard::seconds)
                .toArray();
    }

    /** Seconds between the first and the last line with metrics; 0 where there are not two. */
    double spread() {
        double[] arrivals = arrivals();
        return arrivals.length < 2 ? 0 : arrivals[arrivals.length - 1] - arrivals[0];
    }
}
