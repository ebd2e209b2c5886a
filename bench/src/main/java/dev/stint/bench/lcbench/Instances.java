package dev.stint.bench.lcbench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a check that plays studies on LCBench: which instances, and how many seeds of each. */
final class Instances {

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            required = true,
            description = "The folder with bench/ and yahpo/.")
    private @Nullable Path data;

    @Option(names = "--split", defaultValue = "tune", description = "tune (default), report or all.")
    private String split = "";

    @Option(names = "--seeds", defaultValue = "1", description = "How many (default ${DEFAULT-VALUE}).")
    private int seeds;

    /** Each instance in the widened space, with each seed. */
    void each(Consumer<Instance> look) {
        Shared shared = new Shared(Objects.requireNonNull(data));
        try (LcBench suite = new LcBench(shared)) {
            for (String name : shared.instances(Shared.Split.valueOf(split.toUpperCase(Locale.ROOT)))) {
                for (int seed = 0; seed < seeds; seed++) {
                    look.accept(suite.instance(name, SpaceKind.WIDENED, seed));
                }
            }
        }
    }
}
