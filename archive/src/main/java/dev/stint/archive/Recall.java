package dev.stint.archive;

import dev.stint.archive.ArchivedTrial.Reading;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.Objective.At;
import dev.stint.engine.spec.StudySpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a study that begins can take from the archive. */
final class Recall {

    /** The gain of further studies was small beyond ten (docs/search.md). */
    private static final int STUDIES = 10;

    /** Of one name, so that a study that is run over and over leaves room for others. */
    private static final int OF_ONE_NAME = 3;

    /** Studies whose spaces are looked at. */
    private static final int LOOKED_AT = 40;

    /** Below these a study is no evidence. */
    private static final double LEAST = 0.2;

    private static final double LEAST_COVERAGE = 0.5;

    private static final int TRIALS = 50;
    private static final int FAILURES = 10;

    private record Candidate(Listed study, Mapping mapping, double similarity) {}

    private record Near(Listed study, double likeness) {}

    private final Studies studies;
    private final StudySpec spec;
    private final Veil veil;
    private final Likeness likeness;

    Recall(Studies studies, StudySpec spec, Veil veil) {
        this.studies = studies;
        this.spec = spec;
        this.veil = veil;
        this.likeness = new Likeness(spec, veil);
    }

    /** The most similar first. */
    Knowledge knowledge() throws SQLException {
        List<PastStudy> taken = new ArrayList<>();
        Map<String, Integer> named = new LinkedHashMap<>();
        for (Candidate candidate : candidates()) {
            PastStudy past = taken.size() == STUDIES ? null : past(candidate);
            if (past != null && named.merge(candidate.study().name(), 1, Integer::sum) <= OF_ONE_NAME) {
                taken.add(past);
            }
        }
        return taken.isEmpty() ? Knowledge.none() : new Knowledge(taken);
    }

    private List<Candidate> candidates() throws SQLException {
        List<Listed> near = studies.list().stream()
                .map(study -> new Near(study, likeness.rough(study)))
                .filter(n -> n.likeness() > 0)
                .sorted(Comparator.comparingDouble(n -> -n.likeness()))
                .limit(LOOKED_AT)
                .map(Near::study)
                .toList();
        List<Candidate> candidates = new ArrayList<>();
        for (Listed study : near) {
            Mapping mapping = Mapping.of(
                    studies.space(study.id()), spec.space(), spec.fidelity().unit(), veil);
            double similarity = similarity(likeness, study, mapping);
            if (similarity > 0) {
                candidates.add(new Candidate(study, mapping, similarity));
            }
        }
        candidates.sort(Comparator.comparingDouble(c -> -c.similarity()));
        return candidates;
    }

    /** In hundredths; 0 for a study that is no evidence. */
    static double similarity(Likeness likeness, Listed study, Mapping mapping) {
        double similarity = Math.floor(100 * likeness.of(study, mapping)) / 100;
        return similarity >= LEAST && mapping.coverage() >= LEAST_COVERAGE ? similarity : 0;
    }

    /** Null as well where somebody removed it after it was listed. */
    private @Nullable PastStudy past(Candidate candidate) throws SQLException {
        ArchivedStudy study = studies.find(candidate.study().id());
        return study == null
                ? null
                : past(candidate.study().title(), candidate.similarity(), candidate.mapping(), study);
    }

    /** Null where no trial that was measured lies in this space. */
    static @Nullable PastStudy past(String title, double similarity, Mapping mapping, ArchivedStudy study) {
        Objective objective = new Objective(study.metric(), study.goal(), At.LAST);
        List<PastTrial> trials = new ArrayList<>();
        for (ArchivedTrial trial : study.trials()) {
            Config config = mapping.rewritten(trial.config());
            if (config != null) {
                trials.add(new PastTrial(config, readings(trial.curve(), objective)));
            }
        }
        int outside = study.trials().size() - trials.size();
        List<PastTrial> kept = kept(trials);
        boolean useful = kept.stream().anyMatch(t -> !t.readings().isEmpty());
        return useful
                ? new PastStudy(
                        title,
                        similarity,
                        kept,
                        note(mapping, outside, study.trials().size()))
                : null;
    }

    private static String note(Mapping mapping, int outside, int all) {
        List<String> gaps = new ArrayList<>(mapping.gaps());
        if (outside > 0) {
            gaps.add(outside + " of its " + all + " trials lie outside your space");
        }
        return String.join("; ", gaps);
    }

    /** The longest trained, and some that failed. */
    private static List<PastTrial> kept(List<PastTrial> trials) {
        List<PastTrial> kept = new ArrayList<>(trials.stream()
                .filter(t -> !t.readings().isEmpty())
                .sorted(Comparator.comparingDouble(t -> -t.readings().getLast().share()))
                .limit(TRIALS - FAILURES)
                .toList());
        trials.stream().filter(t -> t.readings().isEmpty()).limit(FAILURES).forEach(kept::add);
        return kept;
    }

    /** Where it ended, and before that at each halving of the length. */
    private static List<PastTrial.Reading> readings(List<Reading> curve, Objective objective) {
        List<PastTrial.Reading> readings = new ArrayList<>();
        double next = Double.POSITIVE_INFINITY;
        for (Reading reading : curve.reversed()) {
            if (reading.share() <= next) {
                readings.addFirst(new PastTrial.Reading(reading.share(), objective.score(reading.value())));
                next = reading.share() / 2;
            }
        }
        return readings;
    }
}
