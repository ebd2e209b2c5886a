package dev.stint.engine.study;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.AttemptEnded;
import dev.stint.engine.history.StudyEvent.AttemptStarted;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.Metered;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.StudyEvent.StopRequested;
import dev.stint.engine.history.StudyEvent.StudyClosed;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Work;
import dev.stint.engine.phase.Plans;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts, meters and ends of attempts: what they cost, and where they leave their run. */
final class Attempts {

    /** Failing trials without a single value after which a study is given up. */
    private static final int FIRST_FAILURES = 3;

    private Attempts() {}

    /** Nothing follows for work that was settled before it could start, as when the study closed. */
    static List<StudyEvent> started(History history, Command.Started started) {
        return !history.open().containsKey(started.run())
                ? List.of()
                : List.of(new AttemptStarted(
                        started.attempt(),
                        started.run(),
                        started.pid(),
                        started.startTime(),
                        started.devices(),
                        started.worker(),
                        started.reportFrom()));
    }

    /** The cost of {@code seconds} in which {@code units} of a training of {@code full} were trained, in the budget's unit. */
    static Amount cost(History history, double seconds, long units, long full) {
        Unit unit = history.spec().budget().unit();
        double devices = history.spec().resources().gpusPerTrial();
        double value = switch (unit.kind()) {
            case SLOT_TIME -> seconds / unit.base();
            case GPU_TIME -> seconds * (devices == 0 ? 1 : devices) / unit.base();
            case FIDELITY -> units;
            case TRAININGS -> full == 0 ? 0 : (double) units / full;
        };
        return new Amount(value, unit);
    }

    private static Amount cost(History history, Attempt attempt, double seconds) {
        if (attempt.ownCost()) {
            return attempt.cost();
        }
        boolean sweep = attempt.task() instanceof Task.LrRange && attempt.lines() > 0;
        long units = attempt.task().trains() ? Math.max(0, attempt.trained()) : sweep ? 1 : 0;
        boolean counted = !history.spec().budget().unit().timed();
        if (counted && attempt.task() instanceof Task.Proxy(String name)) {
            return history.spec()
                    .proxy(name)
                    .price(history.spec())
                    .times((double) units)
                    .max(attempt.cost());
        }
        long full =
                history.spec().fullLength(history.trial(attempt.run().trial()).config());
        return cost(history, seconds, units, full).max(attempt.cost());
    }

    /** The attempt of this number while it runs; null for one that has ended or never started. */
    static @Nullable Attempt running(History history, int number) {
        Attempt attempt = history.knows(number) ? history.attempt(number) : null;
        return attempt != null && attempt.running() ? attempt : null;
    }

    static List<StudyEvent> metered(History history, Command.Meter meter) {
        Attempt attempt = running(history, meter.attempt());
        if (attempt == null) {
            return List.of();
        }
        double seconds = Math.max(meter.seconds(), attempt.seconds());
        Amount cost = cost(history, attempt, seconds);
        return charged(history, attempt, cost, new Metered(attempt.number(), seconds, cost));
    }

    /** A charge, and the end of an attempt that it makes too dear. */
    static List<StudyEvent> charged(History history, Attempt attempt, Amount cost, StudyEvent charge) {
        Work work = history.work(attempt.run());
        return work.stopping().isEmpty() && outgrown(history, attempt, cost)
                ? List.of(
                        charge,
                        new StopRequested(attempt.run(), "it outgrew its reservation, and nothing more is free"))
                : List.of(charge);
    }

    /** Whether an attempt costs more than it was promised and its phase has nothing left to give. */
    private static boolean outgrown(History history, Attempt attempt, Amount cost) {
        Work work = history.work(attempt.run());
        Ledger view = Plans.of(history.spec()).view(attempt.phase(), history, history.ledger());
        Ledger.Promise promise = view.open().get(attempt.run().key());
        if (promise == null) {
            return false;
        }
        Amount before = promise.charged().minus(work.reserve()).orZero();
        Amount over = promise.charged()
                .plus(cost.minus(attempt.cost()))
                .minus(work.reserve())
                .orZero();
        Amount more = over.minus(before);
        return more.isPositive() && more.compareTo(view.free()) > 0;
    }

    static List<StudyEvent> ended(History history, Command.Ended ended) {
        Attempt attempt = running(history, ended.attempt());
        if (attempt == null) {
            return List.of();
        }
        Run run = history.run(attempt.run());
        End end = end(history, attempt, run, ended.end());
        double seconds = Math.max(ended.seconds(), attempt.seconds());
        List<StudyEvent> events = new ArrayList<>();
        events.add(new AttemptEnded(attempt.number(), end, seconds, cost(history, attempt, seconds), ended.detail()));
        RunState state = settled(history, attempt, run, end);
        if (state != null) {
            events.add(new TrialSettled(attempt.run(), state, why(end, ended.detail())));
        }
        if (end == End.UNSUPPORTED && attempt.task() instanceof Task.Evaluate) {
            events.add(new Finding(
                    "no-evaluate",
                    "the script has no evaluate mode: the splits are judged by what training printed",
                    ""));
        }
        StudyClosed gaveUp = giveUp(history, attempt, end, state, ended.detail());
        if (gaveUp != null) {
            events.addAll(closing(history, attempt.run(), gaveUp));
        }
        return events;
    }

