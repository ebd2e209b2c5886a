package dev.stint.cli;

import dev.stint.cli.doctor.Examination;
import dev.stint.cli.doctor.Finding;
import dev.stint.cli.doctor.Level;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.json.Json;

/** An examination for scripts: one object. */
final class DoctorJson {

    private DoctorJson() {}

    static String of(StudySpec spec, Examination examination) {
        return Json.object()
                .with("study", spec.name())
                .with("healthy", examination.healthy())
                .with("problems", examination.count(Level.PROBLEM))
                .with("warnings", examination.count(Level.WARNING))
                .with(
                        "findings",
                        examination.findings().stream().map(DoctorJson::finding).toList())
                .with("runs", examination.runs())
                .with("units", examination.units())
                .with("seconds", examination.seconds())
                .text();
    }

    private static Json.Members finding(Finding finding) {
        return Json.object()
                .with("check", finding.check())
                .with("level", finding.level().key())
                .with("text", finding.text())
                .with("remedy", finding.remedy());
    }
}
