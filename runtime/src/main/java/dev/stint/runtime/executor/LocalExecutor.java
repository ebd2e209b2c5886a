package dev.stint.runtime.executor;

import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.spec.Command;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command.NotStarted;
import dev.stint.engine.study.Command.Pause;
import dev.stint.runtime.trial.AssignmentLine;
import dev.stint.runtime.trial.CommandLine;
import dev.stint.runtime.trial.Environment;
import dev.stint.runtime.trial.Job;
import dev.stint.runtime.trial.LineParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs attempts as processes of this machine. One thread owns all state; everybody else leaves it mail. */
public final class LocalExecutor implements Executor {

    private static final long POLL_MILLIS = 50;
    private static final System.Logger LOG = System.getLogger(LocalExecutor.class.getName());

    private final Site site;
    private final LinkedBlockingQueue<Runnable> mail = new LinkedBlockingQueue<>();
    private final Deque<Assignment> waiting = new ArrayDeque<>();
    private final Map<Integer, Solo> solos = new LinkedHashMap<>();
    private final Workers workers;
    private final Thread thread;
    private boolean closing;

    /**
     * An executor for one study.
     *
     * @param study the study folder; created where it is missing
     * @param home the folder of the study file, from which commands run
     * @param sink told from one thread, in order; must not wait for this executor
     * @param clock dates commands; durations are measured apart from it
     * @throws UncheckedIOException if the study folder cannot be used
     */
    public LocalExecutor(StudySpec spec, Path study, Path home, Slots slots, Sink sink, InstantSource clock) {
        this(spec, study, home, slots, sink, clock, Shell.found());
    }

    LocalExecutor(StudySpec spec, Path study, Path home, Slots slots, Sink sink, InstantSource clock, Shell shell) {
        try {
            Layout layout = new Layout(study);
            layout.sweep();
            Watcher watcher = new Watcher(shell, layout.study(), spec.limits().graceSeconds());
            String workdir = spec.workdir();
            Path base = home.toAbsolutePath().normalize();
            Launcher launcher = new Launcher(
                    shell, workdir == null ? base : base.resolve(workdir).normalize(), watcher);
            Teller teller = new Teller(sink, clock);
            this.site = new Site(
                    spec,
                    layout,
                    slots,
                    new DeviceCheck(slots, teller),
                    new LineParser(spec),
                    launcher,
                    watcher,
                    teller,
                    new Room(layout.study()),
                    new Pace());
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot use the study folder " + study, unusable);
        }
        this.workers = new Workers(site, mail::add);
        this.thread = Thread.ofPlatform().name("stint-executor").daemon().start(this::run);
    }

    @Override
    public void start(Assignment assignment) {
        mail.add(() -> {
            waiting.add(assignment);
            serve();
        });
    }

    @Override
    public void go(int attempt) {
        mail.add(() -> guarded(attempt, () -> {
            Solo solo = solos.get(attempt);
            Worker worker = workers.of(attempt);
            if (solo != null) {
                solo.go();
            } else if (worker != null) {
                worker.go();
            }
        }));
    }

    @Override
    public void stop(int attempt) {
        mail.add(() -> guarded(attempt, () -> {
            Solo solo = solos.get(attempt);
            Worker worker = workers.of(attempt);
            if (solo != null) {
                solo.leave(Departure.Reason.STOP);
            } else if (worker != null) {
                worker.leave(Departure.Reason.STOP);
            }
        }));
    }

    /** Returns when all is told. Only before {@link #close}. */
    @Override
    public void recover(List<Attempt> unfinished) {
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        mail.add(() -> {
            try {
                new Recovery(site).run(unfinished);
            } finally {
                told.complete(true);
            }
        });
        told.join();
    }

    @Override
    public void drop(RunId run) {
        site.layout().drop(run);
    }

    @Override
    public boolean keeps(RunId run) {
        return site.layout().keeps(run);
    }

    @Override
    public long size(RunId run) {
        return site.layout().size(run);
    }

    /** Where a run of a study keeps its checkpoints; the folder need not exist. */
    public static Path checkpoints(Path study, RunId run) {
        return Layout.checkpoints(study, run);
    }

    /**
     * Deletes checkpoints in the folder of a study that nothing runs of; as {@link #drop}.
     *
     * @throws UncheckedIOException if the study folder cannot be used
     */
    public static void drop(Path study, Set<RunId> runs) {
        try {
            Layout layout = new Layout(study);
            layout.sweep();
            runs.forEach(layout::drop);
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot use the study folder " + study, unusable);
        }
    }

