package dev.stint.cli;

import dev.stint.archive.ArchivedStudy;
import dev.stint.archive.Imports;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.spec.PlanSpec;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.Release;
import dev.stint.runtime.journal.Journal;
import dev.stint.runtime.journal.SqliteJournal;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.Json;
import dev.stint.runtime.loop.StudyLoop;
import java.nio.file.Path;
import java.time.InstantSource;

/** Begins a study with what another tool measured, and trains nothing yet. */
record Beginning(Site site, PastStudy past) {

    /** Begins it. */
    static Beginning with(ArchivedStudy read, Path file) {
        Site site = Site.of(file, null);
        StudySpec spec = site.spec();
        if (Books.exists(site)) {
            throw Refusal.usage("The study " + spec.name() + " has begun: what it learns from is fixed.\n  Give it"
                    + " another name (study: " + spec.name() + "-2) to begin anew with " + read.name() + ".");
        }
        if (!(spec.plan() instanceof PlanSpec.Adaptive)) {
            throw Refusal.usage(
                    file + " names a plan that learns from no earlier study.\n  Write plan: adaptive, or leave"
                            + " the line out.");
        }
        Knowledge known = Imports.knowledge(read, spec);
        if (known.isEmpty()) {
            throw Refusal.usage(read.name() + " shares too few parameters with " + spec.name()
                    + ", or none of its trials lies in its space.\n  They meet by role or by name.");
        }
        open(site, known);
        return new Beginning(site, known.studies().getFirst());
    }

    String text() {
        return site.spec().name() + " begins with " + EarlierStudies.line(past) + ".\n  Train it with: "
                + site.onward();
    }

    String json() {
        return Json.object()
                .with("study", site.spec().name())
                .with("from", past.name())
                .with("alike", past.similarity())
                .with("trials", past.trials().size())
                .with("note", past.note())
                .with("onward", site.onward())
                .text();
    }

    private static void open(Site site, Knowledge known) {
        Integer wanted = site.spec().resources().slots();
        int slots = wanted == null ? 1 : wanted;
        Preflight.requireEnough(Preflight.imagined(site.spec(), slots, known));
        try (Journal journal = SqliteJournal.open(site.folder(), new EventCodec())) {
            StudyOpened opened = new StudyOpened(site.spec(), slots, Release.provenance(site.spec()), known);
            StudyLoop.open(journal, opened, InstantSource.system());
        }
    }
}
