package dev.stint.archive.optuna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.archive.ImportRefused;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {

    private static String choices(String list) {
        return "{\"name\": \"CategoricalDistribution\", \"attributes\": {\"choices\": " + list + "}}";
    }

    @Test
    void nullIsALabel() {
        assertThat(Distribution.domain(choices("[\"relu\", null]")))
                .isEqualTo(new Domain.Choice(List.of(new Value.Text("relu"), Distribution.NULL)));
    }

    @Test
    void nullBesideItsOwnLabelIsRefused() {
        assertThatThrownBy(() -> Distribution.domain(choices("[\"null\", null, \"relu\"]")))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("null");
    }

    @Test
    void listsAreNoChoices() {
        assertThatThrownBy(() -> Distribution.domain(choices("[[1, 2], [3]]"))).isInstanceOf(ImportRefused.class);
    }
}
