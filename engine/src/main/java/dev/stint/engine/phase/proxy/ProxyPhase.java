package dev.stint.engine.phase.proxy;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.Run;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Task;
import dev.stint.engine.history.Trial;
import dev.stint.engine.insight.ProxyVerdict;
import dev.stint.engine.phase.Beliefs;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.Phase;
import dev.stint.engine.phase.Proposals;
import dev.stint.engine.phase.Step;
import dev.stint.engine.phase.Trains;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.spec.Proxy;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Progressive tuning: configurations spread over the space are trained as a stand-in, the first of them by the training itself as well,
 * as far as a quarter of the budget brings ten of them; what the pairs say ({@link ProxyStanding}) decides whether the stand-in goes on.
 *
 * <p>What is known beforehand comes first, and neither is chosen by what the stand-in says. A stand-in that is not trusted gets no further
 * training, and the next of the file is asked; one that is explores more of the space. None is asked where the
 * budget does not buy its check.
 */
public final class ProxyPhase implements Phase {

    public static final String NAME = "proxy";

    /** Of what the search may spend: for trainings of stand-ins, and for checking them. */
    private static final double STAND_INS = 0.15;

    private static final double CHECK = 0.25;

    /** Where the cost of a stand-in is unknown, the first of its trainings may cost so much of the budget. */
    private static final double MEASUREMENT = 0.02;

    /** Configurations that both train: as few as a verdict needs. */
    private static final int CHECKED = ProxyVerdict.FEWEST;

    /** Where they are trained to the end. */
    private static final int CHECKED_FULLY = 20;

    private static final int MOST = 30;

    private static final String NO_CHECK = "the budget buys no check of a proxy";

    private final List<Long> lengths;

