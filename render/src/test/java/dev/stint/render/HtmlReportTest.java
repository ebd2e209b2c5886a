package dev.stint.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Entry;
import dev.stint.engine.report.Report;
import dev.stint.runtime.simulate.Toy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {

    private static final String PAGE = HtmlReport.html(Samples.finished());
    private static final String HOSTILE = HtmlReport.html(Hostile.report());

    private static List<String> found(String regex, String page) {
        return Pattern.compile(regex, Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void writesWhatItReturns() throws Exception {
        StringBuilder out = new StringBuilder();
        HtmlReport.write(Samples.finished(), out);
        assertThat(out.toString()).isEqualTo(PAGE);
    }

    @Test
    void thePolicyAllowsItsOwnScriptsAndNothingElse() throws Exception {
        String policy =
                found("Content-Security-Policy\" content=\"([^\"]*)\"", PAGE).getFirst();
        assertThat(policy)
                .startsWith("default-src 'none';")
                .doesNotContain("http", "*", "unsafe-eval", "script-src 'unsafe");
        List<String> scripts = found("<script>(.*?)</script>", PAGE);
        assertThat(scripts).hasSize(2);
        for (String script : scripts) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertThat(PAGE).doesNotContainPattern("(src|href)=\"(?!#|data:)").doesNotContain("@import", "url(");
    }

    @Test
    void everyTableHasACaptionAndNamedColumns() {
        List<String> tables = found("(<table.*?</table>)", PAGE);
        assertThat(tables).hasSizeGreaterThan(5).allSatisfy(table -> {
            assertThat(table).contains("<caption", "<th scope=\"col\"");
            List<String> rows = found("<tr>(.*?)</tr>", table);
            assertThat(rows.stream().map(row -> found("<t([hd])", row).size()).distinct())
                    .hasSize(1);
        });
    }

    @Test
    void everyChartHasItsWords() {
        List<String> charts = found("data-chart=\"(\\w+)\"", PAGE);
        assertThat(charts)
                .containsExactly(
                        "spending",
                        "forest",
                        "importance",
                        "proxies",
                        "curves",
                        "slices",
                        "parallel",
                        "early",
                        "sweep");
        assertThat(found("role=\"img\" aria-label=\"([^\"]+)\"", PAGE)).hasSameSizeAs(charts);
        assertThat(found("<figcaption>([^<]+)", PAGE)).hasSameSizeAs(charts);
    }

    @Test
    void identifiersAreUniqueAndLinksArrive() {
        List<String> ids = found(" id=\"([^\"]+)\"", PAGE);
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).containsAll(found("href=\"#([^\"]+)\"", PAGE));
    }

    @Test
    void hostileTextNeitherOpensNorClosesElements() {
        String marked = HOSTILE.replaceAll("(?s)<script>.*?</script>", "");
        assertThat(found("<(img|svg|b|i)[ >]", marked)).isEmpty();
        assertThat(marked.indexOf('\u202e')).isEqualTo(-1);
        assertThat(found("(</?script)", HOSTILE)).hasSize(6);
        assertThat(HOSTILE).contains("&lt;/script&gt;&lt;img src=x onerror=&quot;window.hacked=1&quot;&gt;");
        assertThat(HOSTILE).contains("{{script}} &amp;");
    }

    @Test
    void theDataIsStrictJsonWithoutMarkup() {
        String data = found("id=\"data\">(.*?)</script>", HOSTILE).getFirst();
        assertThat(data).startsWith("{").endsWith("}").doesNotContain("<", "NaN", "Infinity", "\n");
    }

    @Test
    void theLicenceOfTheChartLibraryTravelsWithIt() {
        assertThat(PAGE).contains("Copyright (c) 2022 Leon Sorokin").contains("Permission is hereby granted");
        assertThat(found("<!--(.*?)-->", PAGE).getFirst()).doesNotContain("--");
    }

    @Test
    void aStudyOfAHundredHoursStaysBelowAMegabyte() {
        assertThat(HtmlReport.html(Studies.finished(100)).length()).isLessThan(1_000_000);
    }

    @Test
    void everyPrefixOfAStudyHasAReport() {
        List<Entry> entries = Studies.entries(Toy.spec(Toy.hours(12), 50, 1, null, 2), new Toy(0.01), 2);
        for (double share : new double[] {0, 0.001, 0.02, 0.1, 0.3, 0.6, 0.9}) {
            Report report = Studies.after(entries, share);
            assertThat(HtmlReport.html(report)).contains("not finished");
            assertThat(MarkdownReport.text(report)).contains("not finished");
        }
    }
}
