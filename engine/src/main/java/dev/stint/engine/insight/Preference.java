package dev.stint.engine.insight;

import java.util.List;

/**
 * Which finalist to recommend where the best cannot be told from a cheaper one: of those within half a standard error of the best that are
 * clearly cheaper to train, the cheapest. It is the rule of Breiman et al. (1984), Classification and Regression Trees, 3.4.3, with the
 * cost of a training in place of the size of a tree and the error of the difference; their whole error gave away too much
 * (docs/decisions/0119).
 */
record Preference(FinalsPosterior posterior, List<Price> prices, List<Integer> barred) {

    /** The finalist in place of {@code best}; itself where none is cheaper, or nothing is known of what they cost. */
    int insteadOf(int best) {
        int preferred = best;
        for (int c = 0; c < prices.size(); c++) {
            boolean cheaper = prices.get(c).clearlyBelow(prices.get(best))
                    && (preferred == best
                            || prices.get(c).most() < prices.get(preferred).most());
            preferred = cheaper && !barred.contains(c) && posterior.within(best, c) ? c : preferred;
        }
        return preferred;
    }
}
