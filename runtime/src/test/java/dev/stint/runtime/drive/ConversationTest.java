package dev.stint.runtime.drive;

import static dev.stint.runtime.drive.Talk.step;
import static dev.stint.runtime.drive.Talk.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Lifecycle;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.AttemptEnded;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.history.StudyEvent.TrialSettled;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.study.Command;
import dev.stint.engine.study.Study;
import dev.stint.engine.testing.Draft;
import dev.stint.runtime.json.Lines.Fields;
import dev.stint.runtime.simulate.Recorded;
import dev.stint.runtime.simulate.Toy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol, line by line, against a real loop and a journal in memory. */
@Timeout(60)
final class ConversationTest {

    private static Draft epochs() {
        return new Draft()
                .budget(200, Unit.FIDELITY)
                .length(9, 9)
                .plan(Draft.phase("refine", PlanSpec.Method.RANDOM, 1.0))
                .validate(Validate.Mode.NONE);
    }

    private static StudySpec seconds() {
        return Toy.spec(new Amount(60_000, Unit.SECONDS), 27, 1, new Amount(2_000, Unit.SECONDS), 1);
    }

    private static <E extends StudyEvent> List<E> await(Talk talk, Class<E> kind) throws Exception {
        talk.say("{\"ask\":\"best\"}").next();
        return talk.journal().events(kind);
    }

    @Test
    void aStudyThatIsDrivenDecidesLikeOneThatIsSimulated() throws Exception {
        Toy toy = new Toy(0.02);
        Recorded simulated = Recorded.run(seconds(), toy, 1);
        try (Talk talk = Talk.begin(seconds(), 1)) {
            new TalkingTraining(toy, 27).answer(talk);
            assertThat(talk.ended().lifecycle()).isEqualTo(simulated.lifecycle());
            Recorded driven = talk.journal();
            assertThat(driven.events(TrialPlanned.class)).isEqualTo(simulated.events(TrialPlanned.class));
            assertThat(driven.events(TrialSettled.class)).isEqualTo(simulated.events(TrialSettled.class));
            assertThat(driven.events(StudyEvent.LrPoint.class)).isEqualTo(simulated.events(StudyEvent.LrPoint.class));
            assertThat(driven.events(StudyEvent.Evaluated.class))
                    .hasSizeGreaterThan(4)
                    .isEqualTo(simulated.events(StudyEvent.Evaluated.class));
            assertThat(driven.history().ledger().spent())
                    .isEqualTo(simulated.history().ledger().spent());
            assertRepeats(driven);
        }
    }

    /** Every prefix of the journal leads to the decision that the journal holds. */
    private static void assertRepeats(Recorded journal) {
        History folded = History.open(journal.batch(0).getFirst());
        for (int i = 1; i < journal.batches(); i++) {
            List<Entry> batch = journal.batch(i);
            if (batch.getFirst().event() instanceof TrialPlanned) {
                assertThat(Study.handle(folded, new Command.Ask(batch.getFirst().at())))
                        .isEqualTo(batch.stream().map(Entry::event).toList());
            }
            for (Entry entry : batch) {
                folded = folded.after(entry);
            }
        }
    }

