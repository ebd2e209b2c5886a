package dev.stint.cli;

import dev.stint.engine.history.History;
import dev.stint.engine.insight.Estimate;
import dev.stint.engine.report.Report;
import dev.stint.engine.report.Report.Recommendation;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.drive.DriveExecutor;
import dev.stint.runtime.drive.DriveInbox;
import dev.stint.runtime.json.Json;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets a caller train, over lines of JSON. */
record CallersHands(InputStream in, Consumer<String> out, InstantSource clock) implements Hands {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** As many as the study file says; only the caller knows what {@code auto} would be. */
    @Override
    public int slots(StudySpec spec) {
        Integer slots = spec.resources().slots();
        return slots == null ? 1 : slots;
    }

    @Override
    public Link begin(Site site, StudySpec spec, Supplier<History> current) {
        DriveInbox inbox = new DriveInbox(PATIENCE, () -> out.accept(best(Report.of(current.get()))));
        return new Link(inbox, inbox, new DriveExecutor(spec, inbox, in, out, clock));
    }

    private static String best(Report report) {
        Recommendation best = report.recommended();
        return Json.object()
                .with("best", best == null ? null : members(best))
                .with("spent", report.spent().value())
                .with("budget", report.budget().value())
                .text();
    }

    private static Json.Members members(Recommendation best) {
        Estimate estimate = best.objective();
        return Json.object()
                .with("trial", best.trial())
                .with("config", best.config())
                .with("value", estimate.mean())
                .with("low", bound(estimate, true))
                .with("high", bound(estimate, false));
    }

    private static @Nullable Double bound(Estimate estimate, boolean low) {
        return switch (estimate) {
            case Estimate.Bounded b -> low ? b.low() : b.high();
            case Estimate.Unbounded ignored -> null;
        };
    }
}
