package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.insight.Warning;
import dev.stint.engine.report.Beforehand;

/** Says what a study file gives away of its study before compute is spent, with what to do, and how to insist. */
final class Caution {

    private Caution() {}

    static void tell(Console console, History history) {
        for (Warning warning : Beforehand.of(history)) {
            console.complain("warning: " + warning.text() + "\n  -> " + warning.remedy() + "\n  or, to go on as it is:"
                    + " allow: [" + warning.code() + "]");
        }
    }
}
