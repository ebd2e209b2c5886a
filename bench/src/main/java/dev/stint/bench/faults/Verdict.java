package dev.stint.bench.faults;

import java.util.ArrayList;
import java.util.List;

/** What became of one run of the campaign. */
final class Verdict {

    /** How the study stood at last. */
    enum State {
        ENDED,
        PAUSED,
        REFUSED
    }

    private final List<Violation> violations = new ArrayList<>();
    private State state = State.REFUSED;
    private int injected;
    private int refusals;
    private int starts;
    private double overspent;
    private int code;

    void inject() {
        injected++;
    }

    void inject(int faults) {
        injected += faults;
    }

    void refuse() {
        refusals++;
    }

    void start() {
        starts++;
    }

    void end(State how) {
        state = how;
    }

    /** The exit code of the last start; of a simulated study the one that it would have been. */
    void code(int last) {
        code = last;
    }

    int code() {
        return code;
    }

    void overspend(double units) {
        overspent = Math.max(overspent, units);
    }

    void violate(Violation.Sort sort, String what) {
        violations.add(new Violation(sort, what));
    }

    List<Violation> violations() {
        return violations;
    }

    State state() {
        return state;
    }

    int injected() {
        return injected;
    }

    int refusals() {
        return refusals;
    }

    int starts() {
        return starts;
    }

    double overspent() {
        return overspent;
    }
}
