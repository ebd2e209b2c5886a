package dev.stint.bench.lcbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.engine.space.Config;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The surrogate through ONNX Runtime against values that another implementation computed. */
final class LcBenchTest {

    @SuppressWarnings("NullAway.Init")
    private static LcBench bench;

    @BeforeAll
    static void open() {
        bench = Given.bench();
    }

    @AfterAll
    static void close() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void curvesAreThoseOfTheOtherImplementation() {
        int checked = 0;
        for (JsonNode each : bench.shared().checkValues()) {
            Config config = bench.ranges().config(each.get("config"));
            Trajectory curve = bench.trajectory(each.get("instance").asString(), config);
            each.get("val_accuracy")
                    .properties()
                    .forEach(e -> assertThat(curve.at(Long.parseLong(e.getKey())))
                            .isCloseTo(e.getValue().asDouble(), within(0.002)));
            assertThat(curve.test())
                    .isCloseTo(each.get("test_balanced_accuracy_52").asDouble(), within(2e-5));
            assertThat(curve.seconds()).isCloseTo(each.get("time_52").asDouble(), within(0.02));
            checked++;
        }
        assertThat(checked).isEqualTo(4);
    }

    @Test
    void theBestReferenceConfigurationsHaveNoRegret() {
        List<String> all = bench.shared().instances(Shared.Split.ALL);
        assertThat(all).hasSize(34);
        for (String name : all) {
            Instance instance = bench.instance(name, SpaceKind.TABULATED, 0);
            assertThat(instance.regret(bench.best(name))).as(name).isCloseTo(0, within(1e-3));
        }
    }

    @Test
    void halfOfRandomConfigurationsHaveARegretBelowOne() {
        List<Double> shares = new ArrayList<>();
        for (String name : bench.shared().instances(Shared.Split.TUNE)) {
            Instance instance = bench.instance(name, SpaceKind.TABULATED, 0);
            List<Config> drawn = RandomSearch.drawn(instance, 1000);
            double[] ends = bench.ends(name, drawn);
            long better = 0;
            for (double end : ends) {
                better += end > instance.scale().median() ? 1 : 0;
            }
            shares.add(better / 1000.0);
        }
        // The standard error of a share of 1000 draws is .016; eleven instances, four of those errors.
        assertThat(shares).hasSize(11).allSatisfy(share -> assertThat(share).isCloseTo(0.5, within(0.065)));
    }

    @Test
    void theWidenedSpaceHoldsTheTabulatedAndTheDefaults() {
        Instance wide = bench.instance("3945", SpaceKind.WIDENED, 0);
        assertThat(wide.space().parameters())
                .extracting(p -> p.domain().describe())
                .contains("log-int [10, 993]", "int [1, 5]");
        assertThat(wide.space().problems(bench.best("3945"))).isEmpty();
        assertThat(wide.space().defaults())
                .isEqualTo(
                        bench.instance("3945", SpaceKind.TABULATED, 0).space().defaults());
    }

    @Test
    void theBatchOfEndsIsTheEndOfEachCurve() {
        Instance instance = bench.instance("167104", SpaceKind.WIDENED, 3);
        List<Config> drawn = RandomSearch.drawn(instance, 20);
        double[] ends = bench.ends("167104", drawn);
        for (int i = 0; i < ends.length; i++) {
            assertThat(instance.trajectory(drawn.get(i)).end()).isCloseTo(ends[i], within(1e-3));
        }
    }

    @Test
    void theSplitsPartTheInstances() {
        List<String> tune = bench.shared().instances(Shared.Split.TUNE);
        List<String> report = bench.shared().instances(Shared.Split.REPORT);
        assertThat(tune).hasSize(11).doesNotContainAnyElementsOf(report);
        assertThat(report).hasSize(23);
    }
}
