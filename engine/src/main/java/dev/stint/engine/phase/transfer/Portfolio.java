package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.History;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A few complementary points that earlier studies liked: chosen greedily, each to add most to the best that is offered to every study
 * (Wistuba, Schilling and Schmidt-Thieme 2015; the greedy choice is within 1 − 1/e of the best set).
 *
 * <p>Notation: {@code M[s][c]} is what study s expects of candidate c ({@link Experience}), cut at ±3. Candidates are the best three of
 * each study. If this very study was made before ({@link PastStudy#same}), what was best then comes first.
 */
final class Portfolio {

    private static final int BEST = 3;
    private static final double CUT = 3;

    /** How many points a study starts from, where there is {@link Evidence} enough. */
    private static final int POINTS = 2;

    private final SequencedMap<Config, String> sources;

    private Portfolio(SequencedMap<Config, String> sources) {
        this.sources = Collections.unmodifiableSequencedMap(sources);
    }

    static Portfolio of(History history) {
        return history.lasting(Portfolio.class, h -> new Portfolio(chosen(h, wanted(h))));
    }

    /** How many points there are to be. */
    static int wanted(History history) {
        return Hearing.before(history).evidence().of(POINTS);
    }

    /** The most useful first; none where nothing is known, or what is known is not trusted or too little. */
    List<Config> points() {
        return List.copyOf(sources.sequencedKeySet());
    }

    /** The earlier study that tried a point; null where it is none of these. */
    @Nullable
    String source(Config point) {
        return sources.get(point);
    }

    /** Up to {@code k} points. */
    static List<Config> points(History history, int k) {
        return List.copyOf(chosen(history, k).sequencedKeySet());
    }

    private static SequencedMap<Config, String> chosen(History history, int k) {
        List<PastStudy> studies = history.knowledge().studies();
        Heard heard = Hearing.before(history);
        if (studies.isEmpty() || !heard.trusted()) {
            return new LinkedHashMap<>();
        }
        Space space = history.spec().space();
        Encoding encoding = new Encoding(space);
        SequencedMap<Config, String> candidates = new LinkedHashMap<>();
        SequencedSet<Config> last = new LinkedHashSet<>();
        heard.those().forEach(study -> {
            List<Config> best = best(study, encoding, space);
            best.forEach(c -> candidates.putIfAbsent(c, study.name()));
            best.stream().limit(study.same() ? 1 : 0).forEach(last::add);
        });
        List<Config> configs = List.copyOf(candidates.sequencedKeySet());
        List<double[]> expected = expected(studies.size(), configs, encoding, heard.experience());
        SequencedMap<Config, String> sources = new LinkedHashMap<>();
        chosen(heard, configs, expected, List.copyOf(last), k).forEach(c -> sources.put(c, candidates.get(c)));
        return sources;
    }

    /** {@code M}. */
    private static List<double[]> expected(
            int studies, List<Config> candidates, Encoding encoding, Experience experience) {
        List<double[]> rows = candidates.stream().map(encoding::encode).toList();
        return IntStream.range(0, studies)
                .mapToObj(s -> rows.stream()
                        .mapToDouble(x -> Math.clamp(experience.of(s, x), -CUT, CUT))
                        .toArray())
                .toList();
    }

    /** @param last what was best when this very study was made before, which comes first */
    private static List<Config> chosen(
            Heard heard, List<Config> candidates, List<double[]> expected, List<Config> last, int k) {
        double[] offered = new double[expected.size()];
        Arrays.fill(offered, -CUT);
        List<Config> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(k, candidates.size())) {
            int next = chosen.size() < last.size()
                    ? candidates.indexOf(last.get(chosen.size()))
                    : most(heard, expected, offered, candidates, chosen);
            chosen.add(candidates.get(next));
            Arrays.setAll(offered, s -> Math.max(offered[s], expected.get(s)[next]));
        }
        return chosen;
    }

    private static int most(
            Heard heard, List<double[]> expected, double[] offered, List<Config> candidates, List<Config> chosen) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < candidates.size(); c++) {
            double gain = 0;
            for (int s = 0; s < offered.length; s++) {
                gain += heard.worth(s) * Math.max(0, expected.get(s)[c] - offered[s]);
            }
            if (!chosen.contains(candidates.get(c)) && gain > most) {
                most = gain;
                best = c;
            }
        }
        return best;
    }

    /** What a study tried is rewritten as this one would propose it, so that it lies in the space and keeps its constraints. */
    private static List<Config> best(PastStudy study, Encoding encoding, Space space) {
        return study.trials().stream()
                .sorted(Comparator.comparingDouble(t -> -Experience.last(t)))
                .filter(t -> Double.isFinite(Experience.last(t)))
                .limit(BEST)
                .map(PastTrial::config)
                .map(c -> encoding.propose(encoding.encode(c)))
                .filter(space::admits)
                .toList();
    }
}
