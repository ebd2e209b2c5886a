package dev.stint.archive;

import dev.stint.engine.space.Role;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a parameter counts, as far as its name says: a warm-up of 500 steps is no warm-up of 500 epochs, nor of half the training. */
final class Units {

    /** The unit, and the endings of names that mean it. */
    private record Unit(String name, List<String> endings) {}

    private static final List<Unit> UNITS = List.of(
            new Unit("share", List.of("ratio", "fraction", "frac", "share")),
            new Unit("percent", List.of("percent", "pct")),
            new Unit("steps", List.of("steps", "step", "iters", "iterations", "updates", "batches")),
            new Unit("epochs", List.of("epochs", "epoch")),
            new Unit("tokens", List.of("tokens", "token")),
            new Unit("samples", List.of("samples", "sample", "examples", "images")));

    private static final Pattern BREAK = Pattern.compile("[^a-z0-9]+");

    private Units() {}

    /** The unit of a parameter; empty where nothing says. */
    static String of(String name, Role role, String fidelityUnit) {
        String[] words = BREAK.split(name.toLowerCase(Locale.ROOT), -1);
        String own = named(words[words.length - 1]);
        return own.isEmpty() && role == Role.DURATION ? named(fidelityUnit.toLowerCase(Locale.ROOT)) : own;
    }

    private static String named(String word) {
        return UNITS.stream()
                .filter(unit -> unit.endings().contains(word))
                .map(Unit::name)
                .findFirst()
                .orElse("");
    }
}
