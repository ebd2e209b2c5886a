package dev.stint.bench.lcbench;

import dev.stint.engine.space.Space;
import org.jspecify.annotations.Nullable;

/**
 * What a plan knows before a study begins.
 *
 * @param earlier how many other instances the arms with a history tell of, at most
 * @param otherSpaces whether each of these had a space of its own, {@link OtherSpaces}
 * @param expert what a user believes of some parameters; null for nothing
 */
record Beforehand(
        Arm arm, int earlier, boolean otherSpaces, @Nullable Expert expert) {

    static final int EARLIER = 10;

    static Beforehand of(Arm arm) {
        return new Beforehand(arm, EARLIER, false, null);
    }

    /** The arm as rows write it, with whatever is not usual: {@code own-history}, {@code own-history-3}, {@code cold-wrong-high}. */
    String key() {
        return arm.key()
                + (otherSpaces ? "-different" : "")
                + (earlier == EARLIER ? "" : "-" + earlier)
                + (expert == null ? "" : "-" + expert.key());
    }

    /** The space of an instance as its study file would have it. */
    Space space(Instance instance) {
        return expert == null ? instance.space() : expert.over(instance);
    }
}
