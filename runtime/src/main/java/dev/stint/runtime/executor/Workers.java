package dev.stint.runtime.executor;

import dev.stint.engine.spec.Command;
import dev.stint.runtime.trial.AssignmentLine;
import dev.stint.runtime.trial.CommandLine;
import dev.stint.runtime.trial.Environment;
import dev.stint.runtime.trial.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The warm workers: kept while idle, replaced when they die. */
final class Workers {

    private final Site site;
    private final Executor mailbox;
    private final List<Worker> all = new ArrayList<>();

    /** @param mailbox where exits are told */
    Workers(Site site, Executor mailbox) {
        this.site = site;
        this.mailbox = mailbox;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Gives an assignment to an idle worker, or to a new one.
     *
     * @throws IllegalArgumentException if no worker can be started, in words for the user
     */
    void assign(Command command, Course course, Job job) throws IOException {
        Worker idle = idle();
        Worker worker = idle == null ? hire(command) : idle;
        worker.assign(course, AssignmentLine.of(job));
    }

    private @Nullable Worker idle() {
        return all.stream().filter(Worker::idle).findFirst().orElse(null);
    }

    /** Whether a worker can take an assignment; one that lost a device, or holds more memory than it may, is sent home. */
    boolean anyIdle() {
        for (Worker worker = idle(); worker != null; worker = idle()) {
            if (site.check().usable(worker.devices()) && !worker.tooLarge()) {
                return true;
            }
            worker.dismiss();
        }
        return false;
    }

    private Worker hire(Command command) throws IOException {
        List<String> words = CommandLine.ofWorker(command);
        int number = site.layout().openWorker();
        Path folder = site.layout().worker(number);
        List<String> devices = site.slots().take(holder(number));
        try {
            Group group = site.launcher()
                    .launch(
                            words,
                            Environment.ofWorker(
                                    site.spec(), site.slots().variables(devices), folder.resolve(Layout.REPORT)),
                            folder);
            Worker worker = new Worker(number, group, devices, site);
            all.add(worker);
            group.onExit(code -> {
                long nanos = System.nanoTime();
                mailbox.execute(() -> worker.exited(code, nanos));
            });
            group.go();
            return worker;
        } catch (IOException | IllegalArgumentException failed) {
            site.slots().release(holder(number));
            throw failed;
        }
    }

    /** The worker that has this attempt, or null. */
    @Nullable
    Worker of(int attempt) {
        return all.stream().filter(worker -> worker.runs(attempt)).findFirst().orElse(null);
    }

    void tick() {
        for (Worker worker : List.copyOf(all)) {
            try {
                if (worker.tick()) {
                    remove(worker);
                }
            } catch (Throwable fault) {
                broken(worker, Faults.words(fault));
            }
        }
    }

    /** Ends a worker that cannot be gone on with. */
    void broken(Worker worker, String what) {
        try {
            worker.broken(what);
        } finally {
            remove(worker);
        }
    }

    private void remove(Worker worker) {
        all.remove(worker);
        site.slots().release(holder(worker.number()));
        site.watcher().forget(worker.group());
    }

    void dismiss() {
        all.forEach(Worker::dismiss);
    }

    private static String holder(int number) {
        return "worker " + number;
    }
}
