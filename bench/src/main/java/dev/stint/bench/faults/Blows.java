package dev.stint.bench.faults;

import dev.stint.runtime.json.Lines;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is done to Stint while it runs. */
final class Blows {

    private final Ground ground;

    Blows(Ground ground) {
        this.ground = ground;
    }

    void fall(Kind kind, Process stint, List<String> lines) throws IOException, InterruptedException {
        String pid = Long.toString(stint.pid());
        switch (kind) {
            case KILL_TRIAL -> killTrainings(lines);
            case INTERRUPT -> Processes.signal("INT", pid);
            case KILL_BOTH -> {
                Processes.kill(pid);
                killTrainings(lines);
            }
            case ORPHAN -> {
                for (long watcher : Processes.watchers(ground)) {
                    Processes.kill(Long.toString(watcher));
                }
                Processes.kill(pid);
            }
            case READ_ONLY -> ground.setWritable(false);
            case FULL_DISK -> ground.fill();
            default -> Processes.kill(pid);
        }
    }

    /** The groups that were told as started and not as ended; each once. */
    private static void killTrainings(List<String> lines) throws IOException, InterruptedException {
        for (long group : running(lines)) {
            Processes.kill("-" + group);
        }
    }

    private static List<Long> running(List<String> lines) {
        Map<Long, Long> running = new LinkedHashMap<>();
        for (String line : lines) {
            if (Lines.read(line) instanceof Lines.Fields fields) {
                Long attempt = fields.whole("attempt");
                Long pid = fields.whole("pid");
                if ("attempt-started".equals(fields.text("type")) && attempt != null && pid != null && pid > 1) {
                    running.put(attempt, pid);
                } else if ("attempt-ended".equals(fields.text("type")) && attempt != null) {
                    running.remove(attempt);
                }
            }
        }
        return List.copyOf(running.values());
    }
}
