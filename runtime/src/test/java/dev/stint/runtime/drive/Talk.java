package dev.stint.runtime.drive;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.report.Report;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.caller.CallerExecutor;
import dev.stint.runtime.caller.CallerInbox;
import dev.stint.runtime.json.Lines;
import dev.stint.runtime.json.Lines.Fields;
import dev.stint.runtime.loop.Observer;
import dev.stint.runtime.loop.StudyLoop;
import dev.stint.runtime.simulate.Recorded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A study and its caller in this process, with two pipes between them; a test speaks for the caller. */
final class Talk implements AutoCloseable {

    private final Recorded journal;
    private final CompletableFuture<History> ended = new CompletableFuture<>();
    private final BufferedReader in;
    private final OutputStream out;
    private volatile History current;

    private Talk(Recorded journal, int slots) throws IOException {
        this.journal = journal;
        this.current = journal.history();
        Pipe orders = Pipe.open();
        Pipe news = Pipe.open();
        in = new BufferedReader(Channels.newReader(orders.source(), StandardCharsets.UTF_8));
        out = Channels.newOutputStream(news.sink());
        Thread.ofPlatform().daemon().start(() -> run(orders, news, slots));
    }

    static Talk begin(StudySpec spec, int slots) throws IOException {
        Recorded journal = new Recorded();
        StudyLoop.open(journal, spec, slots, Recorded.HERE, InstantSource.system());
        return new Talk(journal, slots);
    }

    /** Goes on where a journal ends. */
    static Talk resume(Recorded journal, int slots) throws IOException {
        return new Talk(journal, slots);
    }

    private void run(Pipe orders, Pipe news, int slots) {
        InstantSource clock = InstantSource.system();
        try (LineWriter lines = new LineWriter(Channels.newOutputStream(orders.sink()))) {
            CallerInbox inbox = new CallerInbox(Duration.ofMillis(100), clock);
            Conversation talk = new Conversation(current.spec().fidelity().unit(), lines);
            CallerExecutor executor = new CallerExecutor(current, inbox, talk, clock);
            lines.whenBroken(() -> executor.hangUp("the caller reads no more"));
            talk.listen(
                    Channels.newInputStream(news.source()),
                    executor,
                    () -> inbox.afterwards(() -> lines.say(BestLine.of(Report.of(current)))));
            Observer follow = (List<Entry> entries, History history) -> current = history;
            History end = StudyLoop.of(journal, inbox, executor, clock, follow, current)
                    .run(Recorded.HERE, slots);
            inbox.settle();
            ended.complete(end);
        } catch (RuntimeException | Error fault) {
            ended.completeExceptionally(fault);
        } finally {
            close(orders);
        }
    }

    private static void close(Pipe pipe) {
        try {
            pipe.sink().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The next line of Stint; null when it says no more. */
    @Nullable
    Fields heard() throws IOException {
        String line = in.readLine();
        return line == null ? null : (Fields) Lines.read(line);
    }

    Fields next() throws IOException {
        return Objects.requireNonNull(heard(), "no further line");
    }

    Talk say(String line) throws IOException {
        return raw((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Talk raw(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    /** Says something about an order, and hears the answer. */
    String error(String line) throws IOException {
        return Objects.requireNonNull(say(line).next().text("error"), "no error");
    }

    Talk about(Fields order, String rest) throws IOException {
        return say(line(order, rest));
    }

    static String line(Fields order, String rest) {
        return String.format(
                Locale.ROOT,
                "{\"trial\":%d,\"replicate\":%d,%s}",
                whole(order, "trial"),
                whole(order, "replicate"),
                rest);
    }

    static String step(long epoch, double loss) {
        return "\"epoch\":" + epoch + ",\"metrics\":{\"val_loss\":" + loss + "}";
    }

    static long whole(Fields order, String name) {
        return Objects.requireNonNull(order.whole(name), name);
    }

    Recorded journal() {
        return journal;
    }

    History now() {
        return current;
    }

    /** The caller closes its end. */
    void hangUp() throws IOException {
        out.close();
    }

    /** The caller reads no more. */
    void deafen() throws IOException {
        in.close();
    }

    /** The state when the study has ended or paused. */
    History ended() throws Exception {
        return ended.get(2, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws IOException {
        out.close();
        in.close();
    }
}
