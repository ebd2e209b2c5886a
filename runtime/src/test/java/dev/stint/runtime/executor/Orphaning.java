package dev.stint.runtime.executor;

import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.spec.Resources;
import dev.stint.engine.study.Command;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A Stint that will be killed: starts two attempts, lets both go, and a third that waits, says their pids, and waits for its death. */
final class Orphaning {

    private Orphaning() {}

    /** Arguments: study folder, {@code warm} or {@code cold}. */
    public static void main(String[] arguments) throws InterruptedException {
        Path study = Path.of(arguments[0]);
        Recorder recorder = new Recorder();
        LocalExecutor executor = new LocalExecutor(
                Specs.acting().warm(arguments[1].equals("warm")).build(),
                study,
                study,
                Slots.of(new Resources(3, 0), 4, Devices.none()),
                recorder,
                InstantSource.system());
        List<String> acts = List.of("stubborn", "slow", "steps");
        for (int i = 1; i <= acts.size(); i++) {
            executor.start(
                    new Assignment(i, new RunId(i, 1), Specs.act(acts.get(i - 1)), Task.FULL, 123, 0, 1_000, 1_000));
            recorder.started(i);
        }
        executor.go(1);
        executor.go(2);
        recorder.reported(1);
        recorder.await(
                Command.Report.class,
                report -> report.attempt() == 2
                        && report.seconds() > recorder.reported(2).seconds());
        recorder.told(Command.Started.class)
                .forEach(s -> System.out.println(s.attempt() + " " + s.pid() + " " + s.startTime() + " " + s.worker()
                        + " " + s.reportFrom() + " " + s.now()));
        System.out.println("ready");
        Thread.sleep(120_000); // stays until the test kills it; leaves by itself if nobody does
    }
}
