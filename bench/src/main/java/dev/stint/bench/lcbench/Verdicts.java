package dev.stint.bench.lcbench;

import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.Importance.Share;
import dev.stint.engine.insight.Importance.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What was said of the shares of parameters, beside how large they are. */
final class Verdicts {

    private record Said(Share share, double truth) {}

    private final String region;
    private final List<Said> all = new ArrayList<>();

    Verdicts(String region) {
        this.region = region;
    }

    void add(Share share, double truth) {
        all.add(new Said(share, truth));
    }

    String text() {
        Predicate<Said> matters = Verdicts::matters;
        Predicate<Said> little = said -> said.share().verdict() == Verdict.MATTERS_LITTLE;
        Predicate<Said> worth = said -> said.truth() >= Importance.WORTH;
        Predicate<Said> clear = said -> said.truth() >= 2 * Importance.WORTH;
        Predicate<Said> small = said -> said.truth() < Importance.LITTLE;
        Predicate<Said> held = said -> said.share().low() <= said.truth()
                && said.truth() <= said.share().high();
        return String.format(
                Locale.ROOT,
                "%-10s  \"matters\" right %d of %d, said in %d of %d clear; \"little\" right %d of %d, of %d small;"
                        + " intervals hold %.0f %%, mean width %.2f",
                region,
                count(matters.and(worth)),
                count(matters),
                count(clear.and(matters)),
                count(clear),
                count(little.and(small)),
                count(little),
                count(small),
                100.0 * count(held) / all.size(),
                all.stream()
                        .mapToDouble(said -> said.share().high() - said.share().low())
                        .average()
                        .orElse(Double.NaN));
    }

    private static boolean matters(Said said) {
        return said.share().verdict() == Verdict.MATTERS || said.share().verdict() == Verdict.PROBABLY_MATTERS;
    }

    private long count(Predicate<Said> holds) {
        return all.stream().filter(holds).count();
    }
}
