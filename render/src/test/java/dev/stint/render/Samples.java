package dev.stint.render;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.insight.Agreement;
import dev.stint.engine.insight.BatchRule;
import dev.stint.engine.insight.CarriedOver;
import dev.stint.engine.insight.Diagnosis;
import dev.stint.engine.insight.EarlyRanks;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.insight.FinalsVerdict;
import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.insight.OptimizerFamily;
import dev.stint.engine.insight.Outlook;
import dev.stint.engine.insight.ProxyVerdict;
import dev.stint.engine.insight.Warning;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Books;
import dev.stint.engine.report.Report.FailureRow;
import dev.stint.engine.report.Report.Finalist;
import dev.stint.engine.report.Report.PhaseRow;
import dev.stint.engine.report.Report.Recommendation;
import dev.stint.engine.report.Report.RunRow;
import dev.stint.engine.report.Report.SpendPoint;
import dev.stint.engine.report.Report.TrialRow;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A small report written by hand, so that its text does not move with the engine. */
final class Samples {

    static final Lifecycle DONE = new Lifecycle(Lifecycle.State.CLOSED, Outcome.DONE, "");
    static final long START = 1_790_000_000_000L;
    static final Config CONTROL = config(0.0001, "adamw");
    static final Config BETTER = config(0.00316, "sgd");
    static final Config NEAR = config(0.00447, "sgd");

    private Samples() {}

