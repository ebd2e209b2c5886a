package dev.stint.engine.phase.transfer;

import dev.stint.engine.history.History;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.insight.Agreement;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a study makes of the earlier ones, before it has measured anything and after.
 *
 * <p>Where some rank this study's configurations better than chance, those that rank them worse are left out. Where none does, all stay as
 * they are: what a wholly misleading history says can be used the other way round, by the negative weight of a feature.
 *
 * @param agreements of each, in their order; too few to tell before
 * @param heard whether each is
 * @param experience of those
 * @param trusted whether it moves means and its points are tried first
 */
record Heard(
        List<PastStudy> studies,
        List<Agreement> agreements,
        List<Boolean> heard,
        Experience experience,
        boolean trusted) {

    static Heard of(History history, List<Agreement> agreements) {
        List<PastStudy> studies = history.knowledge().studies();
        boolean some = agreements.stream().anyMatch(Agreement::agrees);
        List<Boolean> heard =
                agreements.stream().map(a -> !some || !a.runsAgainst()).toList();
        Experience experience = Experience.of(history).of(heard);
        return experience.trusted() || IntStream.range(0, studies.size()).noneMatch(i -> again(studies, agreements, i))
                ? new Heard(studies, agreements, heard, experience, experience.trusted())
                : direct(history, studies, agreements);
    }

    /**
     * This very study was made before and contradicts the textbook: it knows better, as long as it does not run against what is measured.
     * Of the others only those that have shown that they agree are heard beside it.
     */
    private static Heard direct(History history, List<PastStudy> studies, List<Agreement> agreements) {
        List<Boolean> heard = IntStream.range(0, studies.size())
                .mapToObj(
                        i -> again(studies, agreements, i) || agreements.get(i).agrees())
                .toList();
        return new Heard(studies, agreements, heard, Experience.of(history).of(heard), true);
    }

    private static boolean again(List<PastStudy> studies, List<Agreement> agreements, int i) {
        return studies.get(i).same() && !agreements.get(i).runsAgainst();
    }

    /** How much there is to go by. */
    Evidence evidence() {
        return Evidence.of(those());
    }

    /** Those that are heard. */
    List<PastStudy> those() {
        return IntStream.range(0, studies.size())
                .filter(heard::get)
                .mapToObj(studies::get)
                .toList();
    }

    /** What a study counts for among the others. */
    double worth(int study) {
        return heard.get(study) ? studies.get(study).similarity() : 0;
    }
}
