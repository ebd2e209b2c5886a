package dev.stint.runtime.executor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A process that leads its own group, so that everything it starts ends with it. */
final class Group {

    private static final long UNKILLABLE_NANOS = 2_000_000_000L;

    private final Process leader;
    private final boolean own;
    private final String startTime;
    private @Nullable Long killed;

    /** @param own whether the leader has a group of its own; without one only it and its descendants are reached */
    Group(Process leader, boolean own) {
        this.leader = leader;
        this.own = own;
        this.startTime = Resident.startTime(leader.pid());
    }

    long pid() {
        return leader.pid();
    }

    String startTime() {
        return startTime;
    }

    /** Calls back with the exit code, from a thread of the JDK. */
    void onExit(IntConsumer listener) {
        CompletableFuture<Void> _ = leader.onExit().thenAccept(process -> listener.accept(process.exitValue()));
    }

    /** Lets the launcher become the command. */
    void go() throws IOException {
        send("go");
    }

    /** One line on its stdin. */
    void send(String line) throws IOException {
        OutputStream input = leader.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    void closeInput() {
        try {
            leader.getOutputStream().close();
        } catch (IOException gone) {
            return; // nobody reads any more
        }
    }

    void terminate() {
        if (own) {
            signal("TERM", pid(), leader.isAlive());
        } else {
            List.copyOf(leader.descendants().toList()).forEach(ProcessHandle::destroy);
            leader.destroy();
        }
    }

    /** Ends all of it, also what the leader left behind. */
    void kill() {
        if (own) {
            signal("KILL", pid(), leader.isAlive());
        } else {
            List.copyOf(leader.descendants().toList()).forEach(ProcessHandle::destroyForcibly);
            leader.destroyForcibly();
        }
    }

    /** Kills what the leader left behind. Tells whether all of it is gone; a process that cannot die is waited for two seconds. */
    boolean cleared() {
        if (!lives()) {
            return true;
        }
        long now = System.nanoTime();
        if (killed == null) {
            killed = now;
            kill();
        }
        return now - killed > UNKILLABLE_NANOS;
    }

    /** Whether anything of it still runs. */
    boolean lives() {
        return own ? !Resident.members(pid()).isEmpty() : leader.isAlive();
    }

    long memory() {
        return Resident.memory(pid());
    }

    /**
     * Signals a group. The JDK cannot, so the shell does.
     *
     * @param leaderToo whether to reach for the leader alone when there is no such group: it may not have left ours yet
     */
    static void signal(String name, long pid, boolean leaderToo) {
        String fallback = leaderToo ? " || kill -s \"$1\" \"$2\"" : "";
        try {
            new ProcessBuilder(
                            "/bin/sh", "-c", "kill -s \"$1\" -- \"-$2\"" + fallback, "kill", name, Long.toString(pid))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noShell) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
