package dev.stint.render;

import dev.stint.engine.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The report as one HTML page that works offline: styles, scripts and data are inside it, and its policy forbids every
 * connection. All text and tables are plain HTML; scripts add the charts, sorting and copying.
 */
public final class HtmlReport {

    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/";
    private static final Pattern HOLE = Pattern.compile("\\{\\{(\\w+)\\}\\}");

    private HtmlReport() {}

    /** Writes the page; in UTF-8, as the page itself says. */
    public static void write(Report report, Appendable out) throws IOException {
        out.append(html(report));
    }

    /** The page. */
    public static String html(Report report) {
        return page(Document.of(report), new ChartData(report).map());
    }

    /** @param data what the charts draw */
    static String page(Document document, Map<String, @Nullable Object> data) {
        String library = resource(CHARTS + "dist/uPlot.iife.min.js");
        String script = resource("report.js");
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("policy", policy(library, script));
        parts.put("licence", resource(CHARTS + "LICENSE").strip());
        parts.put("title", HtmlText.escape(document.title()));
        parts.put("subtitle", HtmlText.escape(document.subtitle()));
        parts.put("librarystyle", resource(CHARTS + "dist/uPlot.min.css"));
        parts.put("style", resource("report.css"));
        parts.put("contents", HtmlText.contents(document));
        parts.put("body", HtmlText.sections(document));
        parts.put("data", Json.text(data));
        parts.put("library", library);
        parts.put("script", script);
        return filled(resource("report.html"), parts);
    }

    /** Every hole is filled once, so that a value that looks like a hole stays as it is. */
    private static String filled(String template, Map<String, String> parts) {
        return HOLE.matcher(template).replaceAll(hole -> {
            String part = parts.get(hole.group(1));
            if (part == null) {
                throw new IllegalStateException("report.html has a hole that nothing fills: " + hole.group());
            }
            return Matcher.quoteReplacement(part);
        });
    }

    private static String policy(String... scripts) {
        StringBuilder allowed = new StringBuilder();
        for (String script : scripts) {
            allowed.append(" 'sha256-").append(digest(script)).append('\'');
        }
        return "default-src 'none'; script-src" + allowed
                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + name, broken);
        }
    }
}
