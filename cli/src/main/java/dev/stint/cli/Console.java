package dev.stint.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the command says: results on the standard output, everything else on the standard error. */
final class Console {

    private final PrintStream out = stream(FileDescriptor.out);
    private final PrintStream err = stream(FileDescriptor.err);

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    PrintStream out() {
        return out;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    void say(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    /** A text that already ends its lines. */
    void print(String text) {
        out.print(text);
        out.flush();
    }

    void complain(String line) {
        err.println(line);
        err.flush();
    }
}
