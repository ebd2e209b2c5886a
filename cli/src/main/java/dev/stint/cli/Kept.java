package dev.stint.cli;

import dev.stint.archive.ArchivedStudy;
import dev.stint.cli.text.Words;
import dev.stint.runtime.json.Json;

/** A study that was put into the archive, as the command that did so says it. */
record Kept(long number, ArchivedStudy study) {

    String line(String done) {
        return done + " " + study.name() + " #" + number + ", "
                + Words.count(study.trials().size(), "trial") + ".";
    }

    String json() {
        return Json.object()
                .with("number", number)
                .with("study", study.name())
                .with("trials", study.trials().size())
                .text();
    }
}
