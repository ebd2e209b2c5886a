package dev.stint.examples.digits;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/** A training started by its launcher in a process of its own, and the pipes to it. */
final class Launched implements AutoCloseable {
    private static final String MARK = "STINT ";

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    /** Starts the launcher of an example folder with these variables of the trial contract. */
    Launched(Path example, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(example.resolve("train").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("STINT_"));
        builder.environment()
                .put(
                        "STINT_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().putAll(variables);
        process = builder.start();
        out = process.inputReader();
        in = process.outputWriter();
    }

    /** Lays out the launcher and what it starts in a folder, as {@code mvn package} does in the example's own. */
    static void build(Path example) throws IOException {
        Path target = Files.createDirectories(example.resolve("target"));
        Files.copy(Path.of("train"), example.resolve("train"), StandardCopyOption.REPLACE_EXISTING);
        if (!Files.exists(target.resolve("lib"))) {
            Files.createSymbolicLink(
                    target.resolve("lib"), Path.of("target", "lib").toAbsolutePath());
        }
        String jar = target.resolve("stint-example-digits-test.jar").toString();
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar, "-C", "target/classes", ".");
        if (code != 0) {
            throw new IOException("jar ended with " + code);
        }
    }

    void tell(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /** The next line of the report. */
    JsonObject next() throws IOException {
        String line = out.readLine();
        if (line == null || !line.startsWith(MARK)) {
            throw new IOException("Expected a line behind " + MARK + "but got " + line + "; " + errors());
        }
        return Fields.parse("line", line.substring(MARK.length()));
    }

    /** All lines from here to the end of an assignment, without its end. */
    List<JsonObject> untilDone() throws IOException {
        List<JsonObject> lines = new ArrayList<>();
        for (JsonObject line = next(); !line.has("done"); line = next()) {
            lines.add(line);
        }
        return lines;
    }

    void closeInput() throws IOException {
        in.close();
    }

    void terminate() {
        process.destroy();
    }

    int exitCode() throws InterruptedException, IOException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IOException("The training did not end within 20 s.");
        }
        return process.exitValue();
    }

    String errors() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), Charset.defaultCharset());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
