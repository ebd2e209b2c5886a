package dev.stint.runtime.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafeDeleteTest {

    @TempDir
    Path temporary;

    private Path root = Path.of("unset");
    private Path outside = Path.of("unset");

    @BeforeEach
    void lay() throws IOException {
        root = Files.createDirectories(temporary.resolve("root")).toRealPath();
        outside = Files.writeString(
                Files.createDirectories(temporary.resolve("outside")).resolve("kept"), "x");
    }

    @Test
    void deletesAFolderWithAllItHolds() throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("a/b/c")).resolve("file"), "x");
        SafeDelete.tree(root, root.resolve("a/b"));
        assertThat(root.resolve("a")).isEmptyDirectory();
    }

    @Test
    void aLinkIsDeletedAndItsTargetStays() throws IOException {
        Files.createSymbolicLink(Files.createDirectories(root.resolve("a")).resolve("link"), outside.getParent());
        SafeDelete.tree(root, root.resolve("a"));
        assertThat(root).isEmptyDirectory();
        assertThat(outside).exists();
    }

    @Test
    void aLinkOnTheWayIsRefused() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), outside.getParent());
        assertThatThrownBy(() -> SafeDelete.tree(root, root.resolve("link/kept")))
                .isInstanceOf(IOException.class);
        assertThat(outside).exists();
    }

    @Test
    void neverLeavesTheRoot() {
        assertThatThrownBy(() -> SafeDelete.tree(root, root.resolve("../outside")))
                .hasMessageContaining("not inside");
        assertThatThrownBy(() -> SafeDelete.tree(root, outside)).hasMessageContaining("not inside");
        assertThatThrownBy(() -> SafeDelete.tree(root, root)).hasMessageContaining("not inside");
        assertThat(outside).exists();
    }

    @Test
    void nothingThereIsNothingToDo() throws IOException {
        SafeDelete.tree(root, root.resolve("never/was"));
        assertThat(root).isEmptyDirectory();
    }
}
