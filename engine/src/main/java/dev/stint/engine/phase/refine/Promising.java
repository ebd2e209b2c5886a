package dev.stint.engine.phase.refine;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Trial;
import dev.stint.engine.model.Axis;
import dev.stint.engine.model.Density;
import dev.stint.engine.phase.Field;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Domain;
import java.util.ArrayList;
import java.util.List;

/** The promising region as a density round the best fifth of what was explored; a fifth of its draws stays uniform, so nothing is excluded. */
final class Promising {

    private static final double BEST = 0.2;
    private static final int FEWEST = 4;

    private final Density density;

    private Promising(Density density) {
        this.density = density;
    }

    /** The region as the scores at a rung show it. */
    static Promising of(History history, Proposals proposals, long rung) {
        List<Trial> ranked = new Field(history).ranked(history.candidates(), rung);
        int kept = Math.min(ranked.size(), Math.max(FEWEST, (int) StrictMath.ceil(BEST * ranked.size())));
        double[][] rows = ranked.subList(0, kept).stream()
                .map(t -> proposals.encoding().encode(t.config()))
                .toArray(double[][]::new);
        return new Promising(Density.of(levels(proposals), rows));
    }

    /** For each axis the coordinates of its levels, empty where it is numeric; the indicators of conditions have two. */
    static double[][] levels(Proposals proposals) {
        boolean[] categorical = proposals.encoding().categorical();
        double[][] levels = new double[categorical.length][];
        for (int i = 0; i < levels.length; i++) {
            boolean indicator = i >= proposals.encoding().axes().size();
            levels[i] = !categorical[i] ? new double[0] : indicator ? new double[] {0, 1} : bins(proposals, i);
        }
        return levels;
    }

    private static double[] bins(Proposals proposals, int axis) {
        return proposals.encoding().axes().get(axis).domain() instanceof Domain.Choice choice
                ? Density.bins(choice.options().size())
                : new double[0];
    }

    /** How each axis of the encoding measures distance. */
    static List<Axis> axes(Proposals proposals) {
        List<Axis> axes = new ArrayList<>();
        for (boolean categorical : proposals.encoding().categorical()) {
            axes.add(categorical ? Axis.CATEGORICAL : Axis.NUMERIC);
        }
        return axes;
    }

    /** Draws from it. */
    Proposals.Source draws(Seed seed) {
        Stream stream = seed.stream();
        return draw -> density.sample(stream);
    }
}
