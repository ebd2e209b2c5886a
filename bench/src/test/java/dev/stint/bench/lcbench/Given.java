package dev.stint.bench.lcbench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder with the surrogate, where there is one. */
final class Given {

    private Given() {}

    /** {@code -Dstint.shared}, or {@code ../shared} beside the project; the test is skipped where neither holds the surrogate. */
    static LcBench bench() {
        Path folder = Path.of(System.getProperty("stint.shared", "../../shared"));
        assumeTrue(
                Files.isRegularFile(folder.resolve("yahpo/lcbench/model.onnx")),
                () -> "skipped: no LCBench surrogate in "
                        + folder.toAbsolutePath().normalize() + "; give its folder as -Dstint.shared=FOLDER");
        return new LcBench(new Shared(folder));
    }
}
