package dev.stint.runtime.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.End;
import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.Split;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.insight.Guardrails;
import dev.stint.engine.insight.Warning;
import dev.stint.engine.report.Beforehand;
import dev.stint.engine.report.Report;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Problems;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import dev.stint.engine.testing.Draft;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.file.StudyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every guardrail has a whole study that trips it, and one beside it that does not. The studies are simulated with fixed seeds: nothing here is left to chance. */
final class GuardrailStudiesTest {

    private static final Toy TOY = Twisted.TOY;

    /** A code, what trips it, and what is as similar to that as can be and does not. */
    record Row(String code, Draft tripping, Training bad, Draft harmless, Training good) {
        @Override
        public String toString() {
            return code;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("training-objective", toy().metric("train_loss"), TOY, toy()),
                row("test-objective", toy().metric("test_loss"), lines(GuardrailStudiesTest::asTest), toy()),
                row("too-many-parameters", crowded(), TOY, toy()),
                row("control-assumed", toy().space(space(GuardrailStudiesTest::assumed)), TOY, toy()),
                new Row("unverified-proxy", small(25), new Small(1.5), small(25), new Small(0)),
                new Row("same-data", toy(), new SameData(true), toy(), new SameData(false)),
                row("split-printed", toy(), lines(GuardrailStudiesTest::told), toy()),
                row("goal-disagrees", toy(), new Reversed(), toy()),
                row("range-edge", toy().space(space(GuardrailStudiesTest::narrow)), TOY, toy()),
                row("single-seed", toy().validate(Validate.Mode.SINGLE_SEED), TOY, toy()),
                row("control-single-seed", toy(), new SecondSeedFails(), toy()),
                row(
                        "metric-barely-moves",
                        toy(),
                        lines(l -> loss(l, 2.3 + 1e-5 * l.lastEntry().getValue())),
                        toy()),
                row("metric-never-moves", toy(), new Still(), toy()),
                row("noise-above-differences", toy(), new Luck(), toy()),
                row("too-good", toy(), new NothingLost(), toy()));
    }

    private static Row row(String code, Draft tripping, Training bad, Draft harmless) {
        return new Row(code, tripping, bad, harmless, TOY);
    }

    private static Draft small(double hours) {
        return toy().budget(hours, Unit.HOURS).adaptive().proxies(Small.PROXY);
    }

    private static Draft toy() {
        return Toy.draft(25);
    }

    /** Twenty parameters, and a budget that opens fewer than forty configurations. */
    private static Draft crowded() {
        Stream<Parameter> more = IntStream.range(0, 14)
                .mapToObj(i -> "knob" + i)
                .map(name -> Draft.parameter(name, new Domain.Uniform(0, 0.5), new Value.Real(0.1)));
        return toy().budget(8, Unit.HOURS)
                .cost(0.9)
                .adaptive()
                .space(Stream.concat(Toy.space().parameters().stream(), more).toArray(Parameter[]::new));
    }

    private static Parameter[] space(UnaryOperator<Parameter> change) {
        return Toy.space().parameters().stream().map(change).toArray(Parameter[]::new);
    }

    private static Parameter narrow(Parameter p) {
        return p.name().equals("width") ? Draft.parameter("width", new Domain.LogInt(16, 17), new Value.Whole(16)) : p;
    }

    private static Parameter assumed(Parameter p) {
        return new Parameter(p.name(), p.domain(), p.role(), true, p.fallback(), true, p.when(), null);
    }

    private static SequencedMap<String, Double> loss(SequencedMap<String, Double> line, double value) {
        line.put("val_loss", value);
        return line;
    }

    private static SequencedMap<String, Double> asTest(SequencedMap<String, Double> line) {
        line.put("test_loss", Objects.requireNonNull(line.get("val_loss")));
        return line;
    }

    private static SequencedMap<String, Double> told(SequencedMap<String, Double> line) {
        line.put("holdout_loss", 7777.25);
        return line;
    }

