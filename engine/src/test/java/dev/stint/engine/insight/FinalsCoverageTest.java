package dev.stint.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nominal 90 % must cover 85 to 95 %, also for the winner, which was chosen by the same numbers. */
class FinalsCoverageTest {
    private static final int PLAYS = 500;

    private static final class Tally {
        int plain;
        int pair;
        int winner;
        int evidence;
        double luck;
        double corrected;

        void add(FinalsWorld world, List<Validation.Outcome> outcomes) {
            double[] f = world.f();
            FinalsTable table = FinalsTable.of(outcomes, 0, 1);
            FinalsPosterior flat = FinalsPosterior.flat(table, null);
            FinalsPosterior shrunk = FinalsPosterior.shrunk(table, null);
            plain += covers(flat.interval(1), f[1]);
            pair += covers(flat.difference(1, 0), f[1] - f[0]);
            double[] means = shrunk.means();
            int best = best(means);
            winner += covers(shrunk.interval(best), f[best]);
            evidence += best != 0 && shrunk.difference(best, 0)[0] > 0 ? 1 : 0;
            luck += (table.means()[best] - f[best]) / PLAYS;
            corrected += (means[best] - f[best]) / PLAYS;
        }

        private static int covers(double[] interval, double truth) {
            return interval[0] <= truth && truth <= interval[1] ? 1 : 0;
        }
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }

    private static Tally play(int[] seeds, double tau, double rho) {
        Tally tally = new Tally();
        Random random = new Random(11);
        for (int i = 0; i < PLAYS; i++) {
            FinalsWorld world = FinalsWorld.random(seeds.length, tau, rho, random);
            tally.add(world, world.play(seeds, random));
        }
        return tally;
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "3, 0", "5, 0", "2, 0.3", "3, 0.3", "5, 0.3"})
    void intervalsCoverTheTruthAsOftenAsTheySay(int seeds, double rho) {
        int[] all = new int[4];
        Arrays.fill(all, seeds);
        Tally tally = play(all, 1, rho);
        assertThat(tally.plain / (double) PLAYS).isBetween(0.85, 0.95);
        assertThat(tally.pair / (double) PLAYS).isBetween(0.85, 0.95);
        assertThat(tally.winner / (double) PLAYS).isBetween(0.85, 0.95);
    }

    @Test
    void winnerAndControlAloneWithTwoSeedsEachAreCovered() {
        Tally tally = play(new int[] {2, 2}, 1, 0.1);
        assertThat(tally.plain / (double) PLAYS).isBetween(0.85, 0.95);
        assertThat(tally.pair / (double) PLAYS).isBetween(0.85, 0.95);
    }

    @Test
    void raggedFinalsAreCovered() {
        Tally tally = play(new int[] {2, 1, 2, 1, 1}, 1, 0.1);
        assertThat(tally.plain / (double) PLAYS).isBetween(0.85, 0.95);
        assertThat(tally.pair / (double) PLAYS).isBetween(0.85, 0.95);
        assertThat(tally.winner / (double) PLAYS).isBetween(0.85, 0.95);
    }

    @Test
    void whereNothingDiffersImprovementIsClaimedInLessThanATenthOfTheFinals() {
        Tally tally = play(new int[] {2, 2, 2, 2, 2}, 0, 0.1);
        assertThat(tally.evidence / (double) PLAYS).isLessThan(0.1);
    }

    @Test
    void theCorrectionTakesBackMostOfTheLuckOfTheWinner() {
        Tally tally = play(new int[] {2, 2, 2, 2, 2, 2}, 0.7, 0.1);
        assertThat(tally.luck).isGreaterThan(0.4);
        assertThat(Math.abs(tally.corrected)).isLessThan(0.4 * tally.luck);
    }

    @Test
    void aDetectableDifferenceIsDetectedInFourFinalsOfFive() {
        double difference = DetectableDifference.of(1, 3, 2);
        Random random = new Random(12);
        int found = 0;
        for (int i = 0; i < PLAYS; i++) {
            FinalsWorld world = new FinalsWorld(new double[] {0, difference}, 0);
            FinalsTable table = FinalsTable.of(world.play(new int[] {3, 3}, random), 0, 1);
            found += FinalsPosterior.shrunk(table, null).difference(1, 0)[0] > 0 ? 1 : 0;
        }
        assertThat(found / (double) PLAYS).isCloseTo(0.8, within(0.06));
    }
}
