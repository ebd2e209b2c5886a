package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunState;
import dev.stint.engine.report.Report;

/** What must be true of any report. */
final class Reports {

    private Reports() {}

    static void check(History history, Report report) {
        assertThat(report.spent()).isEqualTo(history.ledger().spent());
        Report.Recommendation recommended = report.recommended();
        if (recommended == null) {
            return;
        }
        Run run = history.trial(recommended.trial()).runs().getFirst();
        assertThat(run.state())
                .as("of the recommended")
                .isNotIn(RunState.FAILED, RunState.DIVERGED, RunState.ENDED_EARLY);
        assertThat(recommended.config())
                .isEqualTo(history.trial(recommended.trial()).config());
        assertThat(recommended.objective().mean()).isFinite();
    }
}
