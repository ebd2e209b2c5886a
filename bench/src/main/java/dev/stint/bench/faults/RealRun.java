package dev.stint.bench.faults;

import dev.stint.bench.faults.Scene.Strike;
import dev.stint.bench.faults.Violation.Sort;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.seed.Seed;
import dev.stint.runtime.journal.JournalFailure;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A study of real processes, struck as its scene says, started again until it ends, and then audited. */
final class RealRun {

    private static final Pattern TRACE =
            Pattern.compile("^\\s+at [\\w.$/]+\\(|Exception in thread|Stint itself failed", Pattern.MULTILINE);
    private static final Set<Integer> DOCUMENTED = Set.of(0, 1, 2, 3, 130);
    private static final Set<Integer> OVER = Set.of(0, 1, 3);
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int PAUSED = 130;
    private static final int TRIES = 4;
    private static final double LEAVING_SECONDS = 15;

    private final Scene scene;
    private final Seed seed;
    private final Ground ground;
    private final Start start;
    private final Blows blows;
    private final Verdict verdict = new Verdict();
    private final Acknowledged acknowledged = new Acknowledged();

    /**
     * One run.
     *
     * @param seed of what is not in the scene
     * @param stint the words that start the command
     */
    RealRun(Scene scene, Seed seed, Ground ground, List<String> stint) {
        this.scene = scene;
        this.seed = seed;
        this.ground = ground;
        this.start = new Start(ground, stint);
        this.blows = new Blows(ground);
    }

    Verdict run() throws IOException, InterruptedException {
        String before = ground.sentinel();
        int number = 0;
        for (Strike strike : scene.strikes()) {
            strike(strike, seed.child(number++));
        }
        Start.Seen last = finish();
        requireAlive(last);
        verdict.inject(misbehaved());
        requireGone();
        audit(last);
        if (!ground.sentinel().equals(before)) {
            verdict.violate(Sort.OUTSIDE, "the folder beside the study was " + before + ", is " + ground.sentinel());
        }
        return verdict;
    }

    private void strike(Strike strike, Seed own) throws IOException, InterruptedException {
        Start.Seen seen = started(strike.after(), strike.kind());
        if (seen.struck() && strike.kind() != Kind.DAMAGE) {
            verdict.inject();
        }
        boolean elsewhere = strike.kind().ofThePlace();
        inspect(seen, elsewhere);
        if (elsewhere && seen.struck()) {
            inspect(started(0, null), true);
        }
        ground.mend();
        if (strike.kind() == Kind.DAMAGE) {
            damage(own);
        }
        if (strike.patient() && strike.kind() != Kind.ORPHAN) {
            requireGone();
        }
    }

    private Start.Seen started(int after, @Nullable Kind kind) throws IOException, InterruptedException {
        verdict.start();
        Start.Seen seen = start.run(after, kind == null ? null : (stint, lines) -> blows.fall(kind, stint, lines));
        seen.lines().forEach(acknowledged::hear);
        return seen;
    }

    /** @param place whether the place was made unusable, so that Stint may refuse it */
    private void inspect(Start.Seen seen, boolean place) throws IOException {
        if (seen.stuck()) {
            verdict.violate(
                    Sort.ENDING,
                    "did not end by itself; last told: "
                            + (seen.lines().isEmpty() ? "nothing" : seen.lines().getLast()));
        } else if (!DOCUMENTED.contains(seen.code()) && !(seen.killed() && seen.struck())) {
            verdict.violate(Sort.ENDING, "exit code " + seen.code() + ": " + seen.err());
        } else if (seen.code() == USAGE && !place) {
            verdict.violate(Sort.ENDING, "refused for no reason: " + seen.err());
        }
        if (seen.code() == USAGE && place) {
            verdict.refuse();
        }
        requireNoTrace(seen);
    }

    private void requireNoTrace(Start.Seen seen) throws IOException {
        if (TRACE.matcher(seen.err()).find()) {
            verdict.violate(Sort.ENDING, "on stderr: " + seen.err());
        }
        Path crash = ground.study().resolve("crash.log");
        if (Files.exists(crash)) {
            String text = Files.readString(crash);
            if (TRACE.matcher(text).find()) {
                verdict.violate(
                        Sort.ENDING, "in crash.log: " + text.lines().limit(6).toList());
            }
            Files.delete(crash);
        }
    }