    /** The end of a study: work that no attempt stands for is settled, the rest when its attempt has ended. */
    static List<StudyEvent> closing(History history, @Nullable RunId settled, StudyClosed closed) {
        List<StudyEvent> events = new ArrayList<>();
        for (Work work : history.open().values()) {
            boolean under =
                    work.attempt() > 0 && history.attempt(work.attempt()).running();
            if (!under && !work.run().equals(settled)) {
                events.add(new TrialSettled(
                        work.run(), stopped(work.task(), history.run(work.run())), "the study closed"));
            }
        }
        events.add(closed);
        return events;
    }

    private static End end(History history, Attempt attempt, Run run, End told) {
        if (!attempt.task().trains()) {
            return told;
        }
        if (diverged(history, run)) {
            return End.DIVERGED;
        }
        return switch (told) {
            case DONE, EARLY -> run.curve().reached() < attempt.upTo() ? End.EARLY : End.DONE;
            case UNSUPPORTED -> End.USER;
            case USER, OOM, DIVERGED, TIMEOUT, HUNG, INFRASTRUCTURE, INTERRUPTED, STOPPED -> told;
        };
    }

    /** Whether the objective was ever not finite: what a script prints after that changes nothing. */
    static boolean diverged(History history, Run run) {
        return run.curve().points().stream()
                .anyMatch(p -> isDivergence(p.metrics().get(metric(history))));
    }

    static boolean isDivergence(@Nullable Double objective) {
        return objective != null && !Double.isFinite(objective);
    }

    private static String metric(History history) {
        return history.spec().objective().metric();
    }

    /** Where the run stands after this attempt; null when the same work goes on in a further attempt. */
    private static @Nullable RunState settled(History history, Attempt attempt, Run run, End end) {
        Work work = history.work(attempt.run());
        boolean wanted = work.stopping().isEmpty() && history.lifecycle().state() != Lifecycle.State.CLOSED;
        boolean pausing = history.lifecycle().state() == Lifecycle.State.PAUSED;
        RunState stopped = stopped(attempt.task(), run);
        return switch (end) {
            case DONE -> done(history, attempt, run);
            case EARLY -> measured(history, run) ? RunState.ENDED_EARLY : RunState.FAILED;
            case UNSUPPORTED, USER, OOM, TIMEOUT -> failed(attempt);
            case DIVERGED -> RunState.DIVERGED;
            case INFRASTRUCTURE, HUNG ->
                !wanted ? stopped : work.failures() < history.spec().limits().retries() ? null : failed(attempt);
            case INTERRUPTED -> wanted ? null : stopped;
            case STOPPED -> pausing && wanted ? null : stopped;
        };
    }

    private static RunState done(History history, Attempt attempt, Run run) {
        if (!attempt.task().trains()) {
            return RunState.FINISHED;
        }
        if (!measured(history, run)) {
            return RunState.FAILED;
        }
        long full = history.fullLength(history.trial(attempt.run().trial()));
        return run.curve().reached() >= full ? RunState.FINISHED : RunState.PAUSED;
    }

    /** A split that cannot be evaluated does not undo the training. */
    private static RunState failed(Attempt attempt) {
        return attempt.task() instanceof Task.Evaluate ? RunState.FINISHED : RunState.FAILED;
    }

    private static RunState stopped(Task task, Run run) {
        if (task instanceof Task.Evaluate) {
            return RunState.FINISHED;
        }
        return task.trains() && run.checkpoint() > 0 ? RunState.PAUSED : RunState.STOPPED;
    }

    private static boolean measured(History history, Run run) {
        return run.curve().points().stream().anyMatch(p -> p.metrics().get(metric(history)) != null);
    }

    private static String why(End end, String detail) {
        return detail.isEmpty() ? end.name().toLowerCase(java.util.Locale.ROOT) : detail;
    }

    /**
     * Gives a study up whose trials cannot succeed: the metric is never printed, or all of the first trials fail. What is tried again
     * counts once it is given up itself.
     */
    private static @Nullable StudyClosed giveUp(
            History history, Attempt attempt, End end, @Nullable RunState state, String detail) {
        boolean training = attempt.task() instanceof Task.Full;
        if (!training || anything(history) || history.lifecycle().state() != Lifecycle.State.OPEN) {
            return null;
        }
        if (end == End.DONE || end == End.EARLY) {
            return new StudyClosed(Outcome.FAILED, neverPrinted(history, attempt, detail));
        }
        long failed = history.candidates().stream()
                        .flatMap(t -> t.runs().stream())
                        .filter(r -> r.state() == RunState.FAILED || r.state() == RunState.DIVERGED)
                        .count()
                + 1;
        boolean over = state == RunState.FAILED || state == RunState.DIVERGED;
        return over && failed >= FIRST_FAILURES
                ? new StudyClosed(
                        Outcome.FAILED,
                        "the first " + failed + " trainings failed. The last one (" + end.words() + ") said:\n"
                                + detail)
                : null;
    }

    /** Whether any training ever printed the objective. */
    private static boolean anything(History history) {
        return history.candidates().stream().flatMap(t -> t.runs().stream()).anyMatch(r -> measured(history, r));
    }

    private static String neverPrinted(History history, Attempt attempt, String detail) {
        Run run = history.run(attempt.run());
        List<String> printed = run.curve().points().stream()
                .flatMap(p -> p.metrics().keySet().stream())
                .distinct()
                .toList();
        String found = printed.isEmpty() ? "no metric line was read" : "read were: " + String.join(", ", printed);
        return "the training ended without printing the objective " + metric(history) + " together with "
                + history.spec().fidelity().unit() + "; " + found + "."
                + (detail.isEmpty() ? "" : " The last output was:\n" + detail);
    }
}
