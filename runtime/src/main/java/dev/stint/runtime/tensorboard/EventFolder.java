package dev.stint.runtime.tensorboard;

import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.study.Command;
import dev.stint.runtime.trial.Mode;
import dev.stint.runtime.trial.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The event files of one attempt, read while they grow. What lay there before the attempt is another's, as when a training is
 * continued: only what is added is read.
 */
public final class EventFolder {

    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 1_000;

    /** How long after a look for new files the next one is due: sooner while nothing came. */
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

    private static final long LOOK_SOON_NANOS = 100_000_000L;

    private final Path folder;
    private final SequencedMap<String, Long> before;
    private final Map<String, Records> files = new TreeMap<>();
    private final List<Word> words = new ArrayList<>();
    private final StepLines lines;
    private long lookedAt;
    private boolean looked;
    private boolean begun;

    /**
     * Over the event files of a folder, which need not exist yet.
     *
     * @param before how long files were when the attempt began, as {@link #sizes} told
     */
    public EventFolder(Path folder, Map<String, Long> before, StudySpec spec, Mode mode) {
        this.folder = folder;
        this.before = new LinkedHashMap<>(before);
        List<String> wanted = Stream.of(spec.objective().metric(), spec.holdout(), spec.test(), spec.goalMetric())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        this.lines = new StepLines(spec.fidelity().unit(), spec.objective().metric(), wanted, mode, this::note);
    }

    /** How long the event files in a folder and below are, by their path from there. */
    public static SequencedMap<String, Long> sizes(Path folder) {
        SequencedMap<String, Long> sizes = new LinkedHashMap<>();
        find(folder).forEach(file -> {
            try {
                sizes.put(name(folder, file), Files.size(file));
            } catch (IOException gone) {
                return; // it cannot be read later either
            }
        });
        return sizes;
    }

    /** What is new, a bounded amount. */
    public void poll(Consumer<Word> to) {
        look();
        read();
        tell(lines.complete(), to);
    }

    /** All that there will ever be. */
    public void drain(Consumer<Word> to) {
        looked = false;
        look();
        while (read()) {
            tell(lines.complete(), to);
        }
        files.values().forEach(file -> {
            String obstacle = file.obstacle();
            if (obstacle != null) {
                note(obstacle);
            }
        });
        tell(lines.rest(), to);
    }

    /** The folder of a file that {@link #sizes} names; empty for the one that all are named from. */
    static String folderOf(String file) {
        return file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "";
    }

    private void look() {
        long now = System.nanoTime();
        if (looked && now - lookedAt < (begun ? LOOK_AGAIN_NANOS : LOOK_SOON_NANOS)) {
            return;
        }
        looked = true;
        lookedAt = now;
        for (Path file : find(folder)) {
            String name = name(folder, file);
            files.computeIfAbsent(name, n -> new Records(file, before.getOrDefault(n, 0L), this::note));
        }
    }

    private boolean read() {
        boolean more = false;
        for (Map.Entry<String, Records> file : files.entrySet()) {
            more |= file.getValue().poll(record -> take(file.getKey(), record));
        }
        return more;
    }

    private void take(String file, byte[] record) {
        begun = true;
        try {
            Scalars scalars = Scalars.of(record);
            if (!scalars.values().isEmpty()) {
                lines.take(file, folderOf(file), scalars);
            }
        } catch (Malformed malformed) {
            note("in " + file + ", " + malformed.getMessage());
        }
    }

    private void note(String why) {
        words.add(new Word.Ignored("tensorboard: " + why));
    }

    private void tell(List<Command.Line> complete, Consumer<Word> to) {
        words.forEach(to);
        words.clear();
        complete.forEach(line -> to.accept(new Word.Said(line)));
    }

    private static List<Path> find(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder.toRealPath(), DEEPEST)) {
            return all.filter(path -> path.getFileName().toString().contains("tfevents"))
                    .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException | UncheckedIOException changing) {
            return List.of(); // looked at again soon
        }
    }

    private static String name(Path folder, Path file) {
        try {
            return folder.toRealPath().relativize(file).toString().replace('\\', '/');
        } catch (IOException gone) {
            return file.getFileName().toString();
        }
    }
}