    @Override
    public void close() {
        mail.add(() -> {
            closing = true;
            waiting.clear();
            solos.values().forEach(solo -> solo.leave(Departure.Reason.STOP));
            workers.dismiss();
        });
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing || busy()) {
            try {
                readMail();
                serve();
                tick();
            } catch (InterruptedException nobodyDoesThis) {
                Thread.currentThread().interrupt();
                break;
            } catch (Throwable fault) {
                LOG.log(System.Logger.Level.ERROR, "the executor goes on after a fault", fault);
            }
        }
        site.watcher().close();
    }

    private boolean busy() {
        return !solos.isEmpty() || !workers.isEmpty() || !waiting.isEmpty();
    }

    private void readMail() throws InterruptedException {
        Runnable first = busy() ? mail.poll(POLL_MILLIS, TimeUnit.MILLISECONDS) : mail.take();
        for (Runnable letter = first; letter != null; letter = mail.poll()) {
            letter.run();
        }
    }

    /** Starts what waits, as far as there are devices: one that was lost leaves fewer than there are slots. */
    private void serve() {
        while (!waiting.isEmpty() && mayStart()) {
            begin(waiting.removeFirst());
        }
        if (!waiting.isEmpty() && !site.slots().possible()) {
            waiting.clear();
            pause("too few GPUs are left for a training: " + site.slots().left().size() + " of "
                    + site.slots().devices().size()
                    + ". Run the same command again when they are back.");
        }
    }

    private boolean mayStart() {
        boolean idle = workers.anyIdle();
        while (!idle && site.slots().free()) {
            if (site.check().usable(site.slots().next())) {
                return true;
            }
        }
        return idle;
    }

    private void tick() {
        for (Map.Entry<Integer, Solo> entry : new ArrayList<>(solos.entrySet())) {
            guarded(entry.getKey(), () -> {
                if (entry.getValue().tick()) {
                    over(entry.getKey(), entry.getValue());
                }
            });
        }
        workers.tick();
        String shortage = site.room().isDue() ? site.room().shortage() : null;
        if (shortage != null) {
            pause(shortage);
        }
    }

    private void pause(String why) {
        site.teller().tell(new Pause(site.teller().now(), why));
    }

    /** A fault in what is done for an attempt ends that attempt, and nobody waits for it for ever. */
    private void guarded(int attempt, Runnable step) {
        try {
            step.run();
        } catch (Throwable fault) {
            broken(attempt, Faults.words(fault));
        }
    }

    /** Ends an attempt for which the training is not to blame. Tells whether there was one. */
    private boolean broken(int attempt, String what) {
        Solo solo = solos.get(attempt);
        Worker worker = workers.of(attempt);
        if (solo != null) {
            try {
                solo.broken(what);
            } finally {
                over(attempt, solo);
            }
        } else if (worker != null) {
            workers.broken(worker, what);
        }
        return solo != null || worker != null;
    }

    private void over(int attempt, Solo solo) {
        solos.remove(attempt);
        site.slots().release(holder(attempt));
        site.watcher().forget(solo.group());
    }

    private void begin(Assignment assignment) {
        String shortage = site.room().shortage();
        if (shortage != null) {
            pause(shortage);
            return;
        }
        try {
            String trouble = prepare(assignment);
            if (trouble != null) {
                refuse(assignment, trouble);
            }
        } catch (IllegalArgumentException user) {
            refuse(assignment, String.valueOf(user.getMessage()));
        } catch (IOException | UncheckedIOException system) {
            unable(assignment, "attempt " + assignment.attempt() + " could not be started: " + system.getMessage());
        } catch (Throwable fault) {
            lost(assignment, Faults.words(fault));
        }
    }

    /** What can never start: the study file is at fault. */
    private void refuse(Assignment assignment, String trouble) {
        site.slots().release(holder(assignment.attempt()));
        site.teller().tell(new NotStarted(site.teller().now(), assignment.run(), trouble));
    }

    /** What the machine does not let start: the next would fare no better. */
    private void unable(Assignment assignment, String what) {
        if (!broken(assignment.attempt(), what)) {
            site.slots().release(holder(assignment.attempt()));
            pause(what);
        }
    }

    /** What could not start now, but might another time. */
    private void lost(Assignment assignment, String what) {
        if (!broken(assignment.attempt(), what)) {
            site.slots().release(holder(assignment.attempt()));
            site.teller().broken(assignment.attempt(), assignment.run(), false, 0, what);
        }
    }

    private @Nullable String prepare(Assignment assignment) throws IOException {
        Command command = site.spec().command();
        if (command == null) {
            return "command: the study file names none, so nothing can be started. Add command: [python, train.py,"
                    + " ...].";
        }
        Path folder = site.layout().openAttempt(assignment.attempt());
        Job job = job(assignment);
        if (job.task().trains() && !site.spec().resumes()) {
            site.layout().drop(job.run()); // what an earlier length left must not be taken for a checkpoint
        }
        Files.createDirectories(job.checkpoints());
        Files.writeString(folder.resolve(Layout.CONFIG), AssignmentLine.config(assignment.config()) + "\n");
        Course course = new Course(assignment, folder, site, Board.of(job, site));
        if (site.spec().warm()) {
            workers.assign(command, course, job);
        } else {
            startSolo(command, course, job);
        }
        return null;
    }

    private void startSolo(Command command, Course course, Job job) throws IOException {
        int attempt = job.attempt();
        Path folder = course.folder();
        List<String> devices = site.slots().take(holder(attempt));
        Map<String, String> variables = Environment.of(
                site.spec(),
                job,
                site.slots().variables(devices),
                folder.resolve(Layout.CONFIG),
                folder.resolve(Layout.REPORT));
        Group group = site.launcher().launch(CommandLine.of(command, job), variables, folder);
        Solo solo = new Solo(course, group, site);
        solos.put(attempt, solo);
        group.onExit(code -> {
            long nanos = System.nanoTime();
            mail.add(() -> solo.exited(code, nanos));
        });
        course.started(group, devices, 0, 0);
    }

    private Job job(Assignment given) {
        boolean sweep = given.task() instanceof Task.LrRange;
        Path checkpoints =
                sweep ? site.layout().scratch(given.attempt()) : site.layout().checkpoints(given.run());
        return given.job(site.spec(), checkpoints);
    }

    private static String holder(int attempt) {
        return "attempt " + attempt;
    }
}
