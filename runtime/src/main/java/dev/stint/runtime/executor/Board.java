package dev.stint.runtime.executor;

import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.tensorboard.EventFolder;
import dev.stint.runtime.trial.CommandLine;
import dev.stint.runtime.trial.Job;
import dev.stint.runtime.trial.Mode;
import dev.stint.runtime.trial.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The event files that one attempt writes, from its start on. */
final class Board {

    private final Path events;
    private final Mode mode;
    private final StudySpec spec;
    private @Nullable EventFolder open;

    private Board(Path events, Mode mode, StudySpec spec) {
        this.events = events;
        this.mode = mode;
        this.spec = spec;
    }

    /**
     * Of a job; null where the study reads no event files.
     *
     * @throws IllegalArgumentException if the folder's name has a placeholder without a value
     */
    static @Nullable Board of(Job job, Site site) {
        String folder = site.spec().metrics().tensorboard();
        if (folder == null) {
            return null;
        }
        Path events = site.launcher()
                .directory()
                .resolve(CommandLine.text("metrics.tensorboard", folder, job))
                .normalize();
        return new Board(events, job.mode(), site.spec());
    }

    /**
     * What lies there now is not this attempt's. That is kept for {@link #left}.
     *
     * @param attempt the attempt's folder
     */
    void begin(Path attempt) {
        Map<String, Long> sizes = EventFolder.sizes(events);
        List<String> lines = new ArrayList<>(List.of(events.toString()));
        sizes.forEach((file, size) -> lines.add(size + " " + file));
        try {
            Files.write(attempt.resolve(Layout.EVENTS), lines);
        } catch (IOException full) {
            System.getLogger(Board.class.getName()).log(System.Logger.Level.WARNING, full.getMessage());
        }
        open = new EventFolder(events, sizes, spec, mode);
    }

    /** What an attempt wrote that Stint did not see to its end; null where nothing can be known to be its own. */
    static @Nullable EventFolder left(Path attempt, Mode mode, StudySpec spec) {
        try {
            List<String> lines = Files.readAllLines(attempt.resolve(Layout.EVENTS));
            Map<String, Long> sizes = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                int blank = line.indexOf(' ');
                sizes.put(line.substring(blank + 1), Long.valueOf(line.substring(0, blank)));
            }
            return new EventFolder(Path.of(lines.getFirst()), sizes, spec, mode);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException | InvalidPathException unknown) {
            return null;
        }
    }

    void poll(Consumer<Word> words) {
        if (open != null) {
            open.poll(words);
        }
    }

    void drain(Consumer<Word> words) {
        if (open != null) {
            open.drain(words);
        }
    }
}
