package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    @Test
    void helpListsWhatIsBuiltAndNothingElse(@TempDir Path folder) throws IOException {
        Desk.Said said = new Desk(folder).stint("--help");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains(
                        "init ",
                        "doctor ",
                        "lr-find ",
                        "plan ",
                        "run ",
                        "drive ",
                        "extend ",
                        "try ",
                        "status ",
                        "best ",
                        "report ",
                        "archive ",
                        "import ",
                        "export ");
        assertThat(said.out()).doesNotContain("serve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init", "doctor", "lr-find", "plan", "run", "drive", "extend", "try", "status", "best", "report",
                "archive", "import", "export"
            })
    void everyCommandExplainsItselfWithAnExample(String command, @TempDir Path folder) throws IOException {
        Desk.Said said = new Desk(folder).stint(command, "--help");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Usage: stint " + command, "Example").contains("stint " + command + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show", "add", "remove", "forget"})
    void everyCommandOfTheArchiveExplainsItselfWithAnExample(String command, @TempDir Path folder) throws IOException {
        Desk.Said said = new Desk(folder).stint("archive", command, "--help");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("Usage: stint archive " + command, "Example")
                .contains("  stint archive " + command);
    }

    @Test
    void aMisspeltCommandIsAnsweredWithTheOneThatWasMeant(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);

        Desk.Said command = desk.stint("statsu", "study.yaml");
        assertThat(command.code()).isEqualTo(2);
        assertThat(command.err()).contains("There is no command statsu. Did you mean status?");
        Desk.Said option = desk.stint("run", "study.yaml", "--jsno");
        assertThat(option.code()).isEqualTo(2);
        assertThat(option.err()).contains("There is no option --jsno. Did you mean --json?");
        assertThat(desk.stint("run").err()).contains("FILE");
    }

    @Test
    void theVersionIsTheOneOfTheBuild(@TempDir Path folder) throws IOException {
        assertThat(new Desk(folder).stint("--version").out()).containsPattern("^stint \\d+\\.\\d+");
    }

    @Test
    void initWritesAFileThatCanBePlannedAndNeverOverwrites(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);

        assertThat(desk.stint("init", "mine").code()).isZero();
        assertThat(desk.stint("plan", "mine.yaml").code()).isZero();
        String written = Files.readString(desk.path("mine.yaml"));
        Desk.Said again = desk.stint("init", "mine");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("mine.yaml is there already");
        assertThat(Files.readString(desk.path("mine.yaml"))).isEqualTo(written);
        assertThat(desk.stint("init", "../elsewhere").code()).isEqualTo(2);
    }

    @Test
    void commandsAboutAStudyThatHasNotBegunSaySo(@TempDir Path folder) throws IOException {
        Desk desk = new Desk(folder);
        desk.study();

        for (String command : new String[] {"status", "best", "report"}) {
            Desk.Said said = desk.stint(command, "study.yaml");
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains("has not begun", "stint run study.yaml");
        }
        assertThat(desk.begun()).isFalse();
    }
}
