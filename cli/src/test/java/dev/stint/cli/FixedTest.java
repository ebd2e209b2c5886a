package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.runtime.file.Release;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.loop.StudyLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told of parameters that are left at their defaults, from a journal that says so. */
class FixedTest {

    private static Desk desk(Path folder, StudyEvent... events) throws IOException {
        Desk desk = new Desk(folder);
        desk.study();
        Site site = Site.of(desk.path("study.yaml"), null);
        try (Journal journal = SqliteJournal.open(site.folder(), new EventCodec())) {
            StudyOpened opened = new StudyOpened(site.spec(), 2, Release.provenance(site.spec()), Knowledge.none());
            StudyLoop.open(journal, opened, List.of(events), InstantSource.system());
        }
        return desk;
    }

    private static ParametersFixed answer(int trials, String... fixed) {
        return new ParametersFixed(List.of(fixed), trials, "by the test");
    }

    @Test
    void statusAndReportSayWhatIsFixedAndSinceWhen(@TempDir Path folder) throws IOException {
        Desk desk = desk(folder, answer(22, "decay", "batch"), answer(30, "decay", "batch"), answer(40, "batch"));

        assertThat(desk.stint("status", "study.yaml").lines())
                .contains("  fixed    batch at its default: it decides next to nothing");
        assertThat(desk.stint("status", "study.yaml", "--json").out()).contains("\"fixed\":[\"batch\"]");
        assertThat(desk.stint("report", "study.yaml", "--json").out())
                .contains("\"fixed\":[\"batch\"],\"warnings\"")
                .contains("\"fixings\":[{\"trials\":22,\"fixed\":[\"decay\",\"batch\"],\"released\":[]},"
                        + "{\"trials\":40,\"fixed\":[],\"released\":[\"decay\"]}]");
    }

    @Test
    void whereAllAreTunedNothingIsSaid(@TempDir Path folder) throws IOException {
        Desk desk = desk(folder, answer(22));

        assertThat(desk.stint("status", "study.yaml").out()).contains("moons: ").doesNotContain("  fixed ");
        assertThat(desk.stint("report", "study.yaml", "--json").out())
                .contains("\"fixed\":[]")
                .contains("\"fixings\":[]");
    }
}
