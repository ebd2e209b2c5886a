package dev.stint.engine.report;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Ledger;
import dev.stint.engine.history.Attempt;
import dev.stint.engine.history.End;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PhaseOutline;
import dev.stint.engine.history.StudyEvent.LowestRungSet;
import dev.stint.engine.history.Task;
import dev.stint.engine.insight.BatchRule;
import dev.stint.engine.insight.Importance;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.Outlook;
import dev.stint.engine.phase.Costs;
import dev.stint.engine.phase.LrSweeps;
import dev.stint.engine.phase.Plans;
import dev.stint.engine.phase.refine.EarlyLadder;
import dev.stint.engine.phase.transfer.Hearing;
import dev.stint.engine.report.Report.Books;
import dev.stint.engine.report.Report.PhaseRow;
import dev.stint.engine.report.Report.SpendPoint;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.spec.StudySpec;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts the sections of a report together. */
final class ReportWriting {

    private final History history;
    private final StudySpec spec;
    private final Ledger ledger;

    ReportWriting(History history) {
        this.history = history;
        this.spec = history.spec();
        this.ledger = history.ledger();
    }

    Report report(@Nullable Importance importance, @Nullable BatchRule batchRule, @Nullable Outlook outlook) {
        FinalsSection finals = new FinalsSection(history);
        TrialsSection trials = new TrialsSection(history);
        return new Report(
                spec.name(),
                history.lifecycle(),
                history.provenance(),
                history.openedAt(),
                history.now(),
                history.slots(),
                spec.objective(),
                spec.fidelity().unit(),
                spec.fidelity().max(),
                spec.holdout(),
                spec.test(),
                spec.space().parameters(),
                spec.budget(),
                ledger.spent(),
                ledger.reserved(),
                finals.recommended(),
                finals.control(),
                assumed(),
                finals.finalists(),
                finals.verdict(),
                finals.decidedBy(),
                new GoalSection(history).agreement(),
                phases(),
                trials.rows(),
                spending(),
                books(),
                new FailuresSection(history).rows(),
                sweep(),
                LrSweeps.read(history),
                EarlyLadder.ranks(history),
                lowestRungs(),
                earlier(),
                new WarningsSection(history).warnings(),
                importance,
                batchRule,
                outlook,
                new ProxySection(history).rows(),
                history.fixed(),
                new FixingSection(history).rows());
    }

    private List<Report.Earlier> earlier() {
        List<PastStudy> studies = history.knowledge().studies();
        List<Hearing.Voice> voices = studies.isEmpty() ? List.of() : Hearing.voices(history);
        return IntStream.range(0, studies.size())
                .mapToObj(i -> earlier(studies.get(i), voices.get(i)))
                .toList();
    }

    private static Report.Earlier earlier(PastStudy study, Hearing.Voice voice) {
        return new Report.Earlier(
                study.name(),
                study.similarity(),
                study.trials().size(),
                study.note(),
                voice.agreement(),
                voice.heard());
    }

    private List<String> assumed() {
        return spec.space().parameters().stream()
                .filter(Parameter::assumed)
                .map(Parameter::name)
                .toList();
    }

    private List<PhaseRow> phases() {
        return Plans.of(spec).outlines(history).stream().map(this::phase).toList();
    }

    private PhaseRow phase(PhaseOutline outline) {
        String name = outline.phase();
        String state = history.ended(name) ? "done" : history.started(name) ? "running" : "planned";
        String ended = history.phases().stream()
                .filter(p -> p.phase().equals(name))
                .map(p -> p.why())
                .findFirst()
                .orElse("");
        return new PhaseRow(
                name,
                outline.method(),
                state,
                outline.share(),
                outline.amount(),
                ledger.spent(name),
                outline.runs(),
                outline.length(),
                outline.each(),
                outline.note(),
                ended);
    }

    private List<SpendPoint> spending() {
        return history.spending().stream()
                .map(s -> new SpendPoint(s.at(), s.phase(), s.spent()))
                .toList();
    }

    private Books books() {
        Amount nothing = Amount.zero(ledger.total().unit());
        Amount workers = history.startUps().stream().map(History.StartUp::cost).reduce(nothing, Amount::plus);
        Amount startUps = workers.plus(Costs.starts(history));
        Amount evaluation = history.cost(a -> a.task() instanceof Task.Evaluate);
        int failed =
                (int) history.attempts().stream().filter(ReportWriting::failed).count();
        return new Books(
                startUps,
                history.cost(ReportWriting::failed),
                evaluation,
                history.attempts().size(),
                failed,
                history.repeatedSteps());
    }

    private static boolean failed(Attempt attempt) {
        End end = attempt.end();
        return end != null && (end.failure() || end.retryable());
    }

    private List<LrSweep.Point> sweep() {
        return LrSweeps.points(history);
    }

    private List<Report.RungRow> lowestRungs() {
        return history.lowestRungs().stream()
                .filter(LowestRungSet::changes)
                .map(set -> new Report.RungRow(set.trials(), set.length(), set.before(), set.why()))
                .toList();
    }
}
