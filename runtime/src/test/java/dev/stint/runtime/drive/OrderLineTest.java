package dev.stint.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import dev.stint.runtime.executor.Assignment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderLineTest {

    @Test
    void aProxyIsTrainedUnderItsName() {
        Config config = new Config(new LinkedHashMap<>(Map.of("lr", new Value.Real(0.1))));
        Assignment order =
                new Assignment(1, new RunId(4, 1), config, new Task.Proxy("small"), 7, 0, 10, 10, "to be checked");
        assertThat(OrderLine.of(order))
                .isEqualTo("{\"do\":\"train\",\"trial\":4,\"replicate\":1,\"config\":{\"lr\":0.1},\"seed\":7,"
                        + "\"from\":0,\"to\":10,\"full\":10,\"proxy\":\"small\",\"why\":\"to be checked\"}");
    }
}
