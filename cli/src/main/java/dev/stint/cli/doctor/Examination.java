package dev.stint.cli.doctor;

import dev.stint.engine.history.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * What the doctor says in the end.
 *
 * @param findings in the order of the checks
 * @param runs how many runs were made
 * @param units of fidelity that were trained
 * @param seconds that a slot was busy, the start-up of workers included
 */
public record Examination(List<Finding> findings, int runs, long units, double seconds) {

    private static final List<Check> CHECKS = List.of(
            new StartCheck(),
            new MetricsCheck(),
            new GoalCheck(),
            new LengthCheck(),
            new ResumeCheck(),
            new ScheduleCheck(),
            new SeedCheck(),
            new ConfigCheck(),
            new SplitCheck(Split.HOLDOUT),
            new SplitCheck(Split.TEST),
            new SweepCheck(),
            new ProxyCheck(),
            new StopCheck(),
            new OutputCheck(),
            new GpuCheck(),
            new CostCheck());

    public Examination {
        findings = List.copyOf(findings);
    }

    static Examination of(Evidence evidence) {
        List<Seen> runs = evidence.runs();
        return new Examination(
                CHECKS.stream().flatMap(check -> check.of(evidence).stream()).toList(),
                runs.size(),
                runs.stream().mapToLong(seen -> seen.reached() - seen.from()).sum(),
                runs.stream()
                        .mapToDouble(seen -> seen.seconds() + seen.startUp())
                        .sum());
    }

    /** With one more finding, and what it took. */
    Examination and(Finding finding, List<Seen> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.add(finding);
        return new Examination(
                all,
                runs + more.size(),
                units + more.stream().mapToLong(Seen::reached).sum(),
                seconds
                        + more.stream()
                                .mapToDouble(seen -> seen.seconds() + seen.startUp())
                                .sum());
    }

    /** When nothing could be tried. */
    static Examination refused(Finding finding) {
        return new Examination(List.of(finding), 0, 0, 0);
    }

    public long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    public boolean healthy() {
        return count(Level.PROBLEM) == 0;
    }
}
