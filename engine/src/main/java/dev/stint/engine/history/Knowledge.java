package dev.stint.engine.history;

import java.util.List;

/**
 * What earlier studies know, as values: frozen in {@link StudyEvent.StudyOpened}, so that a replay never asks an archive again.
 *
 * @param studies most similar first
 */
public record Knowledge(List<PastStudy> studies) {

    private static final Knowledge NONE = new Knowledge(List.of());

    public Knowledge {
        studies = List.copyOf(studies);
    }

    /** A cold start. */
    public static Knowledge none() {
        return NONE;
    }

    public boolean isEmpty() {
        return studies.isEmpty();
    }
}
