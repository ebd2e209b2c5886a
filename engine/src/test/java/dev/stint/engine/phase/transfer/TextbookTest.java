package dev.stint.engine.phase.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.phase.Belief;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Space;
import dev.stint.engine.space.Value;
import dev.stint.engine.testing.Draft;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextbookTest {

    private static final Parameter RATE = Draft.parameter("lr", new Domain.LogUniform(1e-5, 1), new Value.Real(1e-2));
    private static final Parameter MOMENTUM =
            Draft.parameter("momentum", new Domain.Uniform(0.1, 0.99), new Value.Real(0.5));
    private static final Parameter OTHER = Draft.parameter("q", new Domain.Uniform(0, 1), new Value.Real(0.5));

    private static Parameter optimizer(String usual) {
        List<Value> options =
                List.of(new Value.Text("sgd"), new Value.Text("adamw"), new Value.Text("lion"), new Value.Text("mine"));
        return Draft.parameter("optimizer", new Domain.Choice(options), new Value.Text(usual));
    }

    private static double rate(Parameter... parameters) {
        Belief belief = Textbook.of(new Space(List.of(parameters), List.of())).belief(RATE);
        assertThat(belief).isNotNull();
        return belief == null
                ? Double.NaN
                : RATE.domain().fromUnit(belief.center()).number();
    }

    @Test
    void theRateFollowsTheOptimizer() {
        assertThat(rate(RATE, optimizer("adamw"))).isCloseTo(1e-3, within(1e-9));
        assertThat(rate(RATE, optimizer("sgd"))).isCloseTo(0.03, within(1e-9));
        assertThat(rate(RATE, optimizer("lion"))).isCloseTo(1e-3, within(1e-9));
        assertThat(rate(RATE, optimizer("mine"))).isCloseTo(5e-3, within(1e-9));
        assertThat(rate(RATE, MOMENTUM)).as("only SGD has a momentum").isCloseTo(0.03, within(1e-9));
        assertThat(rate(RATE)).isCloseTo(5e-3, within(1e-9));
    }

    @Test
    void ofWhatItDoesNotKnowItBelievesNothing() {
        Textbook textbook = Textbook.of(new Space(List.of(OTHER, optimizer("sgd")), List.of()));
        assertThat(textbook.belief(OTHER)).isNull();
        assertThat(textbook.belief(optimizer("sgd"))).isNull();
    }

    @Test
    void aBeliefExcludesNothingAndIntegratesToOne() {
        Belief belief =
                Textbook.of(new Space(List.of(RATE, MOMENTUM), List.of())).belief(MOMENTUM);
        assertThat(belief).isNotNull();
        double mass = 0;
        for (int i = 0; belief != null && i < 1_000; i++) {
            double density = StrictMath.exp(belief.logDensity((i + 0.5) / 1_000));
            assertThat(density).isGreaterThanOrEqualTo(0.2 - 1e-12);
            mass += density / 1_000;
        }
        assertThat(mass).isCloseTo(1, within(1e-3));
    }

    @Test
    void everyRowHasASource() {
        for (Role role : List.of(Role.LEARNING_RATE, Role.WEIGHT_DECAY, Role.MOMENTUM, Role.DROPOUT, Role.BATCH_SIZE)) {
            assertThat(Textbook.source(role)).as(role.key()).containsPattern("[12][09]\\d\\d");
        }
    }
}
