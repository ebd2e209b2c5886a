package dev.stint.runtime.drive;

import dev.stint.runtime.caller.CallerExecutor;
import dev.stint.runtime.caller.Placer;
import dev.stint.runtime.caller.Wrong;
import dev.stint.runtime.executor.Assignment;
import dev.stint.runtime.json.Json;
import dev.stint.runtime.json.LineFeed;
import java.io.IOException;
import java.io.InputStream;

/** Speaks with a caller in lines of JSON: orders and answers go out, and {@link #listen} takes in what it says. */
public final class Conversation implements Placer {

    private final MessageReader reader;
    private final LineWriter out;

    /** @param unit the name of the study's step */
    public Conversation(String unit, LineWriter out) {
        this.reader = new MessageReader(unit);
        this.out = out;
    }

    @Override
    public void place(Assignment order) {
        out.say(OrderLine.of(order));
    }

    @Override
    public void stop(Assignment order) {
        out.say(OrderLine.stop(order));
    }

    /**
     * Listens until the caller closes its end; then the study is paused. On a thread of its own.
     *
     * @param in the caller's lines, in UTF-8
     * @param best called when the caller asks for the best so far
     */
    public void listen(InputStream in, CallerExecutor executor, Runnable best) {
        Thread.ofPlatform().name("stint-caller").daemon().start(() -> {
            read(in, executor, best);
            executor.hangUp("the caller closed its end");
        });
    }

    private void read(InputStream in, CallerExecutor executor, Runnable best) {
        LineFeed lines = new LineFeed(line -> hear(line, executor, best));
        byte[] bytes = new byte[8192];
        try (in) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                lines.take(bytes, 0, count);
            }
            lines.end();
        } catch (IOException broken) {
            return; // as good as its end
        }
    }

    private void hear(String line, CallerExecutor executor, Runnable best) {
        if (line.isBlank()) {
            return;
        }
        Wrong wrong = null;
        switch (reader.read(line)) {
            case Message.BestAsked ignored -> best.run();
            case Message.Malformed malformed -> wrong = malformed.wrong();
            case Message.About about -> wrong = executor.hear(about.run(), about.said());
        }
        if (wrong != null) {
            out.sayIfHeard(Json.object()
                    .with("error", wrong.text())
                    .withIfPresent("field", wrong.field().isEmpty() ? null : wrong.field())
                    .text());
        }
    }
}