    private void damage(Seed own) throws IOException, InterruptedException {
        requireGone(); // a watcher may still write beside the journal
        if (!Files.exists(ground.study().resolve(SqliteJournal.FILE))) {
            return;
        }
        Damage damage = Damage.of(ground.study(), own.stream());
        Start.Seen seen = started(0, null);
        if (damage.done()) {
            verdict.inject();
        }
        inspect(seen, damage.done());
        if (seen.code() == USAGE) {
            if (!seen.err().contains("damaged")) {
                verdict.violate(Sort.ENDING, damage.what() + " was refused without its reason: " + seen.err());
            }
            damage.undo();
        } else {
            requireKept(damage.what());
        }
    }

    private void requireKept(String damage) throws IOException {
        int before = verdict.violations().size();
        acknowledged.requireAll(entries(), verdict);
        if (verdict.violations().size() > before) {
            verdict.violate(Sort.ENDING, "nobody said: " + damage);
        }
    }

    private Start.Seen finish() throws IOException, InterruptedException {
        Start.Seen seen = started(0, null);
        inspect(seen, false);
        for (int tries = 1; tries < TRIES && !OVER.contains(seen.code()); tries++) {
            seen = started(0, null);
            inspect(seen, false);
        }
        verdict.end(
                OVER.contains(seen.code())
                        ? Verdict.State.ENDED
                        : seen.code() == PAUSED ? Verdict.State.PAUSED : Verdict.State.REFUSED);
        verdict.code(seen.code());
        return seen;
    }

    /** A place that was mended must not have ended the study for good. */
    private void requireAlive(Start.Seen last) {
        boolean place =
                scene.strikes().stream().anyMatch(strike -> strike.kind().ofThePlace());
        if (place && last.code() == FAILED) {
            verdict.violate(Sort.ENDING, "closed for good, though its place was mended: " + last.err());
        }
    }

    /** How many of the faults that trainings should have met they did. */
    private int misbehaved() throws IOException {
        Set<String> started = ground.told().stream()
                .filter(line -> line.startsWith("start "))
                .map(line -> line.split(" ")[1])
                .collect(java.util.stream.Collectors.toSet());
        return (int) scene.script().stream()
                .filter(line -> started.contains(line.split(" ")[0]))
                .count();
    }

    private void requireGone() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + (long) (LEAVING_SECONDS * 1e9);
        List<Long> left = Processes.of(ground);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50); // polls other processes
            left = Processes.of(ground);
        }
        for (long pid : left) {
            verdict.violate(Sort.LEFT, "process " + pid + ": " + Processes.words(pid));
            Processes.kill(Long.toString(pid));
        }
    }

    private List<Entry> entries() throws IOException {
        Path copy = ground.copyOfJournal();
        try (SqliteJournal journal = SqliteJournal.readOnly(copy, new EventCodec())) {
            return journal.read(0);
        } catch (JournalFailure unreadable) {
            verdict.violate(Sort.LOST, String.valueOf(unreadable.getMessage()));
            return List.of();
        } finally {
            Ground.delete(copy, false);
        }
    }

    private void audit(Start.Seen last) throws IOException {
        List<Entry> entries = entries();
        if (entries.isEmpty()) {
            return;
        }
        History history = new Audit(entries, verdict).check(scene.slack());
        acknowledged.requireAll(entries, verdict);
        Acknowledged.requireTold(ground.told(), entries, verdict);
        String line = last.lines().isEmpty() ? "" : last.lines().getLast();
        Double spent = Lines.read(line) instanceof Lines.Fields result ? result.real("spent") : null;
        if (!Objects.equals(spent, history.ledger().spent().value())) {
            verdict.violate(
                    Sort.LEDGER,
                    "told as spent: " + spent + ", in the journal: "
                            + history.ledger().spent());
        }
    }
}
