package dev.stint.bench.lcbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stint.bench.lcbench.Peers.Peer;
import dev.stint.bench.lcbench.Peers.Point;
import dev.stint.engine.model.Interval;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables, from rows that are written down here. */
final class SummaryTest {

    private static final Peers PEERS = new Peers(List.of(
            new Peer("Fast", List.of(new Point(5, 0.35), new Point(10, 0.15))),
            new Peer("Random search", List.of(new Point(5, 0.6), new Point(10, 0.5)))));

    private final Rows rows = new Rows("cold", "widened");

    private List<Row> row(String method, int workers, String instance, int seed, double regret) {
        return rows.parse(String.format(
                Locale.ROOT,
                "{\"method\":\"%s\",\"workers\":%d,\"cost\":\"%s\",\"instance\":\"%s\",\"seed\":%d,\"regret\":{\"5\":%s}}",
                method,
                workers,
                workers > 1 ? "time" : "epochs",
                instance,
                seed,
                regret));
    }

    private List<Row> ours(int workers, double more) {
        return Stream.of(
                        row("ours", workers, "a", 0, 0.1 + more),
                        row("ours", workers, "a", 1, 0.3 + more),
                        row("ours", workers, "b", 0, 0.4 + more))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> joined(List<Row> some, List<Row> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Test
    void aMeanIsOverInstancesOfMeansOverSeeds() {
        assertThat(Summary.of(ours(1, 0), List.of(), PEERS))
                .contains("2 instances x 2 seeds, 1 worker, B is epochs")
                .contains("  ours              0.300 (.100)")
                .contains("best peer, cold   0.350")
                .contains("peers' random     0.600")
                .contains("1.2x Fast")
                .contains("corners, the fixed list, is missing");
    }

    /** Of 0.1, 0.3 and 0.4: four fifths of the way from the second to the third. */
    @Test
    void theNinetiethPercentileIsOverRuns() {
        assertThat(Summary.of(ours(1, 0), List.of(), PEERS)).containsPattern("90th percentile\n.*\n  ours +0\\.380\n");
    }

    @Test
    void aPeersRowsAreComparedWhereBothHaveThem() {
        List<Row> all = joined(ours(1, 0), joined(row("tpe", 1, "a", 1, 0.5), row("tpe", 1, "b", 0, 0.5)));
        assertThat(Summary.of(all, List.of(), PEERS))
                .contains("runs: ours 3, tpe 2")
                .contains("minus ours, paired [90 %]")
                .contains("  tpe               +0.150 [");
    }

    @Test
    void whatNobodyMeasuredIsADash() {
        assertThat(Summary.of(ours(1, 0), List.of(), PEERS)).doesNotContain("NaN");
    }

    @Test
    void severalWorkersAreComparedWithOne() {
        assertThat(Summary.of(ours(4, 0.03), ours(1, 0), Peers.none()))
                .contains("4 workers, B is time")
                .contains("regret over that of one worker")
                .contains("  ours              1.100 [")
                .contains("makespan, hours")
                .doesNotContain("best peer");
    }

    @Test
    void aRatioOfMeansVariesAsFarAsItsInstancesDo() {
        List<Row> twice = joined(row("ours", 4, "a", 0, 0.2), row("ours", 4, "b", 0, 0.8));
        List<Row> once = joined(row("ours", 1, "a", 0, 0.1), row("ours", 1, "b", 0, 0.4));
        Clustered ratio = Paired.of(twice, once).ratio();
        assertThat(ratio.mean()).isCloseTo(2, within(1e-12));
        Interval interval = ratio.interval();
        assertThat(interval.high() - interval.low()).isCloseTo(0, within(1e-9));
        Clustered other = Paired.of(twice, joined(row("ours", 1, "a", 0, 0.2), row("ours", 1, "b", 0, 0.3)))
                .ratio();
        assertThat(other.mean()).isCloseTo(2, within(1e-12));
        assertThat(other.error()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void armsAreComparedWithTheColdStartOfTheSameSeeds() {
        List<Row> told = ours(1, -0.05).stream()
                .flatMap(r -> rows.parse(r.json().replace("\"arm\":\"cold\"", "\"arm\":\"own-history-3\"")).stream())
                .toList();
        assertThat(Arms.of(ours(1, 0))).isEmpty();
        List<Row> both = joined(ours(1, 0), told);
        assertThat(Arms.of(both))
                .containsPattern("own-history-3 ours +0.250 \\(.100\\)")
                .containsPattern("own-history-3 ours +-0.050 \\[-0.050, -0.050\\]");
        assertThat(Arms.difference(both, List.of("own-history-3:ours@5", "cold:ours@5")))
                .contains("-0.050 [-0.050, -0.050]")
                .contains("2 instances");
        assertThatThrownBy(() -> Arms.difference(both, List.of("own-history:ours@5", "cold:ours@5")))
                .hasMessageContaining("own-history:ours@5: no row");
    }
}
