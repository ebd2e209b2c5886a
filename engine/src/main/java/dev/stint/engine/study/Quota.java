package dev.stint.engine.study;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.CheckpointDropped;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.spec.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What goes when checkpoints take more than {@code limits.disk}: those of paused runs, the least promising first, until the rest fits. Who
 * was beaten by more of those that got as far is less promising; among equals who has less to lose. What runs, finalists, the control and
 * the best so far keep theirs.
 */
final class Quota {

    /** A paused run, and which part of those that were measured where it stands did better there. */
    private record Paused(Run run, int better, int others) {

        static final Comparator<Paused> LEAST_PROMISING = Comparator.comparingDouble(Paused::beaten)
                .reversed()
                .thenComparingLong(p -> p.run().curve().reached())
                .thenComparingInt(p -> -p.run().id().trial());

        double beaten() {
            return others == 0 ? 0 : (double) better / others;
        }
    }

    private final History history;
    private final Map<Long, List<Double>> scores = new LinkedHashMap<>();

    private Quota(History history) {
        this.history = history;
    }

    /** What follows from the sizes of all checkpoints. */
    static List<StudyEvent> stored(History history, SequencedMap<RunId, Long> bytes) {
        Long most = history.spec().limits().diskBytes();
        long total = bytes.values().stream().mapToLong(Long::longValue).sum();
        return most == null || total <= most ? List.of() : new Quota(history).fit(bytes, total, most);
    }

    private List<StudyEvent> fit(SequencedMap<RunId, Long> bytes, long total, long most) {
        List<StudyEvent> events = new ArrayList<>();
        List<Paused> gone = new ArrayList<>();
        long left = total;
        for (Paused paused : leastPromisingFirst()) {
            long size = bytes.getOrDefault(paused.run().id(), 0L);
            if (left > most && size > 0) {
                left -= size;
                gone.add(paused);
                events.add(new CheckpointDropped(paused.run().id()));
            }
        }
        if (!gone.isEmpty()) {
            events.add(dropped(gone, total, most));
        }
        if (left > most && !history.found("disk-quota-exceeded")) {
            events.add(exceeded(left, most));
        }
        return events;
    }

    private List<Paused> leastPromisingFirst() {
        Set<Integer> wanted = Checkpoints.wanted(history);
        return history.candidates().stream()
                .filter(t -> !wanted.contains(t.number()))
                .flatMap(t -> t.runs().stream())
                .filter(r -> r.state() == RunState.PAUSED)
                .map(this::placed)
                .sorted(Paused.LEAST_PROMISING)
                .toList();
    }

    private Paused placed(Run run) {
        long length = run.curve().reached();
        double own = history.score(run, length);
        List<Double> all = scores.computeIfAbsent(length, this::scoresAt);
        int better = Double.isNaN(own)
                ? all.size()
                : (int) all.stream().filter(s -> s > own).count();
        return new Paused(run, better, all.size());
    }

    private List<Double> scoresAt(long length) {
        return history.candidates().stream()
                .filter(t -> !t.runs().isEmpty())
                .map(t -> t.runs().getFirst())
                .filter(r -> r.curve(length).reached() >= length)
                .map(r -> history.score(r, length))
                .filter(Double::isFinite)
                .toList();
    }

    private Finding dropped(List<Paused> gone, long total, long most) {
        String runs = gone.stream().limit(Checkpoints.NAMED).map(this::why).collect(Collectors.joining(", "));
        String more = gone.size() > Checkpoints.NAMED ? ", and " + (gone.size() - Checkpoints.NAMED) + " more" : "";
        return new Finding(
                "disk-quota",
                "checkpoints took " + Bytes.text(total) + ", more than limits.disk: " + Bytes.text(most)
                        + ". The least promising paused trainings gave theirs up and could only start over: " + runs
                        + more,
                "Raise limits.disk where there is room (--amend), or let the script write smaller checkpoints.");
    }

    private String why(Paused paused) {
        return paused.run().id().key() + " (" + paused.better() + " of " + paused.others() + " did better at "
                + history.spec().fidelity().unit() + " " + paused.run().curve().reached() + ")";
    }

    private static Finding exceeded(long left, long most) {
        return new Finding(
                "disk-quota-exceeded",
                "checkpoints take " + Bytes.text(left) + " although limits.disk is " + Bytes.text(most)
                        + ": what is left belongs to trainings that run or have finished, to the finalists, the control"
                        + " and the best so far, and is kept",
                "Raise limits.disk where there is room (--amend), use fewer slots, or let the script write smaller"
                        + " checkpoints.");
    }
}
