package dev.stint.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Fidelity;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.space.Condition;
import dev.stint.engine.space.Domain;
import dev.stint.engine.space.Parameter;
import dev.stint.engine.space.Prior;
import dev.stint.engine.space.Role;
import dev.stint.engine.space.Value;
import dev.stint.engine.spec.Command;
import dev.stint.engine.spec.Limits;
import dev.stint.engine.spec.Objective;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.Problem;
import dev.stint.engine.spec.StudySpec;
import dev.stint.engine.spec.Validate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyFileTest {

    private static final String SMALL = """
        study: small
        budget: 10 hours
        objective: {metric: loss, goal: minimize}
        fidelity: {unit: mega_step, max: 100}
        space: {x: {uniform: [0, 1], default: 0.5}}
        """;

    @Test
    void readsTheExampleOfTheDesign() {
        StudySpec spec = good("design.yaml").spec();
        assertThat(spec.name()).isEqualTo("resnet-new-block");
        assertThat(spec.budget()).isEqualTo(new Amount(100, Unit.GPU_HOURS));
        assertThat(spec.deadlineSeconds()).isEqualTo(3 * 24 * 3600.0);
        assertThat(spec.objective()).isEqualTo(new Objective("val_loss", Objective.Goal.MINIMIZE, Objective.At.LAST));
        assertThat(spec.fidelity()).isEqualTo(new Fidelity("epoch", 1, 50, Fidelity.Schedule.TRUNCATE));
        assertThat(spec.cost().full()).isEqualTo(new Amount(16, Unit.GPU_HOURS));
        assertThat(spec.cost().startUp()).isEqualTo(new Amount(1 / 60.0, Unit.GPU_HOURS));
        assertThat(spec.validate()).isEqualTo(Validate.auto());
        assertThat(spec.plan()).isEqualTo(new PlanSpec.Classic());
        assertThat(spec.space().defaults().text())
                .isEqualTo("lr=0.001 batch_size=64 weight_decay=0.0001 warmup_ratio=0.05 optimizer=adamw");
        assertThat(parameter(spec, "weight_decay").prior())
                .isEqualTo(new Prior(new Value.Real(1e-3), Prior.Confidence.LOW));
        assertThat(parameter(spec, "momentum").when())
                .isEqualTo(new Condition(List.of(new Condition.Clause("optimizer", List.of(new Value.Text("sgd"))))));
        Command command = Objects.requireNonNull(spec.command());
        assertThat(command.parts().getLast()).isEqualTo(new Command.Part(List.of("--momentum", "${momentum}"), true));
    }

    @Test
    void readsEveryKey() {
        StudySpec spec = good("everything.yaml").spec();
        assertThat(spec.budget()).isEqualTo(new Amount(1.5, Unit.HOURS));
        assertThat(spec.cost().startUp()).isEqualTo(new Amount(30 / 3600.0, Unit.HOURS));
        assertThat(spec.limits()).isEqualTo(new Limits(7200.0, 1_610_612_736L, 0, 30));
        assertThat(spec.plan())
                .isEqualTo(new PlanSpec.Custom(List.of(
                        new PlanSpec.PhaseSpec("transfer", null, null, null),
                        new PlanSpec.PhaseSpec("lr-find", null, 0.01, null),
                        new PlanSpec.PhaseSpec("explore", PlanSpec.Method.RANDOM, 0.1, null),
                        new PlanSpec.PhaseSpec("refine", PlanSpec.Method.HALVING, 0.3, 3),
                        new PlanSpec.PhaseSpec("validate", null, null, null))));
        assertThat(spec.validate()).isEqualTo(new Validate(Validate.Mode.FULL, 3, 4));
        assertThat(spec.resources().slots()).isEqualTo(4);
        assertThat(spec.env()).containsExactly(Map.entry("OMP_NUM_THREADS", "1"), Map.entry("TOKEN", "secret"));
        assertThat(spec.tags()).containsEntry("year", "2026").containsEntry("draft", "true");
        assertThat(spec.seed()).isEqualTo(-42);
        assertThat(spec.warm()).isTrue();
        assertThat(spec.keepLeftover()).isTrue();
        assertThat(spec.checkpoint()).isFalse();
        assertThat(spec.metrics().regex()).hasSize(1);
        assertThat(spec.goalMetric()).isEqualTo("business_value");
        assertThat(spec.space().constraints()).hasSize(2);
        Command command = Objects.requireNonNull(spec.command());
        assertThat(command.parts().get(2).words())
                .as("words are taken as written")
                .containsExactly("0x10");
    }

    @Test
    void keepsWordsOfTheCommandAsTheyAreWritten() {
        StudySpec spec = parse(SMALL + "command: [./run, 007, 1e-3, true, off, \"$${x}\"]\n")
                .spec();
        assertThat(Objects.requireNonNull(spec.command()).parts().stream()
                        .map(part -> part.words().getFirst()))
                .containsExactly("./run", "007", "1e-3", "true", "off", "$${x}");
    }

    @Test
    void readsJsonIndentedWithTabs() {
        StudySpec spec = good("as-json.json").spec();
        assertThat(spec.budget()).isEqualTo(new Amount(30, Unit.FIDELITY));
        assertThat(parameter(spec, "note").fallback())
                .isEqualTo(new Value.Text("a \"quoted\" \\ / \u00e9 \ud83d\ude00 text"));
    }

    @Test
    void readsTheStudyOfTheDigitsExample() {
        StudyFile file = StudyFile.read(Golden.module().resolve("../examples/digits/study.yaml"));
        assertThat(file.spec().space().tuned()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void fillsInWhatTheSmallestFileLeavesOut() {
        StudySpec spec = good("smallest.yaml").spec();
        assertThat(spec.command()).isNull();
        assertThat(spec.fidelity().min()).isEqualTo(1);
        assertThat(spec.limits()).isEqualTo(Limits.standard());
        assertThat(spec.resources().gpusPerTrial()).isZero();
        assertThat(spec.resources().slots()).isNull();
        assertThat(spec.checkpoint()).isTrue();
        assertThat(spec.keepLeftover()).isFalse();
        assertThat(spec.plan()).isEqualTo(new PlanSpec.Adaptive());
        assertThat(parameter(spec, "x").assumed()).isTrue();
    }

    @Test
    void gpuBudgetsHoldOneGpuUnlessToldOtherwise() {
        assertThat(parse(SMALL.replace("10 hours", "10 gpu-hours"))
                        .spec()
                        .resources()
                        .gpusPerTrial())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "90 seconds, 90, SECONDS",
        "1 second, 1, SECONDS",
        "2.5 minutes, 2.5, MINUTES",
        "6min, 6, MINUTES",
        ".5 hour, 0.5, HOURS",
        "1e2 h, 100, HOURS",
        "100 gpu-hours, 100, GPU_HOURS",
        "1 GPU hour, 1, GPU_HOURS",
        "3 gpu_minutes, 3, GPU_MINUTES",
        "7 gpu-seconds, 7, GPU_SECONDS",
        "1 training, 1, TRAININGS",
        "25 trainings, 25, TRAININGS",
        "30 mega_steps, 30, FIDELITY",
        "1 mega_step, 1, FIDELITY",
        "30 fidelity units, 30, FIDELITY"
    })
    void readsBudgetsInAllTheirUnits(String text, double value, Unit unit) {
        assertThat(parse(SMALL.replace("10 hours", text)).spec().budget()).isEqualTo(new Amount(value, unit));
    }

    @Test
    void convertsCostsBetweenSlotTimeAndGpuTimeByTheDevicesOfATraining() {
        String text = SMALL.replace("10 hours", "10 gpu-hours")
                + "cost: {full: 30 minutes, start-up: 1 gpu-minute}\nresources: {gpus-per-trial: 4}\n";
        StudySpec spec = parse(text).spec();
        assertThat(spec.cost().full()).isEqualTo(new Amount(2, Unit.GPU_HOURS));
        assertThat(spec.cost().startUp()).isEqualTo(new Amount(1 / 60.0, Unit.GPU_HOURS));
        StudySpec slots = parse(text.replace("10 gpu-hours", "10 hours")).spec();
        assertThat(slots.cost().full()).isEqualTo(new Amount(0.5, Unit.HOURS));
        assertThat(slots.cost().startUp()).isEqualTo(new Amount(1 / 240.0, Unit.HOURS));
    }

    @ParameterizedTest
    @CsvSource({"3 days, 259200", "1 week, 604800", "90 min, 5400", "0.1 minutes, 6", "30s, 30", "2h, 7200"})
    void readsDeadlines(String text, double seconds) {
        assertThat(parse(SMALL + "deadline: " + text).spec().deadlineSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "8 GB, 8000000000",
        "512 MiB, 536870912",
        "1.5KiB, 1536",
        "100 B, 100",
        "2 TB, 2000000000000",
        "3 kB, 3000"
    })
    void readsMemory(String text, long bytes) {
        assertThat(parse(SMALL + "limits: {memory: " + text + "}")
                        .spec()
                        .limits()
                        .memoryBytes())
                .isEqualTo(bytes);
    }

    @Test
    void warnsOfAParameterThatACommandLeavesOutOnlyIfItUsesOthers() {
        String space = "space: {x: {uniform: [0, 1], default: 0.5}, y: {uniform: [0, 1], default: 0.5}, z: 3}\n";
        String base = SMALL.replaceAll("space:.*\n", space);
        assertThat(parse(base + "command: [./run]\n").warnings()).isEmpty();
        List<Problem> warnings = parse(base + "command: [./run, \"${x}\"]\n").warnings();
        assertThat(warnings).singleElement().satisfies(warning -> {
            assertThat(warning.place()).isEqualTo("space.y");
            assertThat(warning.line()).isEqualTo(5);
            assertThat(warning.remedy()).contains("--y, \"${y}\"");
        });
    }

    @Test
    void saysWhichRolesItGuessedAndWhichDefaultsItFilledIn() {
        StudyFile file = parse(SMALL.replaceAll("space:.*\n", "space: {lr: {log-uniform: [1e-5, 1e-2]}}\n"));
        assertThat(file.warnings().stream().map(Problem::message))
                .containsExactly(
                        "roles guessed from names: lr is learning-rate",
                        "default 0.001 filled in: from the table for learning-rate"
                                + " (PyTorch's AdamW; for SGD He et al. 2016, arXiv:1512.03385)");
        Parameter lr = parameter(file.spec(), "lr");
        assertThat(lr.role()).isEqualTo(Role.LEARNING_RATE);
        assertThat(lr.roleGuessed()).isTrue();
        assertThat(lr.assumed()).isTrue();
    }

    @Test
    void aGivenRoleEndsTheGuess() {
        Parameter lr = parameter(
                parse(SMALL.replaceAll("space:.*\n", "space: {lr: {uniform: [0, 1], role: other}}\n"))
                        .spec(),
                "lr");
        assertThat(lr.role()).isEqualTo(Role.OTHER);
        assertThat(lr.roleGuessed()).isFalse();
    }

    @Test
    void numbersOfAChoiceAreOneKind() {
        Parameter x = parameter(
                parse(SMALL.replaceAll("space:.*\n", "space: {x: {choice: [0, 0.5, 1], default: 1}}\n"))
                        .spec(),
                "x");
        assertThat(x.domain())
                .isEqualTo(new Domain.Choice(List.of(new Value.Real(0), new Value.Real(0.5), new Value.Real(1))));
        assertThat(x.fallback()).isEqualTo(new Value.Real(1));
    }

    private static StudyFile good(String name) {
        return StudyFile.read(Golden.resources().resolve("good").resolve(name));
    }

    private static StudyFile parse(String text) {
        return StudyFile.parse(text, "study.yaml");
    }

    private static Parameter parameter(StudySpec spec, String name) {
        return Objects.requireNonNull(spec.space().parameter(name));
    }

    /** The parser reads 1,024 characters at a time; half a character at the end of such a piece once threw. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1020, 1021, 1022, 1023, 1024, 1025, 2045, 2046, 2047, 2048, 2049, 3071, 3072, 3073})
    void charactersOutsideTheBasicPlaneMayStandAnywhere(int offset) {
        String text = "#" + "x".repeat(offset) + "\uD83D\uDE00\n" + SMALL;
        assertThat(StudyFile.parse(text, "small.yaml").spec().name()).isEqualTo("small");
    }
}
