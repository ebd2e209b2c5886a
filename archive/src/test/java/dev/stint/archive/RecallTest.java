package dev.stint.archive;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class RecallTest extends RecallContract {

    @TempDir
    private Path folder;

    @Override
    Place place() {
        return new Place.InFile(folder.resolve("archive.db"));
    }
}