    private static Training lines(UnaryOperator<SequencedMap<String, Double>> change) {
        return new Twisted() {
            @Override
            public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
                return change.apply(TOY.metrics(config, seed, step));
            }
        };
    }

    /** Measures the holdout on the data of the search: on all of it, or on all but a little. */
    private static final class SameData extends Twisted {
        private final boolean all;

        SameData(boolean all) {
            this.all = all;
        }

        @Override
        public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
            SequencedMap<String, Double> line = new LinkedHashMap<>();
            double loss = Objects.requireNonNull(TOY.metrics(config, seed, step).get("val_loss"));
            line.put(split == Split.HOLDOUT ? "holdout_loss" : "test_accuracy", all ? loss : loss + 1e-9);
            return line;
        }
    }

    /** What is good by the objective is bad by the holdout. */
    private static final class Reversed extends Twisted {
        @Override
        public SequencedMap<String, Double> evaluate(Config config, int seed, long step, Split split) {
            SequencedMap<String, Double> line = TOY.evaluate(config, seed, step, split);
            line.computeIfPresent("holdout_loss", (name, loss) -> 1 - loss);
            return line;
        }
    }

    private static final class SecondSeedFails extends Twisted {
        @Override
        public @Nullable Ending ending(Assignment work) {
            boolean second = work.run().trial() == 1 && work.run().replicate() > 1;
            return second ? new Ending(0, End.USER, "boom") : null;
        }
    }

    private static final class Still extends Twisted {
        @Override
        public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
            return TOY.metrics(config, seed, 1);
        }
    }

    /** Two seeds of one configuration differ as two configurations do. */
    private static final class Luck extends Twisted {
        @Override
        public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
            double luck = dev.stint.engine.seed.Seed.of(seed).child(config.text()).stream()
                    .gaussian();
            return loss(TOY.metrics(config, seed, step), 3 + 0.1 * luck + 1.0 / step);
        }
    }

    private static final class NothingLost extends Twisted {
        @Override
        public SequencedMap<String, Double> metrics(Config config, int seed, long step) {
            SequencedMap<String, Double> line = TOY.metrics(config, seed, step);
            return step == 1 ? loss(line, 0) : line;
        }
    }

    private static List<String> codes(History history) {
        return Report.of(history).warnings().stream().map(Warning::code).toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void oneStudyTripsItAndOneDoesNot(Row row) {
        Recorded tripped = Recorded.run(row.tripping().spec(), row.bad(), 1);
        assertThat(codes(tripped.history())).contains(row.code());
        assertThat(codes(under(row.tripping().allow(row.code()).spec(), tripped)))
                .as("it may be allowed")
                .doesNotContain(row.code());
        assertThat(codes(Recorded.run(row.harmless().spec(), row.good(), 1).history()))
                .doesNotContain(row.code());
    }

    /** The same study under another file. */
    private static History under(StudySpec spec, Recorded journal) {
        List<Entry> entries = new ArrayList<>(journal.entries());
        entries.set(0, opening(spec));
        return Objects.requireNonNull(History.of(entries));
    }

    private static Entry opening(StudySpec spec) {
        return new Entry(1, 0, new StudyOpened(spec, 1, Recorded.HERE, Knowledge.none()));
    }

    @Test
    void aGridIsAnsweredWithItsCostUnlessItIsAllowed() {
        assertThat(problems("allow: []")).contains("a grid with 5 steps a range needs 5 x 5 x 3 = 75 trainings");
        assertThat(problems("allow: [grid]")).doesNotContain("75 trainings");
        assertThat(StudyFile.parse(file("allow: []").replace("grid", "sobol"), "study.yaml"))
                .isNotNull();
    }

    private static String problems(String allow) {
        try {
            StudyFile.parse(file(allow), "study.yaml");
            return "";
        } catch (Problems problems) {
            return String.valueOf(problems.getMessage());
        }
    }

    private static String file(String allow) {
        return """
            study: grid
            budget: 20 trainings
            objective: {metric: val_loss, goal: minimize}
            fidelity: {unit: epoch, max: 50}
            space:
              lr: {log-uniform: [1e-5, 1e-2], default: 1e-3}
              dropout: {uniform: [0, 0.5], default: 0.1}
              batch_size: {choice: [32, 64, 128], default: 64}
            plan: [{phase: explore, method: grid, share: 30%}, {phase: validate, share: 70%}]
            """ + allow + "\n";
    }

    @Test
    void whatTheStudyFileGivesAwayIsSaidBeforeComputeIsSpent() {
        for (Row row : rows().toList()) {
            History begun = History.open(opening(row.tripping().spec()));
            List<String> said = Beforehand.of(begun).stream().map(Warning::code).toList();
            boolean known = List.of("training-objective", "test-objective", "too-many-parameters")
                    .contains(row.code());
            assertThat(said).as(row.code()).isEqualTo(known ? List.of(row.code()) : List.of());
        }
        assertThat(Beforehand.of(History.open(opening(toy().cost(1).spec())))).isEmpty();
    }

    @Test
    void theGuideListsEveryGuardrail() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "guide.md"));
        List<String> listed = Pattern.compile("(?m)^\\| `([a-z-]+)`(?: \\*)? \\| .* \\| .* \\| .*\\|$")
                .matcher(guide.substring(guide.indexOf("### Guardrails")))
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(listed)
                .containsExactlyElementsOf(Guardrails.CODES)
                .containsAll(rows().map(Row::code).toList())
                .hasSize((int) rows().count() + 1);
    }

    @Test
    void sealedValuesAreInNoWarning() {
        Report report = Report.of(
                Recorded.run(toy().spec(), lines(GuardrailStudiesTest::told), 1).history());
        assertThat(report.warnings().toString()).contains("split-printed").doesNotContain("7777");
    }
}
