package dev.stint.engine.history;

/** Where a phase stands: what it began with, and why it ended (empty while it runs). */
public record PhaseStatus(PhaseOutline outline, boolean ended, String why) {

    public String phase() {
        return outline.phase();
    }
}
