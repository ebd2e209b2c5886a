package dev.stint.bench.lcbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.bench.lcbench.Delivered.Opened;
import dev.stint.engine.space.Config;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole studies over the surrogate. */
final class StudiesTest {

    private static final Setting COLD = new Setting(Arm.COLD, SpaceKind.WIDENED, 0, 1, false);
    private static final Setting NOISY = new Setting(Arm.NOISE, SpaceKind.WIDENED, 0.1, 1, false);

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

    private static Row row(String method, Setting setting, double budget) {
        Instance instance = bench.instance("126026", setting.space(), 1);
        Method chosen = Method.named(method, Methods.all(bench));
        return Row.of(method, setting, instance, budget, chosen.spend(instance, budget, setting));
    }

    @Test
    void everyMethodDeliversWithoutNoise() {
        for (Method method : Methods.all(bench)) {
            Row row = row(method.name(), COLD, 6.25);
            assertThat(row.outcome()).as(method.name()).isEqualTo("done");
            assertThat(row.regret()).as(method.name()).isBetween(-0.01, 3.0);
            assertThat(row.neverOpened() + row.notPromoted() + row.notChosen())
                    .as(method.name())
                    .isCloseTo(row.regret(), within(1e-9));
            assertThat(row.notPromoted()).as(method.name()).isNotNegative();
            assertThat(row.notChosen()).as(method.name()).isNotNegative();
        }
    }

    /** The best was opened and left early, the second was trained out and not chosen. */
    @Test
    void aRegretIsTakenApart() {
        Instance instance = bench.instance("126026", SpaceKind.WIDENED, 1);
        List<Config> three = RandomSearch.drawn(instance, 3).stream()
                .sorted(Comparator.comparingDouble(instance::regret))
                .toList();
        List<Opened> opened =
                List.of(new Opened(three.get(0), 8), new Opened(three.get(1), 52), new Opened(three.get(2), 52));
        Delivered chosen = new Delivered(three.get(2), null, null, false, opened, List.of(), 0, "done");
        Decomposition parts = Decomposition.of(instance, chosen);
        double first = instance.regret(three.get(0));
        double second = instance.regret(three.get(1));
        assertThat(parts.neverOpened()).isEqualTo(first);
        assertThat(parts.notPromoted()).isCloseTo(second - first, within(1e-12));
        assertThat(parts.notChosen()).isCloseTo(instance.regret(three.get(2)) - second, within(1e-12));
    }

    @Test
    void theSameStudyDeliversTheSame() {
        assertThat(row("classic", NOISY, 5).truth())
                .isEqualTo(row("classic", NOISY, 5).truth());
    }

    @Test
    void noisyStudiesAreValidatedAndGiveAnInterval() {
        Row row = row("classic", NOISY, 10);
        assertThat(row.bounded()).isTrue();
        assertThat(row.low()).isLessThan(row.high());
    }

    @Test
    void rowsReadBackAsWritten() {
        Row row = row("gp", COLD, 6.25);
        Rows rows = new Rows("misleading", "tabulated");
        Row again = rows.parse(row.json()).getFirst();
        assertThat(again.regret()).isEqualTo(row.regret());
        assertThat(again.askMillis()).hasSameSizeAs(row.askMillis());
        assertThat(again.key()).isEqualTo(row.key());
        assertThat(rows.parse(again.json())).containsExactly(again);
    }

    @Test
    void aSeedShiftsACurveByFourFifthsOfTheVariance() {
        Instance instance = bench.instance("126026", SpaceKind.WIDENED, 1);
        Config config = instance.space().defaults();
        Noise noise = new Noise(0.1);
        List<Double> firsts = new ArrayList<>();
        double together = 0;
        double alone = 0;
        int seeds = 4_000;
        for (int seed = 0; seed < seeds; seed++) {
            double one = noise.at(instance, config, seed, 10) / instance.scale().width();
            double other =
                    noise.at(instance, config, seed, 40) / instance.scale().width();
            firsts.add(one);
            together += one * other / seeds;
            alone += one * one / seeds;
        }
        // Four standard errors of a variance of 4,000 normals are 9 %; deterministic seeds.
        assertThat(alone).isCloseTo(0.01, within(0.0009));
        assertThat(together / alone).isCloseTo(0.8, within(0.06));
        assertThat(firsts).doesNotHaveDuplicates();
    }

    @Test
    void aTenthOfTheNoiseIsCommonToAllConfigurations() {
        Instance instance = bench.instance("126026", SpaceKind.WIDENED, 1);
        List<Config> two = RandomSearch.drawn(instance, 2);
        Noise noise = new Noise(0.1);
        double together = 0;
        int seeds = 20_000;
        for (int seed = 0; seed < seeds; seed++) {
            double scale = instance.scale().width();
            together += noise.at(instance, two.getFirst(), seed, 10)
                    / scale
                    * noise.at(instance, two.getLast(), seed, 10)
                    / scale
                    / seeds;
        }
        assertThat(together / 0.01).isCloseTo(0.1, within(0.03));
    }
}
