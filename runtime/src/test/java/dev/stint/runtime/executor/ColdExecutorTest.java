package dev.stint.runtime.executor;

import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.Resources;
import java.nio.file.Path;
import java.time.InstantSource;

final class ColdExecutorTest extends ExecutorContract {

    @Override
    protected Executor open(Path study, Limits limits, Recorder sink) {
        return new LocalExecutor(
                Specs.acting().limits(limits).build(),
                study,
                temporary,
                Slots.of(new Resources(2, 0), 2, Devices.none()),
                sink,
                InstantSource.system());
    }
}
