package dev.stint.engine.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.History;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.RunState;
import dev.stint.engine.history.StudyEvent.CheckpointDropped;
import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.history.StudyEvent.TrialPlanned;
import dev.stint.engine.spec.Bytes;
import dev.stint.engine.testing.Draft;
import dev.stint.engine.testing.Play;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuotaTest {

    /** The control and so many others, each worse than the one before; then one that runs. */
    private static Play field(long disk, int others) {
        Play play = new Play(new Draft()
                .budget(2000, Unit.FIDELITY)
                .length(1, 50)
                .adaptive()
                .disk(disk)
                .spec());
        for (int i = 0; i <= others; i++) {
            double loss = i == 0 ? 5 : i;
            TrialPlanned planned = play.planned();
            assertThat(planned.config()).isNotNull();
            play.train(planned, (config, step) -> loss);
        }
        play.start(play.planned().run());
        return play;
    }

    private static SequencedMap<RunId, Long> sizes(Play play, long each) {
        SequencedMap<RunId, Long> sizes = new LinkedHashMap<>();
        History history = play.history();
        history.candidates().stream()
                .flatMap(t -> t.runs().stream())
                .filter(r -> !history.dropped().contains(r.id()))
                .forEach(r -> sizes.put(r.id(), each));
        return sizes;
    }

    private static void store(Play play, long each) {
        play.handle(new Command.Stored(play.now(), sizes(play, each)));
    }

    private static List<Integer> dropped(Play play) {
        return play.events(CheckpointDropped.class).stream()
                .map(d -> d.run().trial())
                .toList();
    }

    @Test
    void whatFitsIsKept() {
        Play play = field(70, 5);
        store(play, 10);
        assertThat(dropped(play)).isEmpty();
        assertThat(play.events(Finding.class)).isEmpty();
    }

    @Test
    void theWorstGoUntilTheRestFitsAndItIsSaidWhy() {
        Play play = field(52, 5);
        store(play, 10);

        assertThat(dropped(play)).containsExactly(6, 5);
        RunId worst = new RunId(6, 1);
        assertThat(play.history().run(worst).state()).isEqualTo(RunState.STOPPED);
        assertThat(play.history().run(worst).checkpoint()).isZero();
        Finding finding = play.events(Finding.class).getFirst();
        assertThat(finding.code()).isEqualTo("disk-quota");
        assertThat(finding.text()).contains("70 bytes", "limits.disk: 52 bytes", "6/1 (4 of 6 did better at epoch 4)");
        store(play, 10);
        assertThat(dropped(play)).hasSize(2);
    }

    @Test
    void theControlTheBestTheFinalistAndWhatRunsKeepTheirs() {
        Play play = field(1, 5);
        store(play, 10);
        store(play, 10);

        assertThat(dropped(play)).containsExactly(6, 5, 4, 3);
        assertThat(play.events(Finding.class))
                .extracting(Finding::code)
                .containsExactly("disk-quota", "disk-quota-exceeded");
        assertThat(play.history().run(new RunId(1, 1)).checkpoint()).isPositive();
        assertThat(play.history().run(new RunId(2, 1)).checkpoint()).isPositive();
        assertThat(play.history().run(new RunId(7, 1)).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void whoIsAheadOfThoseWhoGotAsFarOutlivesWhoFellBehindEarly() {
        Play play = new Play(new Draft()
                .budget(2000, Unit.FIDELITY)
                .length(1, 50)
                .adaptive()
                .disk(1000)
                .spec());
        for (int i = 0; i < 40 && deeper(play) < 2; i++) {
            TrialPlanned planned = play.planned();
            double loss = planned.run().trial();
            play.train(planned, (config, step) -> loss / step);
        }
        assertThat(deeper(play)).isEqualTo(2);
        store(play, (long) (1000 / (0.7 * play.history().candidates().size())) + 1);
        assertThat(dropped(play))
                .isNotEmpty()
                .allMatch(t -> play.history().run(new RunId(t, 1)).curve().reached() == 4);
    }

    private static long deeper(Play play) {
        return play.history().candidates().stream()
                .flatMap(t -> t.runs().stream())
                .filter(r -> r.curve().reached() > 4)
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "999, 999 bytes",
        "1000, 1 kB",
        "64000000, 64 MB",
        "1230000000, 1.23 GB",
        "12340, 12.3 kB",
        "999999, 1 MB",
        "9223372036854775807, 9.22 EB"
    })
    void sizesAreSaidInThreeDigits(long bytes, String text) {
        assertThat(Bytes.text(bytes)).isEqualTo(text);
    }
}
