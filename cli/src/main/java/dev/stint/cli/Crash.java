package dev.stint.cli;

import dev.stint.runtime.file.Release;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps faults away from the screen: they go to a file that a bug report can quote. */
final class Crash {

    private static Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    private Crash() {}

    /** From here on faults are kept in this study's folder. */
    static synchronized void keepIn(Path study) {
        folder = study;
    }

    private static synchronized Path file() {
        return (Files.isDirectory(folder) ? folder : Path.of(System.getProperty("java.io.tmpdir")))
                .resolve("crash.log");
    }

    /** Writes a fault down and gives the one line for the user. */
    static String note(Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        Path file = file();
        String what = fault.getClass().getSimpleName()
                + (fault.getMessage() == null
                        ? ""
                        : ": " + fault.getMessage().lines().findFirst().orElse(""));
        return append(file, Instant.now() + " stint " + Release.version() + "\n" + trace)
                ? "Stint itself failed: " + what
                        + "\n"
                        + "  What is recorded is safe, and the same command goes on from there. Details for a bug"
                        + " report: "
                        + file
                : "Stint itself failed: " + what + "\n  What is recorded is safe. The details could not be written to "
                        + file;
    }

    private static boolean append(Path file, String text) {
        try {
            Files.writeString(
                    file, text + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }

    /** Sends what libraries and the runtime log to the file instead of the screen. */
    static void catchLogs() {
        LogManager.getLogManager().reset();
        Handler handler = new ToFile();
        handler.setLevel(Level.WARNING);
        handler.setFormatter(new SimpleFormatter());
        Logger.getLogger("").addHandler(handler);
    }

    private static final class ToFile extends Handler {
        @Override
        public void publish(LogRecord record) {
            if (isLoggable(record)) {
                append(file(), getFormatter().format(record).stripTrailing());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
