package dev.stint.runtime.tensorboard;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What scalars are called in a study: by their tag, or where several folders write the same tag, as Keras's {@code train} and {@code
 * validation} do, by folder and tag. One scalar never has two names: the second might escape the seal of a holdout.
 */
final class Names {

    /** The scalars of one step, by tag and folder. */
    static final class Step {
        private final SequencedMap<String, SequencedMap<String, Double>> byTag = new LinkedHashMap<>();

        void put(String folder, String tag, double value) {
            byTag.computeIfAbsent(tag, t -> new LinkedHashMap<>()).put(folder, value);
        }
    }

    private final Set<String> wanted;
    private final Consumer<String> notes;
    private final Set<String> complained = new LinkedHashSet<>();

    Names(Collection<String> wanted, Consumer<String> notes) {
        this.wanted = new LinkedHashSet<>(wanted);
        this.notes = notes;
    }

    SequencedMap<String, Double> named(Step step) {
        SequencedMap<String, Double> named = new LinkedHashMap<>();
        step.byTag.forEach((tag, folders) -> name(tag, folders, named));
        return named;
    }

    private void name(String tag, SequencedMap<String, Double> folders, SequencedMap<String, Double> named) {
        SequencedMap<String, Double> rest = new LinkedHashMap<>(folders);
        for (Map.Entry<String, Double> entry : folders.entrySet()) {
            String whole = whole(entry.getKey(), tag);
            if (wanted.contains(whole) && !whole.equals(tag)) {
                named.put(whole, entry.getValue());
                rest.remove(entry.getKey());
            }
        }
        if (rest.size() == 1) {
            named.put(tag, rest.firstEntry().getValue());
        } else if (!rest.isEmpty() && wanted.contains(tag)) {
            complain(tag, rest.sequencedKeySet());
        } else {
            rest.forEach((folder, value) -> named.put(whole(folder, tag), value));
        }
    }

    private void complain(String tag, Collection<String> folders) {
        List<String> choices = new TreeSet<>(folders)
                .stream()
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> whole(folder, tag))
                        .toList();
        if (complained.add(tag)) {
            notes.accept(tag + " is written to more than one folder at the same step, so it is left out: name one of "
                    + String.join(", ", choices));
        }
    }

    private static String whole(String folder, String tag) {
        return folder.isEmpty() ? tag : folder + "/" + tag;
    }
}
