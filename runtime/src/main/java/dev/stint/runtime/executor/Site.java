package dev.stint.runtime.executor;

import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.trial.LineParser;

/** What all attempts of an executor share. */
record Site(
        StudySpec spec,
        Layout layout,
        Slots slots,
        DeviceCheck check,
        LineParser parser,
        Launcher launcher,
        Watcher watcher,
        Teller teller,
        Room room,
        Pace pace) {

    /** Seconds between asking to leave and killing. */
    double grace() {
        return spec.limits().graceSeconds();
    }
}
