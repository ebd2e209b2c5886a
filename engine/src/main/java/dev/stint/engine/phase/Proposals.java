package dev.stint.engine.phase;

import dev.stint.engine.history.History;
import dev.stint.engine.model.Sobol;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws configurations that keep the constraints and were not tried before. */
public final class Proposals {

    private static final int DRAWS = 2_000;

    /** Where points of the unit cube come from, one a draw. */
    public interface Source {
        double[] point(int draw);
    }

    private final History history;
    private final Encoding encoding;
    private final Set<Config> tried = new LinkedHashSet<>();

    public Proposals(History history) {
        this(history, List.of());
    }

    /** @param others configurations that are not to be proposed either */
    public Proposals(History history, Collection<Config> others) {
        this.history = history;
        this.encoding = new Encoding(history.spec().space());
        history.candidates().forEach(t -> tried.add(t.config()));
        tried.addAll(others);
    }

    public Encoding encoding() {
        return encoding;
    }

    /** Independent uniform points. */
    public Source random(Seed seed) {
        Stream stream = seed.stream();
        return draw -> uniform(stream);
    }

    /** Scrambled Sobol points, {@code index} of them already used. */
    public Source sobol(Seed seed, int index) {
        Sobol sobol = Sobol.scrambled(Math.max(1, encoding.dimensions()), seed);
        return draw -> sobol.point(index + draw);
    }

    private double[] uniform(Stream stream) {
        double[] point = new double[encoding.dimensions()];
        for (int i = 0; i < point.length; i++) {
            point[i] = stream.uniform();
        }
        return point;
    }

    /** The first admissible and untried configuration of a source, or null when there is none in two thousand draws. */
    public @Nullable Config fresh(Source source) {
        for (int draw = 0; draw < DRAWS; draw++) {
            Config config = encoding.propose(source.point(draw));
            if (allowed(config)) {
                return config;
            }
        }
        return null;
    }

    /** Whether a configuration is admissible and was not tried. */
    public boolean allowed(Config config) {
        return !tried.contains(config) && history.spec().space().admits(config);
    }
}