    /** @param lengths at which the search compares, ascending, the full length last */
    public ProxyPhase(List<Long> lengths) {
        this.lengths = List.copyOf(lengths);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step next(History history, Ledger ledger, Seed seed) {
        PhaseOutline outline = history.outlineOf(NAME);
        Long length = outline.length();
        Integer checked = outline.runs();
        if (length == null || checked == null) {
            return new Step.Done(NAME, NO_CHECK);
        }
        for (Proxy proxy : history.spec().proxies()) {
            Step step = step(history, ledger, proxy, checked, length, seed);
            if (step != null) {
                return step;
            }
            ProxyStanding stand = ProxyStanding.of(history, proxy);
            if (stand.believed()) {
                return new Step.Done(NAME, stand.words());
            }
        }
        return new Step.Done(NAME, refusal(history));
    }

    private @Nullable Step step(History history, Ledger ledger, Proxy proxy, int checked, long length, Seed seed) {
        int wanted = wanted(history, ledger, proxy);
        if (wanted < ProxyVerdict.FEWEST || !cheaper(history, proxy)) {
            return null;
        }
        Step step = stands(history, ledger, proxy, Math.min(wanted, checked), seed);
        if (step == null) {
            step = check(history, ledger, proxy, checked, length);
        }
        boolean onward = step == null && ProxyStanding.of(history, proxy).believed();
        return onward ? stands(history, ledger, proxy, wanted, seed) : step;
    }

    /** Whether it costs less than the first look at the training itself, which says more. */
    private boolean cheaper(History history, Proxy proxy) {
        Costs costs = Costs.of(history, proxy);
        Config defaults = history.spec().space().defaults();
        return !costs.known()
                || costs.expected(defaults, 0, proxy.length())
                                .compareTo(Costs.of(history).expected(defaults, 0, lengths.getFirst()))
                        < 0;
    }

    private static String refusal(History history) {
        boolean compared = history.spec().proxies().stream()
                .anyMatch(p -> ProxyStanding.of(history, p).compared());
        return compared
                ? "no proxy can be trusted"
                : "no proxy is cheap enough: the first look at the training itself costs as little, or the share of"
                        + " proxies buys fewer than " + ProxyVerdict.FEWEST;
    }

    private static int checked(History history, long length) {
        return length == history.spec().fidelity().max() ? CHECKED_FULLY : CHECKED;
    }

    /** How many trainings of a stand-in its share buys. */
    private static int wanted(History history, Ledger ledger, Proxy proxy) {
        Costs costs = Costs.of(history, proxy);
        Config defaults = history.spec().space().defaults();
        return costs.known()
                ? (int) Math.min(
                        MOST, ledger.limit().times(STAND_INS).over(costs.expected(defaults, 0, proxy.length())))
                : ProxyVerdict.FEWEST;
    }

    /** The next training of the stand-in, or to wait for the last of them; null where so many are done, or no more can be paid for. */
    private static @Nullable Step stands(History history, Ledger ledger, Proxy proxy, int count, Seed seed) {
        Step.TrialRef next = next(history, proxy, count, seed);
        Step.Train train = next == null ? null : train(history, ledger, proxy, next);
        return train != null && ledger.affords(train.reserve()) ? train : waiting(history);
    }

    private static @Nullable Step waiting(History history) {
        return history.busy(NAME) ? Step.WAIT : null;
    }

    /** What broke off, or else a configuration that it has not trained; none where so many are begun, or the first has to show its cost. */
    private static Step.@Nullable TrialRef next(History history, Proxy proxy, int count, Seed seed) {
        List<Trial> trained = history.proxies(proxy.name());
        Trial broken = interrupted(history, trained);
        if (broken != null) {
            return new Step.TrialRef.Existing(broken.number());
        }
        boolean measuring = !trained.isEmpty() && !Costs.of(history, proxy).known();
        Config config = trained.size() >= count || measuring ? null : fresh(history, proxy, seed);
        return config == null ? null : new Step.TrialRef.New(config);
    }

    private static Step.Train train(History history, Ledger ledger, Proxy proxy, Step.TrialRef trial) {
        Config config = switch (trial) {
            case Step.TrialRef.New(Config fresh) -> fresh;
            case Step.TrialRef.Existing(int number) -> history.trial(number).config();
        };
        Costs costs = Costs.of(history, proxy);
        Amount reserve = costs.known()
                ? costs.reserve(config, 0, proxy.length())
                : ledger.total().times(MEASUREMENT);
        boolean early = history.proxies(proxy.name()).size() < CHECKED;
        String why = "as " + proxy.name() + ": " + (early ? "to be checked" : "to see more of the space");
        return new Step.Train(trial, 1, new Task.Proxy(proxy.name()), proxy.length(), reserve, NAME, why, List.of());
    }

    /** A training of the stand-in that stopped before its end and can go on. */
    private static @Nullable Trial interrupted(History history, List<Trial> trained) {
        return trained.stream()
                .filter(t -> {
                    Run run = t.first();
                    return run != null
                            && run.state().continuable()
                            && !history.open().containsKey(new RunId(t.number(), 1));
                })
                .findFirst()
                .orElse(null);
    }

    /** What was opened already, then what is spread over the space. */
    private static @Nullable Config fresh(History history, Proxy proxy, Seed seed) {
        List<Config> had =
                history.proxies(proxy.name()).stream().map(Trial::config).toList();
        for (Trial trial : history.candidates()) {
            if (!had.contains(trial.config())) {
                return trial.config();
            }
        }
        Proposals proposals = new Proposals(history, had);
        Beliefs beliefs = Beliefs.informed(history);
        Proposals.Source source = proposals.sobol(seed.child("start"), had.size());
        return proposals.fresh(draw -> beliefs.shape(source.point(draw)));
    }

    /** The next training proper of a configuration that the stand-in trained; null where so many are checked. */
    private static @Nullable Step check(History history, Ledger ledger, Proxy proxy, int count, long length) {
        Trains trains = new Trains(history, Costs.of(history), NAME);
        for (Trial stand : history.proxies(proxy.name()).stream().limit(count).toList()) {
            Step.Train train = trains.reaching(stand.config(), length, "shows whether the proxy is right");
            if (train != null && ledger.affords(train.reserve())) {
                return train;
            }
        }
        return waiting(history);
    }

    /** The longest length to which the check's share trains its configurations; null where that is none. */
    private @Nullable Long length(History history, Ledger ledger, Costs costs) {
        Amount share = ledger.limit().times(CHECK);
        Config defaults = history.spec().space().defaults();
        Long longest = null;
        for (long length : lengths) {
            Amount each = costs.expected(defaults, 0, length);
            longest = each.times(checked(history, length)).compareTo(share) <= 0 ? (Long) length : longest;
        }
        return longest;
    }

    @Override
    public PhaseOutline outline(History history, Ledger ledger) {
        Costs costs = Costs.of(history);
        String method = history.spec().proxies().stream().map(Proxy::name).collect(Collectors.joining(", "));
        Long length = costs.known() ? length(history, ledger, costs) : null;
        if (length == null) {
            String note = costs.known() ? NO_CHECK : "unknown until measured";
            return new PhaseOutline(NAME, method, 0, Amount.zero(ledger.total().unit()), null, null, null, note);
        }
        Config defaults = history.spec().space().defaults();
        Amount each = costs.expected(defaults, 0, length);
        Amount amount = ledger.limit().times(STAND_INS).plus(each.times(checked(history, length)));
        return new PhaseOutline(
                NAME,
                method,
                0,
                amount,
                checked(history, length),
                length,
                each,
                "checks a stand-in by trainings proper, and explores with it as far as it is right");
    }
}
