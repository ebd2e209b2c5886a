package dev.stint.runtime.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent.Outcome;
import dev.stint.engine.history.Task;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.RunRow;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.runtime.journal.JournalLocked;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EmbeddedStudyTest {

    @TempDir
    Path home;

    private static Draft trainings(double budget) {
        return new Draft()
                .budget(budget, Unit.TRAININGS)
                .length(4, 4)
                .plan(Draft.phase("refine", PlanSpec.Method.RANDOM, 1.0))
                .validate(Validate.Mode.NONE);
    }

    private static double loss(Job job, long epoch) {
        return StrictMath.abs(StrictMath.log10(job.real("lr")) + 4) + 1.0 / epoch;
    }

    private static void train(Job job, Reporter report) {
        for (long epoch = job.from() + 1; epoch <= job.to(); epoch++) {
            if (!report.step(epoch, "val_loss", loss(job, epoch))) {
                return;
            }
        }
    }

    private static List<RunRow> runs(Report report) {
        return report.trials().stream().flatMap(t -> t.runs().stream()).toList();
    }

    @Test
    void aFunctionIsTunedToTheEnd() {
        Report report = Stint.study(
                        new Draft().budget(30, Unit.TRAININGS).length(1, 4).spec())
                .train(EmbeddedStudyTest::train);
        assertThat(report.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.spent().value()).isBetween(28.0, 30.0);
        assertThat(Objects.requireNonNull(report.recommended()).finished()).isTrue();
    }

    @Test
    void aBudgetInEpochsIsKeptToTheEpoch() {
        AtomicInteger epochs = new AtomicInteger();
        Report report = Stint.study(trainings(40).budget(40, Unit.FIDELITY).spec())
                .train((job, progress) -> {
                    train(job, progress);
                    epochs.addAndGet((int) (job.to() - job.from()));
                });
        assertThat(report.spent().value()).isEqualTo(epochs.get()).isBetween(36.0, 40.0);
    }

    @Test
    void aBudgetInTimeIsMetered() {
        Report report = Stint.study(
                        trainings(1).budget(2, Unit.SECONDS).cost(0.1).spec())
                .train((job, progress) -> {
                    for (long epoch = job.from() + 1; epoch <= job.to(); epoch++) {
                        Thread.sleep(25); // the training itself
                        progress.step(epoch, "val_loss", 0.5);
                    }
                });
        assertThat(report.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.spent().value()).isBetween(1.4, 2.3);
        assertThat(runs(report)).hasSizeBetween(5, 20);
    }

    @Test
    void ownCostsAreCharged() {
        Report report = Stint.study(
                        trainings(1).budget(100, Unit.GPU_HOURS).cost(10).spec())
                .train((job, progress) -> {
                    for (long epoch = job.from() + 1; epoch <= job.to(); epoch++) {
                        progress.cost(2.5);
                        progress.step(epoch, "val_loss", loss(job, epoch));
                    }
                });
        assertThat(report.spent().value()).isEqualTo(10 * runs(report).size()).isBetween(80.0, 100.0);
    }

    @Test
    void slotsAreThreads() {
        CyclicBarrier together = new CyclicBarrier(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger seen = new AtomicInteger();
        Report report = Stint.study(trainings(10).spec()).slots(3).train((job, progress) -> {
            threads.add(Thread.currentThread());
            if (seen.getAndIncrement() > 0 && seen.get() < 5) { // the defaults go alone
                together.await(20, TimeUnit.SECONDS);
            }
            train(job, progress);
        });
        assertThat(report.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(threads).hasSize(10);
    }

    @Test
    void anExceptionFailsItsTrialWithItsMessageAndNoOther() {
        Report report = Stint.study(trainings(8).spec()).train((job, progress) -> {
            if (job.trial() == 2) {
                throw new IllegalStateException("no data in /data");
            }
            train(job, progress);
        });
        assertThat(report.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        RunRow failed = report.trials().stream()
                .filter(t -> t.number() == 2)
                .flatMap(t -> t.runs().stream())
                .findFirst()
                .orElseThrow();
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.why()).startsWith("IllegalStateException: no data in /data (EmbeddedStudyTest.java:");
    }

    @Test
    void aFunctionThatNeverWorksEndsTheStudyWithWhatItSaid() {
        Report report = Stint.study(trainings(8).spec()).train((job, progress) -> {
            throw new Exception("there is no GPU");
        });
        assertThat(report.lifecycle().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.lifecycle().why()).contains("there is no GPU");
    }

    @Test
    void aReportThatDoesNotFitIsAnExceptionThatSaysWhy() {
        AtomicReference<String> said = new AtomicReference<>("");
        Stint.study(trainings(8).spec()).train((job, progress) -> {
            train(job, progress);
            assertThatThrownBy(() -> progress.step(9, "val_loss", 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("epoch: 9 is beyond 4");
            assertThatThrownBy(() -> job.real("rl"))
                    .hasMessageContaining("there is no parameter rl here; there are lr=");
            said.set("checked");
        });
        assertThat(said.get()).isEqualTo("checked");
    }

    @Test
    void sweepsAndEvaluationsAreThoseOfTheTrainer() {
        Trainer whole = new Trainer() {
            @Override
            public void train(Job job, Reporter report) {
                EmbeddedStudyTest.train(job, report);
            }

            @Override
            public void sweep(Job job, Task.LrRange range, Reporter report) {
                for (int i = 0; i < range.steps(); i++) {
                    double lr =
                            range.min() * StrictMath.pow(range.max() / range.min(), (double) i / (range.steps() - 1));
                    report.rate(lr, 2 - StrictMath.log10(lr) / 10);
                }
            }

            @Override
            public void evaluate(Job job, Split split, Reporter report) {
                report.split(Map.of(split == Split.HOLDOUT ? "holdout_loss" : "test_accuracy", 0.25));
            }
        };
        Draft draft = new Draft().budget(40, Unit.TRAININGS).length(1, 4).splits();
        Report report = Stint.study(draft.spec()).train(whole);
        assertThat(report.sweep()).hasSizeGreaterThan(99);
        assertThat(Objects.requireNonNull(
                                Objects.requireNonNull(report.recommended()).test())
                        .mean())
                .isEqualTo(0.25);
        Report without = Stint.study(draft.spec()).train(EmbeddedStudyTest::train);
        assertThat(without.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(without.sweep()).isEmpty();
    }

    @Test
    void aPauseAsksForTheEndAndTheStudyGoesOnFromTheLastStep() {
        EmbeddedStudy study = Stint.study(trainings(8).spec());
        AtomicBoolean paused = new AtomicBoolean();
        Report first = study.train((job, progress) -> {
            progress.step(1, "val_loss", 1);
            study.pause();
            while (!progress.stopped()) {
                Thread.sleep(1); // trains on
            }
            paused.set(true);
        });
        assertThat(paused).isTrue();
        assertThat(first.lifecycle().state()).isEqualTo(Lifecycle.State.PAUSED);
        Set<Long> begins = new LinkedHashSet<>();
        Report second = study.train((job, progress) -> {
            begins.add(job.from());
            train(job, progress);
        });
        assertThat(second.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(begins).startsWith(1L);
        assertThat(second.spent().value()).isEqualTo(8);
    }

    @Test
    void anInterruptPausesAndIsKept() throws InterruptedException {
        EmbeddedStudy study = Stint.study(trainings(8).spec()).in(home);
        CountDownLatch trains = new CountDownLatch(1);
        AtomicReference<String> end = new AtomicReference<>("");
        Thread caller = Thread.ofPlatform().start(() -> {
            Report report = study.train((job, progress) -> {
                trains.countDown();
                while (progress.step(1, "val_loss", 1)) {
                    Thread.sleep(100_000); // until it is interrupted, after the grace period at the latest
                }
            });
            end.set(report.lifecycle().state() + " " + Thread.currentThread().isInterrupted());
        });
        trains.await();
        caller.interrupt();
        caller.join();
        assertThat(end.get()).isEqualTo("PAUSED true");
    }

    @Test
    void inAFolderAStudyOutlivesItsProcess() {
        Draft draft = trainings(8);
        EmbeddedStudy study = Stint.study(draft.spec()).in(home);
        study.train((job, progress) -> {
            if (job.trial() == 3) {
                study.pause();
            }
            train(job, progress);
        });
        AtomicInteger jobs = new AtomicInteger();
        Report report = Stint.study(draft.spec()).in(home).train((job, progress) -> {
            jobs.incrementAndGet();
            train(job, progress);
        });
        assertThat(report.lifecycle().outcome()).isEqualTo(Outcome.DONE);
        assertThat(runs(report)).hasSize(8);
        assertThat(jobs.get()).isBetween(5, 6);
    }

    @Test
    void aFolderIsOneStudysAndOneWritersOnly() {
        EmbeddedStudy study = Stint.study(trainings(8).spec()).in(home);
        study.train((job, progress) -> {
            assertThatThrownBy(() -> Stint.study(trainings(8).spec()).in(home).train(EmbeddedStudyTest::train))
                    .isInstanceOf(JournalLocked.class);
            assertThatThrownBy(() -> study.train(EmbeddedStudyTest::train)).hasMessageContaining("runs already");
            study.pause();
            train(job, progress);
        });
        assertThatThrownBy(
                        () -> Stint.study(trainings(8).seed(2).spec()).in(home).train(EmbeddedStudyTest::train))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seed: 1 -> 2");
        assertThatThrownBy(() -> Stint.study(trainings(11).spec()).in(home).train(EmbeddedStudyTest::train))
                .hasMessageContaining("amend()");
        Report more = Stint.study(trainings(11).spec()).in(home).amend().train(EmbeddedStudyTest::train);
        assertThat(more.spent().value()).isEqualTo(11);
    }

    @Test
    void askReportTell() throws InterruptedException {
        EmbeddedStudy study = Stint.study(trainings(8).spec());
        try (OpenStudy open = study.open()) {
            Job first = Objects.requireNonNull(open.ask());
            assertThatThrownBy(open::ask).hasMessageContaining("tell one first");
            open.report(first).step(4, "val_loss", 0.5);
            assertThat(Objects.requireNonNull(open.result().recommended()).trial())
                    .isEqualTo(1);
            open.tell(first);
            assertThatThrownBy(() -> open.tell(first)).hasMessageContaining("job 1/1 is not open");
            for (Job job = open.ask(); job != null; job = open.ask()) {
                train(job, open.report(job));
                open.tell(job);
            }
            assertThat(open.result().lifecycle().outcome()).isEqualTo(Outcome.DONE);
            assertThat(open.result().spent().value()).isEqualTo(8);
        }
    }

    @Test
    void aStudyThatIsClosedEarlyIsPausedAndAsksEndWithNull() throws Exception {
        EmbeddedStudy study = Stint.study(trainings(8).spec());
        OpenStudy open = study.open();
        Job job = Objects.requireNonNull(open.ask());
        open.report(job).step(2, "val_loss", 0.5);
        AtomicReference<String> other = new AtomicReference<>("waits");
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                other.set(String.valueOf(open.ask()));
            } catch (InterruptedException e) {
                other.set("interrupted");
            }
        });
        Thread telling = Thread.ofPlatform().start(() -> {
            while (!open.report(job).stopped()) {
                Thread.onSpinWait();
            }
            open.tell(job);
        });
        open.close();
        waiting.join();
        telling.join();
        assertThat(other.get()).isEqualTo("null");
        try (OpenStudy again = study.open()) {
            assertThat(Objects.requireNonNull(again.ask()).from()).isEqualTo(2);
        }
    }

    @Test
    void theExamplesOfTheDocumentationDoWhatTheySay() throws InterruptedException {
        for (Report report : List.of(Examples.lambda(), Examples.ask())) {
            assertThat(report.lifecycle().outcome()).isEqualTo(Outcome.DONE);
            assertThat(Objects.requireNonNull(report.recommended())
                            .config()
                            .values()
                            .get("lr"))
                    .matches(lr -> lr.number() > 1e-3 && lr.number() < 1e-2);
        }
    }
}
