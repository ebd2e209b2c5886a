package dev.stint.cli.watch;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture of the study at the end of the screen, drawn anew in place; what must not be missed scrolls away above
 * it.
 */
public final class LiveWatch implements Watch {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final long LEAST_MILLIS = 150;

    private final PrintStream out;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Screen screen;
    private final Style style;
    private Pace pace = new Pace(0, 0);
    private List<String> shown = List.of();
    private long drawnAt;
    private volatile String notice = "Ctrl-C pauses; the same command goes on.";

    public LiveWatch(PrintStream out, InstantSource clock, ZoneId zone, Screen screen, Style style) {
        this.out = out;
        this.clock = clock;
        this.zone = zone;
        this.screen = screen;
        this.style = style;
    }

    @Override
    public void begin(History history) {
        pace = new Pace(clock.millis(), history.ledger().spent().value());
        draw(history, List.of());
    }

    @Override
    public void appended(List<Entry> entries, History history) {
        List<String> news = new ArrayList<>();
        for (Entry entry : entries) {
            Narrator.Sentence sentence = Narrator.tell(entry, history);
            if (sentence != null && sentence.major()) {
                String time = TIME.format(Instant.ofEpochMilli(entry.at()).atZone(zone));
                news.add(style.faint(time) + "  " + sentence.text());
            }
        }
        if (!news.isEmpty() || clock.millis() - drawnAt >= LEAST_MILLIS) {
            draw(history, news);
        }
    }

    @Override
    public void idle(History history) {
        draw(history, List.of());
    }

    @Override
    public boolean notice(String text) {
        notice = text;
        return true;
    }

    private void draw(History history, List<String> news) {
        int columns = screen.columns();
        List<String> next = new Frame(history, style, columns, screen.rows()).lines(pace, clock.millis(), notice);
        StringBuilder text = new StringBuilder(erase(columns));
        news.forEach(line -> text.append(line).append('\n'));
        next.forEach(line -> text.append(line).append('\n'));
        out.print(text);
        out.flush();
        shown = next;
        drawnAt = clock.millis();
    }

    /** Back to where the last picture began; a screen that became narrower has wrapped its lines. */
    private String erase(int columns) {
        int lines = shown.stream()
                .mapToInt(l -> Math.max(1, (Style.width(l) + columns - 1) / columns))
                .sum();
        return lines == 0 ? "" : "\u001b[" + lines + "F" + CLEAR_BELOW;
    }

    @Override
    public void close() {
        out.print(erase(screen.columns()));
        out.flush();
        shown = List.of();
        screen.close();
    }
}
