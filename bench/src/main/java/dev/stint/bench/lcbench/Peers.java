package dev.stint.bench.lcbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The peers' mean regrets under the protocol, as their table has them. */
final class Peers {

    /** A mean regret at a budget. */
    record Point(double budget, double regret) {}

    /** One peer, its points in the order of their budgets. */
    record Peer(String name, List<Point> points) {

        /** Its regret at a budget of the table; NaN where it has none. */
        double at(double budget) {
            return points.stream()
                    .filter(p -> p.budget() == budget)
                    .mapToDouble(Point::regret)
                    .findFirst()
                    .orElse(Double.NaN);
        }

        /**
         * The budget at which it first reaches a regret, between its points by the logarithm of the budget; infinite where it never does, and its
         * first budget where it is better from there on.
         */
        double reaches(double regret) {
            Point before = null;
            for (Point point : points) {
                if (point.regret() <= regret) {
                    return before == null ? point.budget() : between(before, point, regret);
                }
                before = point;
            }
            return Double.POSITIVE_INFINITY;
        }

        private static double between(Point a, Point b, double regret) {
            double share = (a.regret() - regret) / (a.regret() - b.regret());
            return a.budget() * StrictMath.pow(b.budget() / a.budget(), share);
        }
    }

    private final List<Peer> peers;

    Peers(List<Peer> peers) {
        this.peers = List.copyOf(peers);
    }

    /** Where their figures do not compare: they paid in epochs, with one worker, and without noise. */
    static Peers none() {
        return new Peers(List.of());
    }

    static Peers of(Shared shared, SpaceKind kind) {
        List<String> lines;
        try {
            lines = Files.readAllLines(shared.peers(kind));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + shared.peers(kind), e);
        }
        String[] head = lines.getFirst().split(",", -1);
        return new Peers(lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> peer(head, line.split(",", -1)))
                .toList());
    }

    private static Peer peer(String[] head, String[] cells) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < head.length; i++) {
            if (head[i].startsWith("B") && !cells[i].isBlank()) {
                points.add(new Point(Double.parseDouble(head[i].substring(1)), Double.parseDouble(cells[i])));
            }
        }
        return new Peer(cells[0], points);
    }

    /** The best peer at a budget, or null where none has a figure. */
    @Nullable
    Peer best(double budget) {
        return peers.stream()
                .filter(p -> !Double.isNaN(p.at(budget)))
                .min(Comparator.comparingDouble(p -> p.at(budget)))
                .orElse(null);
    }

    /** The peer that reaches a regret with the least budget, or null where none has figures. */
    @Nullable
    Peer soonest(double regret) {
        return peers.stream()
                .min(Comparator.comparingDouble(p -> p.reaches(regret)))
                .orElse(null);
    }

    /** Random search as the peers' table has it, or null. */
    @Nullable
    Peer random() {
        return peers.stream()
                .filter(p -> p.name().equals("Random search"))
                .findFirst()
                .orElse(null);
    }

    /** The largest budget of the table. */
    double last() {
        return peers.stream()
                .flatMap(p -> p.points().stream())
                .mapToDouble(Point::budget)
                .max()
                .orElse(Double.NaN);
    }

    List<Peer> all() {
        return peers;
    }
}
