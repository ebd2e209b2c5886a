package dev.stint.cli;

import dev.stint.engine.report.Report;
import dev.stint.render.HtmlReport;
import dev.stint.render.MarkdownReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes reports, each complete or not at all. */
final class ReportFiles {

    private ReportFiles() {}

    static Path html(Report report, Path path) {
        return write(path, HtmlReport.html(report));
    }

    /** Any page. */
    static Path page(String html, Path path) {
        return write(path, html);
    }

    static String markdown(Report report) {
        return MarkdownReport.text(report);
    }

    private static Path write(Path path, String text) {
        Path target = path.toAbsolutePath().normalize();
        Path draft = target.resolveSibling(target.getFileName() + ".draft");
        try {
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            return Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Refusal.usage(
                    "cannot write the report " + target + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }
}
