package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.report.Report;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.caller.CallerExecutor;
import dev.stint.runtime.caller.CallerInbox;
import dev.stint.runtime.drive.BestLine;
import dev.stint.runtime.drive.Conversation;
import dev.stint.runtime.drive.LineWriter;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Lets a caller train, over lines of JSON. */
record CallersHands(InputStream in, LineWriter out, InstantSource clock) implements Hands {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** As many as the study file says; only the caller knows what {@code auto} would be. */
    @Override
    public int slots(StudySpec spec) {
        Integer slots = spec.resources().slots();
        return slots == null ? 1 : slots;
    }

    @Override
    public Link begin(Site site, StudySpec spec, Supplier<History> current) {
        CallerInbox inbox = new CallerInbox(PATIENCE, clock);
        Conversation conversation = new Conversation(spec.fidelity().unit(), out);
        CallerExecutor executor = new CallerExecutor(current.get(), inbox, conversation, clock);
        out.whenBroken(() -> executor.hangUp("the caller reads no more"));
        Runnable best = () -> out.say(BestLine.of(Report.of(current.get())));
        conversation.listen(in, executor, () -> inbox.afterwards(best));
        return new Link(inbox, inbox, executor, inbox::settle);
    }
}
