package dev.stint.bench.lcbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stint.bench.lcbench.Peers.Peer;
import dev.stint.bench.lcbench.Peers.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a peer reaches a regret. */
final class PeersTest {

    private final Peer peer = new Peer("peer", List.of(new Point(5, 0.5), new Point(10, 0.4), new Point(40, 0.2)));

    @Test
    void aRegretOfTheTableIsReachedAtItsBudget() {
        assertThat(peer.reaches(0.4)).isCloseTo(10, within(1e-9));
    }

    @Test
    void betweenTwoPointsTheLogarithmOfTheBudgetCounts() {
        assertThat(peer.reaches(0.3)).isCloseTo(20, within(1e-9));
    }

    @Test
    void beforeTheTableItsFirstBudgetAndBehindItNever() {
        assertThat(peer.reaches(0.6)).isEqualTo(5);
        assertThat(peer.reaches(0.1)).isInfinite();
    }
}
