package dev.stint.engine.report;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.RunState;
import dev.stint.engine.insight.Agreement;
import dev.stint.engine.insight.BatchRule;
import dev.stint.engine.insight.Diagnosis;
import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.insight.GoalAgreement;
import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.insight.Outlook;
import dev.stint.engine.insight.ProxyVerdict;
import dev.stint.engine.insight.Warning;
import dev.stint.engine.phase.refine.Horizon;
import dev.stint.engine.phase.refine.Landscape;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.spec.Objective;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a study found, computed from its history at any time; nothing here is stored.
 *
 * <p>Times are milliseconds since 1970 UTC, amounts are in the unit of the budget, values are in the units of their metric, and intervals are 90 %.
 *
 * @param recommended the configuration to use; null before anything is measured
 * @param control the defaults at full length; null before they have finished, and never with a test value
 * @param controlAssumed names of the parameters whose default Stint had to fill in
 * @param verdict what the finals say by the holdout, or else by the objective; null before they have results
 * @param decidedBy the metric behind the verdict
 * @param goal whether the finalists stand by the goal metric as by the objective; null where there is no other goal, or it is not open yet
 * @param importance of the parameters; null without enough trials, and where nobody asked for the {@link #whole} report
 * @param batchRule whether the best learning rate moves with the batch size; null where it cannot be asked
 * @param outlook what more budget would buy; null as the importance is
 * @param proxies the stand-ins that were asked, in the order of the study file
 * @param fixed parameters that new configurations leave at their defaults, in the order of the space
 * @param fixings each time that this changed, the first first
 * @param lowestRungs each time that new configurations were first trained to another length because of that, the first first
 * @param earlier the archived studies that it learnt from, the most similar first
 * @param earlyRanks how well each rung ranks what it is at the end, by the objective, then by the training loss; empty where nothing paused
 */
public record Report(
        String study,
        Lifecycle lifecycle,
        Provenance provenance,
        long openedAt,
        long now,
        int slots,
        Objective objective,
        String fidelityUnit,
        long fullLength,
        @Nullable String holdoutMetric,
        @Nullable String testMetric,
        List<Parameter> parameters,
        Amount budget,
        Amount spent,
        Amount reserved,
        @Nullable Recommendation recommended,
        @Nullable Recommendation control,
        List<String> controlAssumed,
        List<Finalist> finalists,
        @Nullable FinalsVerdict verdict,
        @Nullable String decidedBy,
        @Nullable GoalAgreement goal,
        List<PhaseRow> phases,
        List<TrialRow> trials,
        List<SpendPoint> spending,
        Books books,
        List<FailureRow> failures,
        List<LrSweep.Point> sweep,
        LrVerdict sweepVerdict,
        List<EarlyRanks> earlyRanks,
        List<RungRow> lowestRungs,
        List<Earlier> earlier,
        List<Warning> warnings,
        @Nullable Importance importance,
        @Nullable BatchRule batchRule,
        @Nullable Outlook outlook,
        List<ProxyRow> proxies,
        List<String> fixed,
        List<FixingRow> fixings) {

    /**
     * An archived study that this one learnt from.
     *
     * @param similarity in (0, 1]
     * @param trials that were taken over
     * @param note what could not be taken over; empty where everything could
     * @param agreement with what this study has measured
     * @param heard whether it still counts; false where others agree, or this very study was made before, and it does not
     */
    public record Earlier(String name, double similarity, int trials, String note, Agreement agreement, boolean heard) {

        /** How well it agrees with this study, in words; empty where there is too little to tell and it counts. */
        public String agrees() {
            return agreement.sentence(heard);
        }
    }

    /**
     * A configuration with what is known of it.
     *
     * @param objective at full length over its finished seeds, or the best that is known from fewer; {@code final} says which
     * @param finished whether it was trained to full length
     * @param length of the training behind the objective
     */
    public record Recommendation(
            int trial,
            Config config,
            Estimate objective,
            @Nullable Estimate holdout,
            @Nullable Estimate test,
            boolean finished,
            long length) {}

    /**
     * A row of the finals, in the order of the verdict's rows.
     *
     * @param values objective of each finished replicate
     * @param holdout values of each finished replicate; empty while sealed
     * @param cost of one full training, by what its replicates cost; null where nothing was metered
     * @param diagnoses what the curve of the first finished replicate shows
     */
    public record Finalist(
            int trial,
            Config config,
            boolean control,
            boolean winner,
            List<Double> values,
            List<Double> holdout,
            Estimate objective,
            @Nullable Amount cost,
            List<Diagnosis> diagnoses) {}

    /**
     * A phase: what it was to cost, what it cost.
     *
     * @param state {@code planned}, {@code running} or {@code done}
     */
    public record PhaseRow(
            String phase,
            String method,
            String state,
            double share,
            Amount planned,
            Amount spent,
            @Nullable Integer runs,
            @Nullable Long length,
            @Nullable Amount each,
            String note,
            String ended) {}

    public record TrialRow(int number, Config config, String phase, String why, Amount cost, List<RunRow> runs) {}

    /**
     * One replicate.
     *
     * @param objective at its last step; NaN without one
     * @param steps of its curve
     * @param metrics by name, one value a step; NaN where a step has none
     */
    public record RunRow(
            int replicate,
            RunState state,
            String why,
            long reached,
            double objective,
            List<Long> steps,
            SequencedMap<String, List<Double>> metrics) {}

    /**
     * A stand-in that was asked.
     *
     * @param length of its training, in units of fidelity
     * @param trainings of it
     * @param heard whether the search listened to it
     * @param verdict null while nothing is compared
     * @param pairs of the configurations that both trained, failures left out
     */
    public record ProxyRow(
            String name,
            long length,
            int trainings,
            Amount cost,
            boolean heard,
            @Nullable ProxyVerdict verdict,
            List<ProxyPair> pairs) {}

    /**
     * A change of what is tuned.
     *
     * @param trials configurations that had been opened
     * @param fixed left at their defaults from then on, because they decide little
     * @param released tuned again
     */
    public record FixingRow(int trials, List<String> fixed, List<String> released) {}

    /**
     * A change of how far new configurations are trained before they are compared, in units of fidelity.
     *
     * @param trials configurations that had been opened
     * @param why in words, with the numbers
     */
    public record RungRow(int trials, long length, long before, String why) {}

    /** The objective of a configuration as a stand-in has it, and as the training itself has it. */
    public record ProxyPair(double proxy, double training) {}

    /** The study's whole spending at a time, and the phase that spent last. */
    public record SpendPoint(long at, String phase, Amount spent) {}

    /**
     * Where the money went, beside the phases.
     *
     * @param startUps of warm workers as they were charged, and of all other training processes as their steps show it
     * @param failures attempts that failed, were lost or diverged
     * @param attempts all of them
     * @param repeatedSteps steps that were trained twice
     */
    public record Books(
            Amount startUps, Amount failures, Amount evaluation, int attempts, int failed, long repeatedSteps) {}

    /**
     * Attempts that failed in one way.
     *
     * @param end user error, out of memory, diverged, timeout, hung or infrastructure
     * @param retried how many of them were taken up by a further attempt
     * @param rule whether such attempts are tried again, and why
     * @param example number of the latest of them
     * @param trial of the example
     * @param said what the example said last; not escaped, may have several lines
     */
    public record FailureRow(
            End end, int attempts, Amount cost, int retried, String rule, int example, int trial, String said) {}

    /** Why the winner is not the best by its values; null where it is, or before the finals have a result. */
    public FinalsVerdict.@Nullable Preferred preferred() {
        return verdict instanceof FinalsVerdict.Told told ? told.preferred() : null;
    }

    /** The configuration to use, as the report names it, without the rest of the report; null before anything is measured. */
    public static @Nullable Recommendation recommended(History history) {
        return new FinalsSection(history).recommended();
    }

    /** The report of a history, without what takes long to compute. */
    public static Report of(History history) {
        return new ReportWriting(history).report(null, null, null);
    }

    /** The report with the importance of the parameters and what more budget would buy, which takes a second. */
    public static Report whole(History history) {
        return new ReportWriting(history)
                .report(Landscape.importance(history), Landscape.batchRule(history), Horizon.outlook(history));
    }

    /** The report for a command that ends: whole where the study is over, and quick where it only pauses. */
    public static Report atEnd(History history) {
        return history.lifecycle().state() == Lifecycle.State.CLOSED ? whole(history) : of(history);
    }
}