    static Config config(double lr, String optimizer) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        values.put("lr", new Value.Real(lr));
        values.put("optimizer", new Value.Text(optimizer));
        return new Config(values);
    }

    private static Amount gpuHours(double value) {
        return new Amount(value, Unit.GPU_HOURS);
    }

    static Estimate.Bounded bounded(double mean, double half, int seeds) {
        return new Estimate.Bounded(mean, mean - half, mean + half, seeds, Estimate.Basis.OWN_SEEDS);
    }

    static FinalsVerdict told(FinalsVerdict.@Nullable Difference difference, int winner) {
        return told(difference, winner, null);
    }

    static FinalsVerdict told(
            FinalsVerdict.@Nullable Difference difference, int winner, FinalsVerdict.@Nullable Preferred preferred) {
        return new FinalsVerdict.Told(
                winner,
                List.of(bounded(0.1432, 0.0061, 3), bounded(0.1471, 0.0088, 2), bounded(0.462, 0.0075, 2)),
                bounded(0.1449, 0.0067, 3),
                0.0017,
                List.of(0.712, 0.2875, 0.0005),
                difference,
                List.of(1),
                0.0049,
                preferred);
    }

    static FinalsVerdict.Difference better() {
        return new FinalsVerdict.Difference(-0.3171, -0.3275, -0.3067, true);
    }

    static Recommendation recommendation(int trial, Config config, Estimate estimate, boolean finished) {
        return new Recommendation(
                trial,
                config,
                estimate,
                null,
                finished ? bounded(0.9871, 0.0012, 3) : null,
                finished,
                finished ? 50 : 4);
    }

    static Report finished() {
        return report(DONE, recommendation(2, BETTER, bounded(0.1432, 0.0061, 3), true), told(better(), 0), readable());
    }

    static Report report(
            Lifecycle lifecycle, @Nullable Recommendation best, @Nullable FinalsVerdict verdict, LrVerdict sweep) {
        Recommendation control = new Recommendation(1, CONTROL, bounded(0.462, 0.0075, 2), null, null, true, 50);
        return new Report(
                "resnet-new-block",
                lifecycle,
                new Provenance("0.1.0", "25.0.1", "Linux", "amd64", "3f9a61c2"),
                START,
                START + 5_400_000L,
                2,
                new Objective("val_loss", Objective.Goal.MINIMIZE, Objective.At.LAST),
                "epoch",
                50,
                null,
                "test_accuracy",
                parameters(),
                gpuHours(12),
                gpuHours(11.25),
                gpuHours(0.25),
                best,
                verdict == null ? null : control,
                List.of("optimizer"),
                verdict == null ? List.of() : finalists(),
                verdict,
                verdict == null ? null : "val_loss",
                null,
                phases(),
                trials(),
                spending(),
                new Books(gpuHours(0.0125), gpuHours(0.5), gpuHours(0), 9, 1, 3),
                List.of(new FailureRow(
                        End.DIVERGED,
                        1,
                        gpuHours(0.5),
                        0,
                        "not tried again: a configuration that diverges cannot win",
                        4,
                        4,
                        "val_loss was NaN at epoch 50")),
                points(),
                sweep,
                List.of(
                        new EarlyRanks("val_loss", 4, 50, 0.78, 0.66, 0.88, 18, 5, EarlyRanks.Trust.CANNOT_TELL),
                        new EarlyRanks("val_loss", 16, 50, 0.91, 0.84, 0.96, 18, 5, EarlyRanks.Trust.TRUST)),
                List.of(new Report.RungRow(
                        16,
                        8,
                        4,
                        "new configurations are first trained to 8 epochs, not 4: val_loss after 4 is chance")),
                List.of(
                        new Report.Earlier(
                                "resnet #3",
                                0.7,
                                31,
                                "your default for dropout (it had none)",
                                new Agreement(10, 0.71, 0.52, 0.86),
                                true),
                        new Report.Earlier("resnet-small #1", 0.7, 24, "", new Agreement(10, 0.27, 0.12, 0.45), false)),
                List.of(new Warning(
                        "range-edge",
                        "lr = 0.0986 lies at the upper end of its range",
                        "widen the range of lr upwards in a follow-up study")),
                importance(),
                new BatchRule(18, OptimizerFamily.SGD, 1, 0.82, 0.31, 1.24, BatchRule.Verdict.HOLDS),
                new Outlook(
                        "val_loss",
                        0.0049,
                        List.of(
                                Outlook.Row.of(gpuHours(3), false, 0.25, 0.004, 0.09, 0.0049),
                                Outlook.Row.of(gpuHours(12), false, 1, 0.000001, 0.09, 0.0049))),
                List.of(proxy()),
                List.of(),
                List.of(
                        new Report.FixingRow(22, List.of("optimizer"), List.of()),
                        new Report.FixingRow(30, List.of(), List.of("optimizer"))));
    }

    private static Report.ProxyRow proxy() {
        ProxyVerdict verdict = new ProxyVerdict(
                "narrow",
                12,
                16,
                0.83,
                0.71,
                0.92,
                0.5,
                ProxyVerdict.Trust.TRUST_FOR_SOME,
                List.of(
                        new CarriedOver("lr", 0.997, CarriedOver.Verdict.CARRIES_OVER),
                        new CarriedOver("optimizer", 0.01, CarriedOver.Verdict.TURNS),
                        new CarriedOver("momentum", Double.NaN, CarriedOver.Verdict.CANNOT_TELL)));
        List<Report.ProxyPair> pairs = List.of(
                new Report.ProxyPair(0.61, 0.31), new Report.ProxyPair(0.55, 0.24), new Report.ProxyPair(0.9, 0.44));
        return new Report.ProxyRow("narrow", 10, 30, gpuHours(0.75), true, verdict, pairs);
    }

    private static Importance importance() {
        return new Importance(
                18,
                List.of(
                        new Importance.Row(
                                "lr",
                                share(0.62, 0.2, 0.97, Importance.Verdict.MATTERS),
                                share(0.31, 0.29, 0.6, Importance.Verdict.CANNOT_TELL)),
                        new Importance.Row(
                                "optimizer",
                                share(0.06, 0.15, 0.02, Importance.Verdict.MATTERS_LITTLE),
                                share(0.4, 0.2, 0.08, Importance.Verdict.CANNOT_TELL))));
    }

    private static Importance.Share share(double mean, double spread, double first, Importance.Verdict verdict) {
        return new Importance.Share(mean, Math.max(0, mean - spread), Math.min(1, mean + spread), mean, first, verdict);
    }

    private static List<Parameter> parameters() {
        Domain optimizers = new Domain.Choice(List.of(new Value.Text("adamw"), new Value.Text("sgd")));
        return List.of(
                new Parameter(
                        "lr",
                        new Domain.LogUniform(1e-5, 1e-1),
                        Role.LEARNING_RATE,
                        false,
                        new Value.Real(1e-4),
                        false,
                        null,
                        null),
                new Parameter(
                        "optimizer", optimizers, Role.OPTIMIZER, true, new Value.Text("adamw"), true, null, null));
    }

    private static List<Finalist> finalists() {
        Diagnosis healthy = new Diagnosis(Diagnosis.Kind.HEALTHY, "val_loss: flat over the last 10 of 50", "");
        Diagnosis open = new Diagnosis(
                Diagnosis.Kind.NOT_CONVERGED,
                "val_loss: still improving at the end, by 0.04 ± 0.003 (90 %)",
                "train longer");
        return List.of(
                new Finalist(
                        2,
                        BETTER,
                        false,
                        true,
                        List.of(0.141, 0.1449, 0.1437),
                        List.of(),
                        bounded(0.1432, 0.0061, 3),
                        gpuHours(0.702),
                        List.of(healthy)),
                new Finalist(
                        3,
                        NEAR,
                        false,
                        false,
                        List.of(0.1489, 0.1453),
                        List.of(),
                        bounded(0.1471, 0.0088, 2),
                        gpuHours(1.125),
                        List.of(open)),
                new Finalist(
                        1,
                        CONTROL,
                        true,
                        false,
                        List.of(0.4611, 0.4629),
                        List.of(),
                        bounded(0.462, 0.0075, 2),
                        gpuHours(1.0),
                        List.of(open)));
    }

    private static List<PhaseRow> phases() {
        return List.of(
                new PhaseRow(
                        "explore",
                        "random",
                        "done",
                        0.1,
                        gpuHours(1.2),
                        gpuHours(1.125),
                        30,
                        4L,
                        gpuHours(0.04),
                        "",
                        "30 configurations are trained"),
                new PhaseRow(
                        "validate",
                        "race",
                        "running",
                        0.9,
                        gpuHours(10.8),
                        gpuHours(10.0),
                        7,
                        50L,
                        null,
                        "2 finalists and the control",
                        ""));
    }

    private static List<TrialRow> trials() {
        return List.of(
                new TrialRow(
                        1, CONTROL, "transfer", "the defaults", gpuHours(2.5), List.of(run(RunState.FINISHED, 0.4611))),
                new TrialRow(
                        2,
                        BETTER,
                        "explore",
                        "exploration over the wide ranges",
                        gpuHours(4.5),
                        List.of(run(RunState.FINISHED, 0.141))),
                new TrialRow(
                        3,
                        NEAR,
                        "explore",
                        "exploration over the wide ranges",
                        gpuHours(4.0),
                        List.of(run(RunState.FINISHED, 0.1489))),
                new TrialRow(
                        4,
                        config(0.09, "sgd"),
                        "explore",
                        "exploration over the wide ranges",
                        gpuHours(0.125),
                        List.of(run(RunState.DIVERGED, Double.NaN))),
                new TrialRow(5, config(0.01, "sgd"), "try", "added by the user", gpuHours(0), List.of()));
    }

    private static RunRow run(RunState state, double last) {
        SequencedMap<String, List<Double>> metrics = new LinkedHashMap<>();
        metrics.put("val_loss", List.of(2 + last, 1 + last, last));
        String why = state == RunState.DIVERGED ? "val_loss is NaN at epoch 50" : "done";
        return new RunRow(1, state, why, 50, last, List.of(4L, 20L, 50L), metrics);
    }

    private static List<SpendPoint> spending() {
        return List.of(
                new SpendPoint(START + 600_000L, "explore", gpuHours(1.0)),
                new SpendPoint(START + 700_000L, "explore", gpuHours(1.125)),
                new SpendPoint(START + 5_400_000L, "validate", gpuHours(11.125)));
    }

    private static List<LrSweep.Point> points() {
        return List.of(
                new LrSweep.Point(1e-6, 2.3),
                new LrSweep.Point(1e-4, 2.1),
                new LrSweep.Point(1e-2, 0.9),
                new LrSweep.Point(1, 9.0));
    }

    static LrVerdict readable() {
        return new LrVerdict.Readable(1e-5, 2.5e-3, 1e-2, 8e-2, 1.25e-3, 0.3, points());
    }
}
