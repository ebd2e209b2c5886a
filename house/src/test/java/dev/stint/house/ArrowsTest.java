package dev.stint.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms: engine knows nobody, runtime and render know the engine, the archive knows the runtime, cli sees all, nothing looks at bench or examples. */
final class ArrowsTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.stint");

    @Test
    void enoughClassesWereRead() {
        assertThat(in("dev.stint.engine")).as("engine").isGreaterThan(150);
        assertThat(in("dev.stint.runtime")).as("runtime").isGreaterThan(60);
        assertThat(in("dev.stint.archive")).as("archive").isGreaterThan(10);
        assertThat(in("dev.stint.render")).as("render").isGreaterThan(3);
        assertThat(in("dev.stint.cli")).as("cli").isGreaterThan(10);
    }

    private static long in(String room) {
        return HOUSE.stream().filter(c -> c.getPackageName().startsWith(room)).count();
    }

    private static void forbid(String from, String... to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .check(HOUSE);
    }

    @Test
    void theEngineKnowsNobody() {
        forbid(
                "dev.stint.engine..",
                "dev.stint.runtime..",
                "dev.stint.archive..",
                "dev.stint.render..",
                "dev.stint.cli..");
    }

    @Test
    void renderKnowsTheEngineOnly() {
        forbid("dev.stint.render..", "dev.stint.runtime..", "dev.stint.archive..", "dev.stint.cli..");
    }

    @Test
    void runtimeDoesNotKnowItsCallers() {
        forbid("dev.stint.runtime..", "dev.stint.archive..", "dev.stint.render..", "dev.stint.cli..");
    }

    @Test
    void theArchiveDoesNotKnowItsCallers() {
        forbid("dev.stint.archive..", "dev.stint.render..", "dev.stint.cli..");
    }

    @Test
    void nothingLooksAtBenchOrExamples() {
        forbid("dev.stint..", "dev.stint.bench..", "dev.stint.examples..");
    }

    @Test
    void theModelKnowsMatricesNotTrials() {
        forbid(
                "dev.stint.engine.model..",
                "dev.stint.engine.space..",
                "dev.stint.engine.spec..",
                "dev.stint.engine.history..",
                "dev.stint.engine.phase..",
                "dev.stint.engine.study..");
    }

    @Test
    void phasesKnowNoMachineAndNoReport() {
        forbid("dev.stint.engine.phase..", "dev.stint.engine.study..", "dev.stint.engine.report..");
    }

    @Test
    void theRoomsOfTheEngineHaveNoCycles() {
        slices().matching("dev.stint.engine.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void theRoomsOfTheRuntimeHaveNoCycles() {
        slices().matching("dev.stint.runtime.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void onlyTheJsonRoomKnowsTheJsonLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.stint.runtime.json..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(HOUSE);
    }

    @Test
    void onlyTheLoopWritesAJournal() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.stint.runtime.loop..", "dev.stint.runtime.journal..")
                .should()
                .callMethod("dev.stint.runtime.journal.Journal", "append", "java.util.List")
                .check(HOUSE);
    }

    @Test
    void onlyTheCliExits() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.stint.cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(HOUSE);
    }
}
