package dev.stint.cli.doctor;

import dev.stint.engine.history.End;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command.Line;
import java.util.List;
import java.util.stream.IntStream;

/** Can it sweep the learning rate? */
final class SweepCheck implements Check {

    private static final String CHECK = "lr-range";
    private static final String REMEDY =
            "exit with code 64 in modes that the script does not know, or print {\"lr\": ..., \"loss\": ...} for each"
                + " of STINT_LR_STEPS rates from STINT_LR_MIN to STINT_LR_MAX, each a constant factor above the last";

    @Override
    public List<Finding> of(Evidence evidence) {
        Seen sweep = evidence.of(Probe.SWEEP);
        return sweep == null ? List.of() : List.of(finding(evidence, sweep));
    }

    private static Finding finding(Evidence evidence, Seen sweep) {
        List<Line.Lr> points = sweep.lines(Line.Lr.class);
        boolean well = !sweep.failed() && sweep.stop() == null;
        if (sweep.end() == End.UNSUPPORTED || (well && points.isEmpty())) {
            return without(evidence.spec());
        }
        if (!well) {
            return Finding.warning(
                    CHECK,
                    (sweep.stop() != null ? "the sweep does not end" : "the sweep fails") + Say.quoted(sweep.detail()),
                    REMEDY);
        }
        boolean rises = IntStream.range(1, points.size())
                .allMatch(i -> points.get(i).lr() > points.get(i - 1).lr());
        return rises
                ? Finding.ok(CHECK, "sweeps the learning rate: " + points.size() + " rates")
                : Finding.warning(CHECK, "the rates of the sweep do not rise: " + rates(points), REMEDY);
    }

    private static Finding without(StudySpec spec) {
        return sweeps(spec.plan())
                ? Finding.warning(CHECK, "no sweep of the learning rate: the plan goes without it", REMEDY)
                : Finding.skipped(CHECK, "no sweep of the learning rate, and the plan needs none");
    }

    private static boolean sweeps(PlanSpec plan) {
        return switch (plan) {
            case PlanSpec.Classic ignored -> true;
            case PlanSpec.Adaptive ignored -> false;
            case PlanSpec.Custom custom ->
                custom.phases().stream().anyMatch(phase -> phase.phase().equals("lr-find"));
        };
    }

    private static String rates(List<Line.Lr> points) {
        return Say.list(
                points.stream().map(point -> Double.toString(point.lr())).toList());
    }
}