    @Test
    void theFirstOrderSaysWhatToTrainAndWhy() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            assertThat(order.values().keySet())
                    .containsExactly("do", "trial", "replicate", "config", "seed", "from", "to", "full", "why");
            assertThat(order.text("do")).isEqualTo("train");
            assertThat(Objects.requireNonNull(order.object("config")).values().keySet())
                    .containsExactly("lr", "batch_size", "weight_decay", "warmup_ratio");
            assertThat(LongStream.of(whole(order, "from"), whole(order, "to"), whole(order, "full")))
                    .containsExactly(0L, 9L, 9L);
            assertThat(order.text("why")).isNotBlank();
        }
    }

    @Test
    void asManyOrdersAreOpenAsThereAreSlots() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 3)) {
            talk.about(talk.next(), step(9, 0.5) + ",\"done\":true"); // the defaults go alone
            Fields first = talk.next();
            talk.next();
            talk.next();
            assertThat(talk.say("{\"ask\":\"best\"}").next().has("best")).isTrue();
            talk.about(first, step(9, 0.5)).about(first, "\"done\":true");
            assertThat(whole(talk.next(), "trial")).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no json | the line is no JSON object",
                "[1, 2] | the line is no JSON object",
                "{\"trial\":1,\"done\":true} x | the line is no JSON object",
                "{} | trial: missing",
                "{\"trial\":\"1\",\"done\":true} | trial: not a whole number from 0",
                "{\"trial\":99,\"done\":true} | trial: 99 is not open; open are, as trial/replicate: 1/1",
                "{\"trial\":-1,\"done\":true} | trial: not a whole number",
                "{\"trial\":1e99,\"done\":true} | trial: not a whole number",
                "{\"trial\":1,\"replicate\":0,\"done\":true} | replicate: not a whole number from 1",
                "{\"trial\":1,\"replicate\":2,\"done\":true} | replicate: 2 of trial 1 is not open",
                "{\"trial\":1,\"epoch\":1.5,\"metrics\":{\"val_loss\":1}} | epoch: not a whole number",
                "{\"trial\":1,\"epoch\":0,\"metrics\":{\"val_loss\":1}} | epoch: not a whole number from 1",
                "{\"trial\":1,\"epoch\":10,\"metrics\":{\"val_loss\":1}} | epoch: 10 is beyond 9",
                "{\"trial\":1,\"epoch\":1,\"metrics\":3} | metrics: not an object",
                "{\"trial\":1,\"epoch\":1,\"metrics\":{\"val_loss\":\"low\"}} | metrics.val_loss: no number",
                "{\"trial\":1,\"epoch\":1,\"val_loss\":1} | val_loss: no field of a line",
                "{\"trial\":1,\"metrics\":{\"val_loss\":1}} | epoch: missing",
                "{\"trial\":1,\"lr\":0.1,\"loss\":1} | epoch: missing; this order trains",
                "{\"trial\":1,\"epoch\":1,\"metrics\":{\"val_loss\":1},\"cost\":-1} | cost: -1.0 is no amount",
                "{\"trial\":1,\"epoch\":1,\"metrics\":{\"val_loss\":1},\"cost\":\"NaN\"} | cost: NaN is no amount",
                "{\"trial\":1,\"epoch\":1,\"metrics\":{\"val_loss\":1},\"cost\":[]} | cost: no number",
                "{\"trial\":1,\"failed\":\"x\",\"class\":\"odd\"} | class: not user, oom, diverged, timeout or",
                "{\"trial\":1,\"failed\":true} | failed: not a text",
                "{\"trial\":1,\"class\":\"oom\"} | class: stands beside",
                "{\"trial\":1,\"done\":false} | done: can only be true",
                "{\"trial\":1,\"done\":true,\"failed\":\"x\"} | failed: an order ends in one way only",
                "{\"trial\":1} | epoch: missing",
                "{\"ask\":\"worst\"} | ask: the only question",
                "{\"ask\":\"best\",\"trial\":1} | ask: stands on a line of its own",
            })
    void whatIsWrongIsNamedAndChangesNothing(String line, String error) throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            talk.next();
            int before = await(talk, StudyEvent.class).size();
            assertThat(talk.error(line)).contains(error);
            assertThat(await(talk, StudyEvent.class)).hasSize(before);
        }
    }

    @Test
    void theFieldStandsByItself() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            talk.next();
            Fields error = talk.say("{\"trial\":1,\"epoch\":0}").next();
            assertThat(error.values().keySet()).containsExactly("error", "field");
            assertThat(error.text("field")).isEqualTo("epoch");
        }
    }

    @Test
    void hugeLinesBadBytesAndBlankLinesDoNotEndTheTalk() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            talk.raw(
                    ("{\"trial\":1,\"failed\":\"" + "x".repeat(10_000_000) + "\"}\n").getBytes(StandardCharsets.UTF_8));
            assertThat(talk.next().text("error")).isEqualTo("a line of more than 1 MiB was not read");
            talk.raw(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}', '\n'});
            assertThat(talk.next().text("error")).isEqualTo("the line is not UTF-8");
            talk.raw("\n  \n\r\n".getBytes(StandardCharsets.UTF_8));
            talk.about(order, step(1, 0.25));
            assertThat(await(talk, Measured.class)).hasSize(1);
        }
    }

    @Test
    void aCallerThatNeverReadsItsErrorsIsNotWaitedFor() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            talk.raw("wrong\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
            talk.about(order, step(1, 0.25)).say("{\"ask\":\"best\"}");
            Fields line = talk.next();
            while (line.has("error")) {
                line = talk.next();
            }
            assertThat(Objects.requireNonNull(line.object("best")).real("value"))
                    .isEqualTo(0.25);
        }
    }

    @Test
    void numbersThatJsonLacksAreTakenInAndComeBackAsStrings() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            talk.about(order, "\"epoch\":1,\"metrics\":{\"val_loss\":0.5,\"a\":NaN,\"b\":\"-Infinity\",\"c\":inf}");
            assertThat(await(talk, Measured.class).getFirst().metrics())
                    .containsEntry("a", Double.NaN)
                    .containsEntry("b", Double.NEGATIVE_INFINITY)
                    .containsEntry("c", Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void aStepThatCameBeforeIsAnsweredAndNeverCountedTwice() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            talk.about(order, step(1, 0.5)).about(order, step(3, 0.4));
            assertThat(talk.error(Talk.line(order, step(3, 0.4)))).startsWith("epoch: 3 was said before");
            assertThat(talk.error(Talk.line(order, step(2, 0.4)))).startsWith("epoch: 2 was said before");
            assertThat(await(talk, Measured.class)).hasSize(2);
            assertThat(talk.now().ledger().spent()).isEqualTo(new Amount(3, Unit.FIDELITY));
        }
    }

    @Test
    void linesOfOrdersThatAreOverAreAnswered() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            talk.about(order, step(9, 0.5) + ",\"done\":true");
            Fields next = talk.next();
            assertThat(talk.error(Talk.line(order, step(9, 0.5)))).startsWith("trial: 1 is not open");
            assertThat(whole(next, "trial")).isEqualTo(2);
        }
    }

    @Test
    void costsAddUpAndAreThoseOfTheCaller() throws Exception {
        StudySpec spec = epochs().budget(1_000, Unit.MINUTES).cost(90).spec();
        try (Talk talk = Talk.begin(spec, 1)) {
            Fields order = talk.next();
            talk.about(order, step(1, 0.5) + ",\"cost\":12.5");
            talk.about(order, step(2, 0.4) + ",\"cost\":7.5");
            talk.about(order, "\"cost\":2");
            talk.about(order, step(9, 0.4)).about(order, "\"done\":true,\"cost\":3");
            assertThat(whole(talk.next(), "trial")).isEqualTo(2);
            AttemptEnded ended = await(talk, AttemptEnded.class).getFirst();
            assertThat(ended.cost()).isEqualTo(new Amount(25, Unit.MINUTES));
            assertThat(ended.seconds()).isEqualTo(25 * 60);
            assertThat(talk.say("{\"ask\":\"best\"}").next().real("spent")).isEqualTo(25);
        }
    }

    @Test
    void aCallerThatOncePricedItsWorkIsNotMeteredByTheClock() throws Exception {
        StudySpec spec = epochs().budget(1_000, Unit.SECONDS).cost(90).spec();
        try (Talk talk = Talk.begin(spec, 1)) {
            talk.about(talk.next(), step(9, 0.5) + ",\"cost\":100,\"done\":true");
            Fields second = talk.next();
            Thread.sleep(1_700); // a clock would be read after 1.5 seconds
            talk.about(second, "\"failed\":\"nothing was trained\"");
            talk.next();
            assertThat(await(talk, AttemptEnded.class).getLast().cost()).isEqualTo(Amount.zero(Unit.SECONDS));
            talk.hangUp();
            talk.ended();
            try (Talk again = Talk.resume(talk.journal(), 1)) {
                Fields third = again.next();
                Thread.sleep(20); // time that a clock would charge
                again.about(third, "\"failed\":\"nothing either\"");
                again.next();
                assertThat(again.now().ledger().spent()).isEqualTo(new Amount(100, Unit.SECONDS));
            }
        }
    }

    @Test
    void withoutACostTimeIsMetered() throws Exception {
        StudySpec spec = epochs().budget(1_000, Unit.SECONDS).cost(90).spec();
        try (Talk talk = Talk.begin(spec, 1)) {
            Fields order = talk.next();
            Thread.sleep(1_700); // the meter is read every 1.5 seconds
            double before =
                    Objects.requireNonNull(talk.say("{\"ask\":\"best\"}").next().real("spent"));
            assertThat(before).isBetween(1.4, 30.0);
            talk.about(order, step(1, 0.5));
            double after =
                    Objects.requireNonNull(talk.say("{\"ask\":\"best\"}").next().real("spent"));
            assertThat(after).as("read with every step").isGreaterThan(before);
        }
    }

    @Test
    void anOrderThatCostsMoreThanThereIsIsStopped() throws Exception {
        StudySpec spec = epochs().budget(1_000, Unit.SECONDS).cost(90).spec();
        try (Talk talk = Talk.begin(spec, 1)) {
            Fields order = talk.next();
            talk.about(order, step(1, 0.5) + ",\"cost\":2000");
            Fields stop = talk.next();
            assertThat(stop.text("do")).isEqualTo("stop");
            assertThat(stop.whole("trial")).isEqualTo(order.whole("trial"));
            talk.about(order, step(2, 0.4) + ",\"cost\":10").about(order, "\"done\":true");
            History end = talk.ended();
            assertThat(end.ledger().spent()).isEqualTo(new Amount(2_010, Unit.SECONDS));
            assertThat(end.attempts().getFirst().end()).isEqualTo(End.STOPPED);
        }
    }

    @Test
    void divergenceIsStoppedAndLinesAfterItAreTakenInUntilDone() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            talk.about(order, "\"epoch\":1,\"metrics\":{\"val_loss\":NaN}");
            assertThat(talk.next().text("do")).isEqualTo("stop");
            talk.about(order, step(2, 0.5)).about(order, "\"done\":true");
            assertThat(whole(talk.next(), "trial")).isEqualTo(2);
            assertThat(await(talk, TrialSettled.class).getFirst().state()).isEqualTo(RunState.DIVERGED);
            assertThat(talk.now().ledger().spent()).isEqualTo(new Amount(2, Unit.FIDELITY));
        }
    }

    @ParameterizedTest
    @CsvSource({"user, USER, FAILED", "oom, OOM, FAILED", "timeout, TIMEOUT, FAILED", "diverged, DIVERGED, DIVERGED"})
    void failuresHaveTheirClass(String name, End end, RunState state) throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            talk.about(order, "\"failed\":\"too wide\",\"class\":\"" + name + "\"");
            assertThat(whole(talk.next(), "trial")).isEqualTo(2);
            assertThat(await(talk, AttemptEnded.class).getFirst())
                    .matches(e -> e.end() == end && e.detail().equals("too wide"));
            assertThat(await(talk, TrialSettled.class).getFirst().state()).isEqualTo(state);
        }
    }

    @Test
    void whatTheMachineBrokeIsOrderedAgainFromTheLastStep() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            talk.about(order, step(2, 0.5));
            talk.about(order, "\"failed\":\"node lost\",\"class\":\"infrastructure\"");
            Fields again = talk.next();
            assertThat(again.whole("trial")).isEqualTo(order.whole("trial"));
            assertThat(again.whole("from")).isEqualTo(2);
        }
    }

    @Test
    void doneBelowTheAskedLengthIsAnEarlyEnd() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            talk.about(order, step(4, 0.5)).about(order, "\"done\":true");
            talk.next();
            assertThat(await(talk, AttemptEnded.class).getFirst())
                    .matches(e -> e.end() == End.EARLY && e.detail().equals("ended at 4 of 9"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whenTheInputEndsTheStudyPausesAndGoesOnFromItsLastStep(boolean resumes) throws Exception {
        Draft draft = resumes ? epochs() : epochs().noCheckpoint();
        try (Talk talk = Talk.begin(draft.spec(), 1)) {
            Fields order = talk.next();
            talk.about(order, step(1, 0.5)).about(order, step(2, 0.4));
            talk.hangUp();
            assertThat(talk.ended().lifecycle().state()).isEqualTo(Lifecycle.State.PAUSED);
            assertThat(talk.heard()).isNull();
            try (Talk again = Talk.resume(talk.journal(), 1)) {
                Fields anew = again.next();
                assertThat(anew.whole("trial")).isEqualTo(order.whole("trial"));
                assertThat(anew.whole("from")).isEqualTo(resumes ? 2 : 0);
                again.about(anew, step(3, 0.3)).about(anew, "\"done\":true");
                assertThat(await(again, Measured.class)).hasSize(3);
            }
        }
    }

    @Test
    void afterAKillToo() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            talk.about(order, step(1, 0.5)).about(order, step(2, 0.4));
            await(talk, Measured.class);
            Recorded left = talk.journal().cut(talk.journal().batches()); // as if Stint had died here
            try (Talk again = Talk.resume(left, 1)) {
                Fields anew = again.next();
                assertThat(anew.whole("trial")).isEqualTo(order.whole("trial"));
                assertThat(anew.whole("from")).isEqualTo(2);
            }
        }
    }

    @Test
    void aCallerThatLostItsStatesStartsOverAndIsChargedForIt() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            talk.about(talk.next(), step(2, 0.5)).hangUp();
            talk.ended();
            try (Talk again = Talk.resume(talk.journal(), 1)) {
                Fields order = again.next();
                again.about(order, step(1, 0.6)).about(order, step(2, 0.5)).about(order, step(3, 0.4));
                assertThat(await(again, StudyEvent.StepRepeated.class)).hasSize(2);
                assertThat(again.now()
                                .run(new dev.stint.engine.history.RunId(1, 1))
                                .curve()
                                .points())
                        .extracting(p -> p.step())
                        .containsExactly(2L, 3L);
                assertThat(again.now().ledger().spent()).isEqualTo(new Amount(5, Unit.FIDELITY));
            }
        }
    }

    @Test
    void aCallerThatReadsNoMorePausesTheStudy() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            talk.deafen();
            talk.about(order, step(9, 0.5) + ",\"done\":true");
            assertThat(talk.ended().lifecycle().state()).isEqualTo(Lifecycle.State.PAUSED);
        }
    }

    @Test
    void sealedMetricsAreNeverShown() throws Exception {
        StudySpec spec = epochs().splits().spec();
        try (Talk talk = Talk.begin(spec, 1)) {
            Fields order = talk.next();
            talk.about(order, "\"epoch\":9,\"metrics\":{\"val_loss\":0.5,\"holdout_loss\":0.625}");
            assertThat(await(talk, Measured.class).getFirst().metrics()).doesNotContainKey("holdout_loss");
            assertThat(talk.say("{\"ask\":\"best\"}").next().values().toString())
                    .doesNotContain("0.625");
            assertThat(talk.error(Talk.line(order, "\"epoch\":9,\"metrics\":{\"holdout_loss\":0.625}")))
                    .doesNotContain("0.625");
        }
    }

    @Test
    void theAnswerToTheBestCountsAllThatWasSaidBefore() throws Exception {
        try (Talk talk = Talk.begin(epochs().spec(), 1)) {
            Fields order = talk.next();
            assertThat(talk.say("{\"ask\":\"best\"}").next().values()).containsEntry("best", null);
            talk.about(order, step(1, 0.25)).say("{\"ask\":\"best\"}");
            Fields answer = talk.next();
            Fields best = Objects.requireNonNull(answer.object("best"));
            assertThat(best.values().keySet())
                    .containsExactly("trial", "config", "value", "low", "high", "length", "finished");
            assertThat(best.real("value")).isEqualTo(0.25);
            assertThat(answer.real("spent")).isEqualTo(1);
            assertThat(answer.real("budget")).isEqualTo(200);
        }
    }

    @Test
    void anUnsupportedSweepAndEvaluationAreDoneWithout() throws Exception {
        try (Talk talk = Talk.begin(seconds(), 1)) {
            TalkingTraining toy = new TalkingTraining(new Toy(0.02), 27);
            for (Fields order = talk.heard(); order != null; order = talk.heard()) {
                if (!"train".equals(order.text("do"))) {
                    talk.about(order, "\"unsupported\":true");
                } else {
                    toy.answer(talk, order);
                }
            }
            History end = talk.ended();
            assertThat(end.lifecycle().outcome()).isEqualTo(StudyEvent.Outcome.DONE);
            assertThat(end.lrPoints()).isEmpty();
            assertThat(end.found("no-evaluate")).isTrue();
        }
    }
}
