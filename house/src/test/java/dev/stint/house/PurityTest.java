package dev.stint.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine is a function: no file, clock, thread, socket, logger or static randomness, and no arithmetic that differs between machines. */
final class PurityTest {

    private static final List<String> INEXACT = List.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "expm1", "log", "log10", "log1p", "pow",
            "cbrt", "sinh", "cosh", "tanh", "hypot", "random");

    private static final List<String> UNORDERED = List.of(
            "java.util.Set.of",
            "java.util.Set.copyOf",
            "java.util.stream.Collectors.toSet",
            "java.util.stream.Collectors.toMap",
            "java.util.stream.Collectors.groupingBy");

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.stint.engine");

    @Test
    void enoughClassesWereRead() {
        assertThat(ENGINE.size()).isGreaterThan(150);
    }

    @Test
    void itTouchesNoFileClockSocketOrLogger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.nio.file..",
                        "java.net..",
                        "java.time..",
                        "java.util.concurrent..",
                        "java.util.logging..",
                        "java.sql..",
                        "org.slf4j..")
                .check(ENGINE);
    }

    @Test
    void itStartsNoThreadAndNoProcess() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(Thread|Process|ProcessBuilder|Runtime)")
                .check(ENGINE);
        noClasses()
                .should()
                .callMethodWhere(describe("asks the system", PurityTest::system))
                .check(ENGINE);
    }

    private static boolean system(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(System.class)
                && !call.getName().equals("arraycopy");
    }

    @Test
    void itDependsOnAnnotationsAndLinearAlgebraOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.stint.engine..", "java..", "org.jspecify.annotations..", "org.ejml..")
                .check(ENGINE);
    }

    @Test
    void itDrawsFromItsOwnStreamsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Random|SplittableRandom|random\\..*|UUID)")
                .check(ENGINE);
    }

    @Test
    void itsArithmeticIsTheSameEverywhere() {
        noClasses()
                .should()
                .callMethodWhere(describe("is not exact", PurityTest::inexact))
                .check(ENGINE);
    }

    private static boolean inexact(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(Math.class) && INEXACT.contains(call.getName());
    }

    @Test
    void itIteratesInADefinedOrder() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(HashMap|HashSet|IdentityHashMap|WeakHashMap)")
                .check(ENGINE);
        noClasses()
                .should()
                .callMethodWhere(describe("makes an unordered collection", PurityTest::unordered))
                .check(ENGINE);
    }

    private static boolean unordered(JavaCall<?> call) {
        return UNORDERED.contains(call.getTargetOwner().getName() + "." + call.getName());
    }

    @Test
    void itsClassesAreClosed() {
        classes().that().areTopLevelClasses().should(new Closed()).check(ENGINE);
    }

    /** Final, sealed, a record, an enum or an interface. */
    private static final class Closed extends ArchCondition<JavaClass> {
        Closed() {
            super("be closed for extension");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean closed = type.isInterface()
                    || type.isEnum()
                    || type.isRecord()
                    || type.getModifiers().contains(JavaModifier.FINAL);
            events.add(
                    new SimpleConditionEvent(type, closed, type.getName() + (closed ? " is" : " is not") + " closed"));
        }
    }
}
