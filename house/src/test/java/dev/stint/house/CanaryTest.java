package dev.stint.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that must not compile under the build's own flags: proves that Error Prone and NullAway are awake on this JDK. */
final class CanaryTest {

    @TempDir
    Path classes;

    @Test
    void dereferencingNullableDoesNotCompile() {
        assertThat(compile("""
            @org.jspecify.annotations.NullMarked
            final class Canary {
                int length(@org.jspecify.annotations.Nullable String text) {
                    return text.length();
                }
            }
            """)).anyMatch(message -> message.contains("NullAway"));
    }

    @Test
    void comparingAnArrayWithEqualsDoesNotCompile() {
        assertThat(compile("""
            final class Canary {
                boolean same(int[] a, int[] b) {
                    return a.equals(b);
                }
            }
            """)).anyMatch(message -> message.contains("ArrayEquals"));
    }

    @Test
    void honestCodeCompiles() {
        assertThat(compile("final class Canary { int one() { return 1; } }")).isEmpty();
    }

    private List<String> compile(String source) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        String path = System.getProperty("java.class.path");
        List<String> options = new ArrayList<>(List.of(
                "-d",
                classes.toString(),
                "-classpath",
                path,
                "-processorpath",
                path,
                "-XDcompilePolicy=simple",
                "--should-stop=ifError=FLOW",
                "-XDaddTypeAnnotationsToSymbol=true",
                System.getProperty("errorprone.flags", "")));
        compiler.getTask(null, null, found, options, null, List.of(new Source(source)))
                .call();
        return found.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(d -> d.getMessage(Locale.ROOT))
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Canary.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
