package dev.stint.cli.watch;

import java.io.IOException;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** How large the terminal is at the moment. Only asked, never set: input and modes stay as they are. */
public final class Screen implements AutoCloseable {

    private static final int COLUMNS = 80;
    private static final int ROWS = 24;
    private static final int NARROWEST = 20;

    private final @Nullable Terminal terminal;

    private Screen(@Nullable Terminal terminal) {
        this.terminal = terminal;
    }

    /** The terminal that this process writes to. */
    public static Screen open() {
        try {
            return new Screen(TerminalBuilder.builder()
                    .system(true)
                    .dumb(true)
                    .nativeSignals(false)
                    .build());
        } catch (IOException unknown) {
            return new Screen(null);
        }
    }

    /**
     * Whether the standard output is a terminal that can move its cursor: the launcher knows the one, the environment
     * the other.
     */
    public static boolean capable(Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "dumb");
        return !kind.equals("dumb") && Boolean.parseBoolean(System.getProperty("stint.terminal", "false"));
    }

    int columns() {
        int columns = size().getColumns();
        return columns <= 0 ? COLUMNS : Math.max(NARROWEST, columns);
    }

    int rows() {
        int rows = size().getRows();
        return rows <= 0 ? ROWS : rows;
    }

    private Size size() {
        return terminal == null ? Size.of(COLUMNS, ROWS) : terminal.getSize();
    }

    @Override
    public void close() {
        try {
            if (terminal != null) {
                terminal.close();
            }
        } catch (IOException gone) {
            return; // the terminal went away first
        }
    }
}
