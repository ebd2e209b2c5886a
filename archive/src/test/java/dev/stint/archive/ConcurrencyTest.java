package dev.stint.archive;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class ConcurrencyTest extends ConcurrencyContract {

    @TempDir
    private Path folder;

    @Override
    String address() {
        return folder.resolve("archive.db").toString();
    }
}
