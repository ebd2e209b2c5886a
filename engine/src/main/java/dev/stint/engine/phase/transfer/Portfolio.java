package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A few complementary points that earlier studies liked: chosen greedily, each to add most to the best that is offered to every study
 * (Wistuba, Schilling and Schmidt-Thieme 2015; the greedy choice is within 1 − 1/e of the best set).
 *
 * <p>Notation: {@code M[s][c]} is what study s expects of candidate c, from a Gaussian process of its own over its warped scores, cut at
 * ±3. Candidates are the best three of each study.
 */
public final class Portfolio {

    private static final int BEST = 3;
    private static final double CUT = 3;

    private Portfolio() {}

    /** Up to {@code k} points for a study, the most useful first; from the textbook where nothing is known. */
    public static List<Config> of(History history, int k) {
        Space space = history.spec().space();
        Knowledge knowledge = history.knowledge();
        List<Config> points = knowledge.isEmpty()
                ? Textbook.of(space).points()
                : chosen(knowledge.studies(), new Encoding(space), space, k);
        return points.subList(0, Math.min(k, points.size()));
    }

    private static List<Config> chosen(List<PastStudy> studies, Encoding encoding, Space space, int k) {
        List<Config> candidates = candidates(studies, encoding, space);
        double[][] rows = candidates.stream().map(encoding::encode).toArray(double[][]::new);
        List<double[]> expected = studies.stream()
                .map(s -> Witness.of(s, encoding))
                .map(w -> Arrays.stream(rows)
                        .mapToDouble(r -> Math.clamp(w.of(r), -CUT, CUT))
                        .toArray())
                .toList();
        double[] offered = new double[studies.size()];
        Arrays.fill(offered, -CUT);
        List<Config> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(k, candidates.size())) {
            int next = most(studies, expected, offered, candidates, chosen);
            chosen.add(candidates.get(next));
            Arrays.setAll(offered, s -> Math.max(offered[s], expected.get(s)[next]));
        }
        return chosen;
    }

    private static int most(
            List<PastStudy> studies,
            List<double[]> expected,
            double[] offered,
            List<Config> candidates,
            List<Config> chosen) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < candidates.size(); c++) {
            double gain = 0;
            for (int s = 0; s < offered.length; s++) {
                gain += studies.get(s).similarity() * Math.max(0, expected.get(s)[c] - offered[s]);
            }
            if (!chosen.contains(candidates.get(c)) && gain > most) {
                most = gain;
                best = c;
            }
        }
        return best;
    }

    /** What a study tried is rewritten as this one would propose it, so that it lies in the space and keeps its constraints. */
    private static List<Config> candidates(List<PastStudy> studies, Encoding encoding, Space space) {
        Set<Config> candidates = new LinkedHashSet<>();
        for (PastStudy study : studies) {
            study.trials().stream()
                    .sorted(Comparator.comparingDouble(t -> -Witness.last(t)))
                    .filter(t -> Double.isFinite(Witness.last(t)))
                    .limit(BEST)
                    .map(PastTrial::config)
                    .map(c -> encoding.propose(encoding.encode(c)))
                    .filter(space::admits)
                    .forEach(candidates::add);
        }
        return List.copyOf(candidates);
    }
}
