package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.RunId;
import dev.stint.engine.study.Continuation;
import dev.stint.runtime.executor.CheckpointCopy;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A study of the same training from which another goes on, its space changed. */
record Predecessor(Path folder, History history) {

    /**
     * Reads a study that nobody runs.
     *
     * @param given its folder, or its study file
     */
    static Predecessor of(Path given) {
        Path folder = Files.isDirectory(given)
                ? given.toAbsolutePath().normalize()
                : Site.of(given, null).folder();
        if (!Files.exists(folder.resolve(SqliteJournal.FILE))) {
            throw Refusal.usage("--from: there is no study in " + folder + ".\n  Name the folder of a study, such as"
                    + " .stint/resnet, or its study file.");
        }
        try (Journal journal = SqliteJournal.open(folder, new EventCodec())) {
            return new Predecessor(folder, Objects.requireNonNull(History.of(journal.read(0))));
        }
    }

    /** What the new study takes over. */
    Continuation into(Site site) {
        String name = history.spec().name();
        List<String> obstacles = Continuation.obstacles(history.spec(), site.spec());
        if (!obstacles.isEmpty()) {
            throw Refusal.usage("--from: what " + name + " measured cannot be compared with " + site.shown() + ":\n  "
                    + String.join("\n  ", obstacles)
                    + "\n  Write these as they were. A study that differs in them can still learn from " + name
                    + " through the archive.");
        }
        Continuation continuation = Continuation.of(history, site.spec());
        if (continuation.isEmpty()) {
            throw Refusal.usage("--from: nothing of " + name + " lies in the space of " + site.shown() + ": "
                    + continuation.text());
        }
        return continuation;
    }

    /** Copies the checkpoints; before the new study opens, so that one that is cut off here has not begun. */
    void copy(Continuation continuation, Site site) {
        try {
            for (Map.Entry<RunId, RunId> entry : continuation.checkpoints().entrySet()) {
                CheckpointCopy.copy(folder, entry.getValue(), site.folder(), entry.getKey());
            }
        } catch (IOException e) {
            throw Refusal.usage("--from: the checkpoints in " + folder + " could not be copied to " + site.folder()
                    + ": " + e.getMessage());
        }
    }

    /** What the archive knows besides: the predecessor itself is not to count twice. */
    Knowledge without(Knowledge known) {
        String title = history.spec().name() + " #";
        return new Knowledge(known.studies().stream()
                .filter(study -> !study.name().startsWith(title))
                .toList());
    }
}
