package dev.stint.runtime.executor;

import dev.stint.runtime.trial.LineParser;
import dev.stint.runtime.trial.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The end of what a script printed. Metric lines are left out: some of them may be sealed. */
final class LastWords {

    private static final int BYTES = 3_500;
    private static final int LINES = 20;

    private LastWords() {}

    /** The last lines of stderr, of stdout where that is empty, from {@code folder}; empty when nothing was printed. */
    static String of(Path folder, LineParser parser) {
        String said = tail(folder.resolve(Layout.STDERR), parser);
        return said.isEmpty() ? tail(folder.resolve(Layout.STDOUT), parser) : said;
    }

    private static String tail(Path file, LineParser parser) {
        List<String> lines = new ArrayList<>();
        for (String line : end(file).split("[\\r\\n]+")) {
            if (!line.isBlank() && parser.printed(line, Mode.TRAIN).isEmpty()) {
                lines.add(line.stripTrailing());
            }
        }
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    /** The last bytes of a file; a line that is cut at their beginning is left out, unless it is the only one. */
    private static String end(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - BYTES);
            ByteBuffer buffer = ByteBuffer.allocate(BYTES);
            channel.read(buffer, from);
            String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
            int firstEnd = text.indexOf('\n');
            return from > 0 && firstEnd >= 0 ? text.substring(firstEnd + 1) : text;
        } catch (IOException unreadable) {
            return "";
        }
    }
}
