package dev.stint.engine.spec;

import java.util.List;

/** The training command: words, and groups of words that vanish when a parameter they mention is inactive. No shell runs it. */
public record Command(List<Part> parts) {

    /** A word on its own, or an inner list. */
    public record Part(List<String> words, boolean group) {
        public Part {
            words = List.copyOf(words);
        }
    }

    public Command {
        parts = List.copyOf(parts);
    }
}
