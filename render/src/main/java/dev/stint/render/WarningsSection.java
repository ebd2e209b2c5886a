package dev.stint.render;

import dev.stint.engine.report.Report;

/** What to know before believing a number. */
final class WarningsSection {
    private WarningsSection() {}

    static Section of(Report report) {
        return new Section(
                "warnings",
                "Warnings",
                report.warnings().stream()
                        .map(w -> (Block) new Block.Notice(w.code(), w.text(), w.remedy()))
                        .toList());
    }
}
