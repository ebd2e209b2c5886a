package dev.stint.bench.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory that only the processes put into it see. */
final class Disk implements AutoCloseable {

    /** Above what Stint keeps free for its journal, or nothing would ever start there. */
    private static final int MEGABYTES = 96;

    private final Process holder;
    private final Path place;

    private Disk(Process holder, Path place) {
        this.holder = holder;
        this.place = place;
    }

    /** @throws IOException if this user may not mount, with what the system says */
    static Disk mount(Path place) throws IOException, InterruptedException {
        String script = "mount -t tmpfs -o size=" + MEGABYTES + "m tmpfs \"$0\" && echo mounted && exec cat";
        Process holder = new ProcessBuilder("unshare", "-rm", "sh", "-c", script, place.toString())
                .redirectErrorStream(true)
                .start();
        String said = holder.inputReader().readLine();
        if (!"mounted".equals(said)) {
            holder.destroyForcibly().waitFor();
            throw new IOException("no disk of its own: " + said);
        }
        return new Disk(holder, place);
    }

    /** Whether this user may mount one. */
    static boolean possible() throws InterruptedException {
        try {
            Path place = Files.createTempDirectory("stint-faults-");
            mount(place).close();
            Files.delete(place);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The words before a command that is to see the disk. */
    List<String> entering() {
        return List.of("nsenter", "-t", Long.toString(holder.pid()), "-U", "-m", "--preserve-credentials");
    }

    /** The disk from outside. */
    Path seen() {
        return Path.of("/proc", Long.toString(holder.pid()), "root")
                .resolve(Path.of("/").relativize(place));
    }

    void fill() throws IOException {
        byte[] page = new byte[512];
        try (OutputStream out = Files.newOutputStream(seen().resolve("filler"))) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            if (!Files.exists(seen().resolve("filler"))) {
                throw full;
            }
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(seen().resolve("filler"));
    }

    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
