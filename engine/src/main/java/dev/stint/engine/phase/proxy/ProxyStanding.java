package dev.stint.engine.phase.proxy;

import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.ProxyEvidence;
import dev.stint.engine.insight.ProxyVerdict;
import dev.stint.engine.insight.ProxyVerdict.Trust;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Field;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Encoding;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.spec.Proxy;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a stand-in stands: what it measured, and what the training itself says of that. Only configurations that neither chose are
 * compared: the first that the stand-in trained, at the length that the phase set aside for the check.
 *
 * @param configs that it trained, in the order of the evidence
 * @param verdict null where nothing was compared
 */
public record ProxyStanding(
        Proxy proxy,
        List<Config> configs,
        ProxyEvidence evidence,
        @Nullable ProxyVerdict verdict) {

    /** As the history stands; the phase must have started. */
    public static ProxyStanding of(History history, Proxy proxy) {
        PhaseOutline outline = history.outlineOf(ProxyPhase.NAME);
        Long length = outline.length();
        Integer checked = outline.runs();
        List<Trial> trained = history.proxies(proxy.name()).stream()
                .filter(t -> over(t.first()))
                .toList();
        ProxyEvidence evidence =
                evidence(history, proxy, trained, length == null ? 0 : length, checked == null ? 0 : checked);
        ProxyVerdict verdict = evidence.pairs() == 0 || length == null
                ? null
                : ProxyVerdict.of(proxy.name(), length, cheapness(history, proxy), evidence);
        return new ProxyStanding(proxy, trained.stream().map(Trial::config).toList(), evidence, verdict);
    }

    private static boolean over(@Nullable Run run) {
        return run != null
                && switch (run.state()) {
                    case FINISHED, ENDED_EARLY, FAILED, DIVERGED -> true;
                    case WAITING, RUNNING, PAUSED, STOPPED -> false;
                };
    }

    private static double cheapness(History history, Proxy proxy) {
        Config defaults = history.spec().space().defaults();
        double whole = Costs.of(history).full().value();
        double stand =
                Costs.of(history, proxy).expected(defaults, 0, proxy.length()).value();
        return whole > 0 && stand > 0 ? stand / whole : 1;
    }

    private static ProxyEvidence evidence(History history, Proxy proxy, List<Trial> trained, long length, int checked) {
        Encoding encoding = new Encoding(history.spec().space());
        List<Integer> first = history.proxies(proxy.name()).stream()
                .limit(checked)
                .map(Trial::number)
                .toList();
        return new ProxyEvidence(
                encoding.axes().stream().map(Parameter::name).toList(),
                encoding.axes().stream().map(p -> p.domain().numeric()).toList(),
                trained.stream().map(t -> encoding.encode(t.config())).toList(),
                trained.stream().map(t -> last(history, t, proxy.length())).toList(),
                trained.stream()
                        .map(t -> first.contains(t.number()) ? proper(history, t.config(), length) : Double.NaN)
                        .toList());
    }

    /** What the stand-in came to; minus infinity for a failure. */
    private static double last(History history, Trial stand, long length) {
        Run run = stand.first();
        double score = run == null ? Double.NaN : history.score(run, length);
        return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
    }

    /** What the training itself came to at a rung; minus infinity for a failure, NaN where it did not get there. */
    private static double proper(History history, Config config, long rung) {
        Trial trial = history.find(config);
        return trial == null ? Double.NaN : new Field(history).observed(trial, rung);
    }

    /** Whether it trained anything. */
    public boolean asked() {
        return !configs.isEmpty();
    }

    /** Whether there are pairs enough to be judged by. */
    boolean compared() {
        return evidence.pairs() >= ProxyVerdict.FEWEST;
    }

    /** Whether it is trusted, if only for some parameters. */
    public boolean believed() {
        return trust() == Trust.TRUST || trust() == Trust.TRUST_FOR_SOME;
    }

    /** What the pairs say so far; cannot tell where there are none. */
    public Trust trust() {
        return verdict == null ? Trust.CANNOT_TELL : verdict.trust();
    }

    /** Those that it scored best, the best first; failures are left out. */
    public List<Config> best(int most) {
        List<Double> scores = evidence.proxy();
        return IntStream.range(0, scores.size())
                .boxed()
                .filter(i -> Double.isFinite(scores.get(i)))
                .sorted(Comparator.comparingDouble((Integer i) -> -scores.get(i))
                        .thenComparing(i -> i))
                .limit(most)
                .map(configs::get)
                .toList();
    }

    /** In a few words: {@code small is trusted}. */
    public String words() {
        return switch (trust()) {
            case TRUST -> proxy.name() + " is trusted";
            case TRUST_FOR_SOME -> proxy.name() + " is trusted for some parameters";
            case DONT_TRUST -> proxy.name() + " is not trusted";
            case CANNOT_TELL -> "cannot tell whether " + proxy.name() + " can be trusted";
        };
    }

    /** The stand-in that the search may listen to: the first that is trusted; null before the phase is over, and without one. */
    public static @Nullable ProxyStanding heard(History history) {
        if (history.spec().proxies().isEmpty() || !history.ended(ProxyPhase.NAME)) {
            return null;
        }
        return history.spec().proxies().stream()
                .map(p -> of(history, p))
                .filter(ProxyStanding::believed)
                .findFirst()
                .orElse(null);
    }
}
