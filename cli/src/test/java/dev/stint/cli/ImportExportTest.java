package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportExportTest {

    private static final String TABLE = """
        learning_rate,decay,bs,val_loss
        0.01,0.001,20,0.5
        0.1,0.0001,10,0.3
        1,0.00001,50,0.2
        3,0.01,10,0.25
        0.05,0.05,20,0.6
        """;

    @Test
    void whatOneStudyWritesTheArchiveTakesInEveryFormat(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder).withArchive();
        desk.study();
        assertThat(desk.stint("run", "study.yaml", "--quiet", "--no-archive").code())
                .isZero();
        for (String format : new String[] {"optuna", "optuna-journal", "jsonl", "csv"}) {
            String file = "trials." + format;
            Desk.Said out = desk.stint("export", format, "study.yaml", file);
            assertThat(out.code()).as(out.err()).isZero();
            assertThat(out.out()).contains("trials of moons to " + file);
            assertThat(desk.stint("export", format, "study.yaml", file).err()).contains("is not overwritten");
            String reader = format.replace("-journal", "");
            Desk.Said in = desk.stint(
                    "import", reader, file, "--study", "moons", "--metric", "val_loss", "--tag", "data=moons");
            assertThat(in.code()).as(in.err()).isZero();
            assertThat(in.out()).contains("Imported moons #");
        }
        assertThat(desk.stint("archive", "list").out()).contains("optuna", "csv", "stint", "data");
        assertThat(desk.stint("export", "csv", "1", "again.csv", "--archived").code())
                .isZero();
        assertThat(desk.stint("export", "csv", "1", "json.csv", "--archived", "--json")
                        .out())
                .matches("[{]\"study\":\"moons\",\"format\":\"csv\",\"file\":\"json.csv\",\"trials\":[0-9]+}\n");
        assertThat(desk.stint("import", "csv", "trials.csv", "--metric", "val_loss", "--json")
                        .out())
                .matches("[{]\"number\":[0-9]+,\"study\":\"trials\",\"trials\":[0-9]+}\n");
        assertThat(desk.stint("export", "journal", "study.yaml", "copy", "--json")
                        .out())
                .startsWith("{\"study\":\"moons\",\"format\":\"journal\",\"file\":\"copy\",\"entries\":")
                .contains("\"onward\":\"stint run study.yaml --folder ");
        assertThat(desk.read("again.csv")).startsWith("trial,state,share,");
    }

    @Test
    void aStudyBeginsWithATable(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder).withArchive();
        desk.study();
        Files.writeString(desk.path("sweep.csv"), TABLE);
        desk.study("study: moons", "study: other");
        assertThat(desk.stint("import", "csv", "sweep.csv", "--metric", "val_loss", "--into", "study.yaml", "--json")
                        .out())
                .startsWith("{\"study\":\"other\",\"from\":\"sweep\",\"alike\":")
                .contains("\"trials\":5", "stint run study.yaml");
        desk.study();
        Desk.Said begun = desk.stint("import", "csv", "sweep.csv", "--metric", "val_loss", "--into", "study.yaml");
        assertThat(begun.code()).as(begun.err()).isZero();
        assertThat(begun.out()).contains("moons begins with sweep: alike", "5 trials", "stint run study.yaml");
        assertThat(desk.path("archive.db")).doesNotExist();
        assertThat(desk.stint("status", "study.yaml").out()).contains("learns from the archive:", "sweep: alike");
        assertThat(desk.stint("import", "csv", "sweep.csv", "--metric", "val_loss", "--into", "study.yaml")
                        .err())
                .contains("has begun", "study: moons-2");
        assertThat(desk.stint("run", "study.yaml", "--quiet", "--no-archive").code())
                .isZero();
    }

    @Test
    void aDamagedStudyIsSavedUpToTheDamageAndGoesOn(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder).withArchive();
        desk.study();
        assertThat(desk.stint("run", "study.yaml", "--quiet", "--no-archive").code())
                .isZero();
        zeroAPage(desk.path(".stint/moons/journal.db"));

        Desk.Said refused = desk.stint("run", "study.yaml");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("journal.db is damaged", "stint export --salvage");

        assertThat(desk.stint("export", "csv", "study.yaml", "rest.csv").code()).isEqualTo(2);
        Desk.Said trials = desk.stint("export", "csv", "study.yaml", "rest.csv", "--salvage");
        assertThat(trials.code()).as(trials.err()).isZero();
        assertThat(desk.read("rest.csv").lines().count()).isGreaterThan(2);
        Desk.Said saved = desk.stint("export", "journal", "study.yaml", "rescued", "--salvage");
        assertThat(saved.code()).as(saved.err()).isZero();
        assertThat(saved.out()).contains("Go on with: stint run study.yaml --folder " + desk.path("rescued"));
        Files.move(desk.path(".stint/moons/checkpoints"), desk.path("rescued/checkpoints"));
        Desk.Said done = desk.stint("run", "study.yaml", "--folder", "rescued", "--quiet", "--no-archive");
        assertThat(done.code()).as(done.err()).isZero();
        assertRefused(desk.stint("export", "journal", "study.yaml", "rescued", "--salvage"), "is not overwritten");
    }

    /** Beyond the middle, so that the beginning stays readable. */
    private static void zeroAPage(Path database) throws IOException {
        byte[] bytes = Files.readAllBytes(database);
        int page = bytes.length * 2 / 3 / 4096 * 4096;
        java.util.Arrays.fill(bytes, page, page + 4096, (byte) 0);
        Files.write(database, bytes);
    }

    @Test
    void whatCannotBeDoneIsSaid(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder).withArchive();
        desk.study();
        Files.writeString(desk.path("other.csv"), "colour,shape,value\nred,round,1\nblue,square,2\n");
        assertRefused(desk.stint("import", "optuna", "missing.db"), "There is no file missing.db");
        assertRefused(desk.stint("import", "csv", "missing.csv"), "There is no file missing.csv");
        assertRefused(desk.stint("import", "excel", "other.csv"), "excel", "optuna, csv, jsonl");
        assertRefused(desk.stint("import", "csv", "other.csv", "--metric", "loss"), "no column loss");
        assertRefused(desk.stint("import", "csv", "other.csv", "--into", "study.yaml"), "shares too few parameters");
        assertRefused(desk.stint("export", "csv", "study.yaml", "out.csv"), "has not begun");
        assertThat(desk.begun()).isFalse();
    }

    private static void assertRefused(Desk.Said said, String... words) {
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(words).doesNotContain("Exception");
    }
}
