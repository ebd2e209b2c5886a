package dev.stint.archive;

import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.spec.StudySpec;
import java.util.List;

/** What one study knows of another's space, without an archive between them. */
public final class Imports {

    private Imports() {}

    /** In the parameters of the specification; nothing where they share too few. */
    public static Knowledge knowledge(ArchivedStudy study, StudySpec spec) {
        Veil veil = new Veil(Veil.newKey());
        Listed listed = new Listed(
                0,
                study.name(),
                study.origin(),
                study.finishedAt(),
                study.metric(),
                study.goal(),
                study.tags(),
                Likeness.tokens(study.parameters(), veil),
                study.outcome(),
                study.trials().size());
        Mapping mapping =
                Mapping.of(study.parameters(), spec.space(), spec.fidelity().unit(), veil);
        double similarity = Recall.similarity(new Likeness(spec, veil), listed, mapping);
        PastStudy past = similarity > 0 ? Recall.past(study.name(), similarity, mapping, study) : null;
        return past == null ? Knowledge.none() : new Knowledge(List.of(past));
    }
}
