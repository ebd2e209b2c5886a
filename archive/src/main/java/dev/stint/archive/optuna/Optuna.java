package dev.stint.archive.optuna;

import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.ImportRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Optuna's files: what may be read from them and written to them. */
public final class Optuna {

    private static final String SQLITE = "SQLite format 3";

    private Optuna() {}

    /**
     * A study of a storage file of Optuna, SQLite or journal, as one that the archive may keep.
     *
     * @param name of the study; null where the file has only one
     * @throws ImportRefused if there is no such study, or nothing that Stint can learn from
     */
    public static ArchivedStudy read(Path file, @Nullable String name) {
        return Imported.of(chosen(file, studies(file), name));
    }

    private static List<OptunaStudy> studies(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ImportRefused("There is no file " + file + ".");
        }
        try {
            return sqlite(file) ? SqliteFile.read(file) : JournalFile.read(file);
        } catch (MalformedInputException binary) {
            throw new ImportRefused(
                    file
                            + " is neither a database of SQLite nor a journal of Optuna. A pickled study is not read:"
                            + " open it in Python and copy it with optuna.copy_study to a storage sqlite:///FILE.",
                    binary);
        } catch (IOException e) {
            throw new ImportRefused(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean sqlite(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(SQLITE.length()), StandardCharsets.ISO_8859_1).equals(SQLITE);
        }
    }

    private static OptunaStudy chosen(Path file, List<OptunaStudy> studies, @Nullable String name) {
        String names = studies.stream().map(OptunaStudy::name).collect(Collectors.joining(", "));
        if (studies.isEmpty()) {
            throw new ImportRefused(file + " holds no study.");
        }
        if (name == null && studies.size() > 1) {
            throw new ImportRefused(file + " holds " + studies.size() + " studies: " + names
                    + ".\n  Say which one: --study " + studies.getFirst().name());
        }
        return studies.stream()
                .filter(s -> name == null || s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ImportRefused(file + " has no study " + name + ". It holds: " + names + "."));
    }

    /**
     * Writes a study for Optuna 3 to a file that does not exist: a database of SQLite, or a journal.
     *
     * @param journal whether it is to be a journal
     */
    public static void write(ArchivedStudy study, Path file, boolean journal) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        List<Exported.Row> rows = new Exported(study).rows();
        if (journal) {
            JournalWriting.write(study, rows, file);
        } else {
            SqliteWriting.write(study, rows, file);
        }
    }
}
