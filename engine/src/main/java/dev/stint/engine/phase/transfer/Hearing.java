package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.Agreement;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.PooledProcess;
import dev.stint.engine.model.PooledProcess.Row;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Milestones;
import dev.stint.engine.phase.refine.FreezeThawPhase;
import dev.stint.engine.space.Encoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Hears the earlier studies against what this one measures: each by itself, without the textbook and without the others, is asked to rank
 * the configurations that reached the lowest rung. It is done again when there are a third more.
 */
public final class Hearing {
    private final Encoding encoding;
    private final List<PooledProcess> voices = new ArrayList<>();

    /** Worked out once for what was measured. */
    private final Map<List<AtRung>, Heard> known = new LinkedHashMap<>();

    /** A configuration at the lowest rung, by the number of its trial. */
    private record AtRung(int trial, double score) {}

    private Hearing(History history) {
        this.encoding = new Encoding(history.spec().space());
        List<Axis> axes = Axis.of(encoding.categorical());
        for (List<Row> rows : Experience.of(history).studies()) {
            voices.add(PooledProcess.of(axes, rows.stream().map(Row::alone).toList()));
        }
    }

    /** What a study makes of the earlier ones, by what it has measured so far. */
    static Heard heard(History history) {
        return history.lasting(Hearing.class, Hearing::new).of(history, measured(history));
    }

    /** The same before it has measured anything. */
    static Heard before(History history) {
        return history.lasting(Hearing.class, Hearing::new).of(history, List.of());
    }

    /** Whether each earlier study agrees with what this one has measured, and whether it is heard, in their order. */
    public static List<Voice> voices(History history) {
        Heard heard = heard(history);
        return IntStream.range(0, heard.studies().size())
                .mapToObj(
                        i -> new Voice(heard.agreements().get(i), heard.heard().get(i)))
                .toList();
    }

    /** An earlier study as it stands now. */
    public record Voice(Agreement agreement, boolean heard) {}

    private synchronized Heard of(History history, List<AtRung> measured) {
        Heard heard = known.get(measured);
        if (heard == null) {
            heard = Heard.of(history, agreements(history, measured));
            known.put(measured, heard);
        }
        return heard;
    }

    private List<Agreement> agreements(History history, List<AtRung> measured) {
        double[] scores = measured.stream().mapToDouble(AtRung::score).toArray();
        List<double[]> rows = measured.stream()
                .map(m -> encoding.encode(history.trial(m.trial()).config()))
                .toList();
        List<Agreement> agreements = new ArrayList<>();
        for (int s = 0; s < voices.size(); s++) {
            PooledProcess voice = voices.get(s);
            int study = s;
            agreements.add(Agreement.of(
                    rows.stream().mapToDouble(x -> voice.of(study, x)).toArray(), scores));
        }
        return agreements;
    }

    /**
     * The first 5, 7, 10, 14 ... that reached the lowest rung, in the order in which they were opened. Nothing is taken from beyond one that
     * is still under way: when it arrives it must not take the place of another.
     */
    private static List<AtRung> measured(History history) {
        long rung = FreezeThawPhase.lowest(history);
        Field field = new Field(history);
        List<AtRung> all = history.candidates().stream()
                .takeWhile(t -> field.measured(t, rung) || !underWay(history, t))
                .map(t -> new AtRung(t.number(), field.score(t, rung)))
                .filter(m -> Double.isFinite(m.score()))
                .toList();
        return List.copyOf(all.subList(0, Milestones.reached(Agreement.FEWEST, all.size())));
    }

    private static boolean underWay(History history, Trial trial) {
        Run run = trial.first();
        return run == null || history.open().containsKey(run.id());
    }
}
