package dev.stint.archive;

import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.spec.StudySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** How alike an archived study is to one that begins, in [0, 1]: by its parameters, its tags, and its metric. */
record Likeness(StudySpec spec, Veil veil) {

    /** What a study is worth whose tags say nothing, and at least if they all differ. */
    private static final double UNTAGGED = 0.7;

    private static final double OTHER_TAGS = 0.4;
    private static final double OTHER_METRIC = 0.9;

    /** One token for each tuned parameter: its role, or else the hash of its name. */
    static List<String> tokens(List<ArchivedParameter> parameters, Veil veil) {
        return parameters.stream()
                .filter(p -> !p.domain().fixed())
                .map(p -> token(p.role(), p.name(), veil))
                .toList();
    }

    private static String token(Role role, String name, Veil veil) {
        return role == Role.OTHER ? "#" + veil.hash(Veil.Kind.NAME, name) : role.key();
    }

    /** By tokens alone: an upper guess that needs no space to be read. */
    double rough(Listed study) {
        List<String> own = spec.space().parameters().stream()
                .filter(Parameter::tuned)
                .map(p -> token(p.role(), p.name(), veil))
                .toList();
        List<String> left = new ArrayList<>(study.tokens());
        long both = own.stream().filter(left::remove).count();
        return both == 0 ? 0 : surroundings(study) * both / (own.size() + left.size());
    }

    /** With the parameters mapped. */
    double of(Listed study, Mapping mapping) {
        return Math.min(1, surroundings(study) * mapping.coverage());
    }

    private double surroundings(Listed study) {
        boolean metric =
                veil.same(Veil.Kind.NAME, study.metric(), spec.objective().metric());
        return tags(study.tags()) * (metric ? 1 : OTHER_METRIC);
    }

    private double tags(SequencedMap<String, String> kept) {
        int shared = 0;
        int equal = 0;
        for (var tag : kept.entrySet()) {
            for (var own : spec.tags().entrySet()) {
                if (veil.same(Veil.Kind.TAG, tag.getKey(), own.getKey())) {
                    shared++;
                    equal += veil.same(Veil.Kind.TAG, tag.getValue(), own.getValue()) ? 1 : 0;
                }
            }
        }
        return shared == 0 ? UNTAGGED : OTHER_TAGS + (1 - OTHER_TAGS) * equal / shared;
    }
}
