package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, values, expressions and links that try to be more than they are, from the study file and from the training to the end of the study. */
class HostileTest {

    private static final String STUDY = """
        study: hostile
        budget: 16 epochs
        command: [sh, train.sh, "${lr}", "${opt}"]
        objective: {metric: "</script><script>alert(1)</script>", goal: minimize}
        holdout: "../../holdout'$(touch${IFS}pwned)`id`"
        fidelity: {unit: epoch, min: 1, max: 2}
        resources: {slots: 1}
        metrics:
          regex:
            - '(?P<aux>(a+)+)$'
            - '^(?P<slow>(x|x|x|xx)*y)'
        space:
          lr: {log-uniform: [1e-5, 1], default: 1e-2}
          opt:
            choice: ["$(touch pwned)", "; touch pwned #", "../../outside", "a\\nb", "<img src=x onerror=alert(1)>", "'\\"`touch pwned`"]
            default: "$(touch pwned)"
        plan: [{phase: explore, method: random, share: 40%}, {phase: refine, method: random, share: 60%}]
        validate: none
        """;

    /** Plants links to all around it, says names that nobody asked for, and prints what expressions would choke on. */
    private static final String TRAINING = """
        [ "$STINT_MODE" = train ] || exit 64
        ln -s "$(pwd -P)/../outside" "$STINT_CHECKPOINT_DIR/link" 2>/dev/null
        printf '%s\\n' "$2" >> opts
        head -c 50000 /dev/zero | tr '\\0' a; echo '!'
        head -c 50000 /dev/zero | tr '\\0' x; echo
        i=$STINT_FROM
        while [ "$i" -lt "$STINT_UNTIL" ]; do
            i=$((i + 1))
            cat >> "$STINT_REPORT" <<END
        {"epoch":$i,"</script><script>alert(1)</script>":0.$i$STINT_TRIAL,"<svg onload=alert(2)>":1,"../../x\\n\\u0000":2,"__proto__":3}
        END
            echo "{\\"checkpoint\\":$i}" >> "$STINT_REPORT"
        done
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path around;

    private Desk desk;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(Files.createDirectories(around.resolve("outside")).resolve("kept"), "kept");
        desk = new Desk(Files.createDirectories(around.resolve("home")));
        Files.writeString(desk.path("study.yaml"), STUDY);
        Files.writeString(desk.path("train.sh"), TRAINING);
    }

    @Test
    void aNameThatIsNoneIsRefusedBeforeAnythingStarts() throws IOException {
        String names = Stream.of("<b onclick=alert(1)>bold</b>", "../../up", "$(touch pwned)", "two\\nlines")
                .map(name -> "  \"" + name + "\": {uniform: [0, 1], default: 0.5}\n")
                .collect(Collectors.joining());
        Files.writeString(
                desk.path("study.yaml"),
                STUDY.replace("study: hostile", "study: ../../outside").replace("plan: [", names + "plan: ["));

        Desk.Said said = desk.stint("run", "study.yaml");

        assertThat(said.code()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).contains("5 problems").doesNotContain("\tat ");
        assertThat(desk.begun()).isFalse();
        assertThat(around.resolve("outside")).isDirectoryNotContaining("glob:**/journal*");
    }

    @Test
    void namesAndValuesStayTextFromTheStudyFileToThePage() throws IOException {
        Desk.Said said = desk.stint("run", "study.yaml", "--json");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).doesNotContain("\tat ");
        assertThat(desk.read("opts")).contains("$(touch pwned)");
        assertPage(desk.read(".stint/hostile/report.html"));
        for (String[] command : new String[][] {
            {"status", "study.yaml"},
            {"best", "study.yaml", "--format", "args"},
            {"best", "study.yaml", "--format", "yaml"},
            {"report", "study.yaml", "--markdown"},
            {"report", "study.yaml", "--json"},
            {"plan", "study.yaml"}
        }) {
            Desk.Said shown = desk.stint(command);
            assertThat(shown.code()).as(List.of(command) + shown.err()).isZero();
            assertThat(shown.out() + shown.err()).doesNotContain("\tat ", "\u0000");
        }
        assertNothingElseChanged();
    }

    private static void assertPage(String page) {
        assertThat(page)
                .contains("Content-Security-Policy")
                .doesNotContain("<script>alert", "<img src=x", "<svg onload", "<b onclick");
    }

    /** No file but the study's own and what the training wrote, and no link was followed. */
    private void assertNothingElseChanged() throws IOException {
        try (Stream<Path> all = Files.walk(around, new FileVisitOption[0])) {
            List<String> names = all.map(p -> around.relativize(p).toString()).toList();
            assertThat(names).contains("outside/kept").noneMatch(name -> name.contains("pwned"));
            assertThat(names.stream()
                            .filter(name -> !name.startsWith("home/.stint/hostile") && !name.startsWith("home/said")))
                    .containsExactlyInAnyOrder(
                            "",
                            "outside",
                            "outside/kept",
                            "home",
                            "home/.stint",
                            "home/opts",
                            "home/study.yaml",
                            "home/train.py",
                            "home/train.sh");
        }
    }

    /** A kill may leave a checkpoint folder half deleted, under a name that the next start clears away. */
    @Test
    void whatIsClearedAwayIsClearedAroundItsLinks() throws IOException, InterruptedException {
        Files.writeString(desk.path("study.yaml"), STUDY.replace("budget: 16 epochs", "budget: 100000 epochs"));
        Path checkpoints = desk.path(".stint/hostile/checkpoints");
        paused("the second training", () -> Files.exists(checkpoints.resolve("2-1")));
        assertThat(checkpoints.resolve("1-1/link")).isSymbolicLink();
        Path half = checkpoints.resolve(".dropped-1-1");
        Files.move(checkpoints.resolve("1-1"), half);
        Files.createSymbolicLink(checkpoints.resolve(".dropped-2-1"), around.resolve("outside"));

        paused("the half deleted folder to go", () -> !Files.exists(half));

        assertThat(Files.exists(checkpoints.resolve(".dropped-2-1"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        assertThat(around.resolve("outside/kept")).hasContent("kept");
    }

    private void paused(String what, BooleanSupplier when) throws IOException, InterruptedException {
        Desk.Running run = desk.start("run", "study.yaml", "--quiet");
        Desk.until(what, () -> when.getAsBoolean() || !run.process().isAlive());
        run.signal("INT");
        Desk.Said said = run.await();
        assertThat(said.code()).as(said.err()).isEqualTo(130);
        assertThat(when.getAsBoolean()).as(what).isTrue();
    }
}
