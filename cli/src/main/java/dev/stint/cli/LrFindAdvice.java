package dev.stint.cli;

import dev.stint.engine.insight.LrVerdict;

/** What to do where no learning rate can be told. */
final class LrFindAdvice {

    private LrFindAdvice() {}

    static String onSweep(String rate, LrVerdict.Unreadable verdict) {
        String last = "leave it to the search, which needs no sweep";
        return verdict.higherRatesMayHelp()
                ? "a higher upper end of " + rate + " may help; or " + last
                : "look whether each line has the loss of one training batch before its update, at rates that the"
                        + " optimiser really used; a network that is trained already gives no sweep; or " + last;
    }

    static String onTrainings(String rate) {
        return "train longer (--length), or widen the range of " + rate
                + " if the best is at its end; a mode lr-range is cheaper, docs/trial-contract.md";
    }
}
