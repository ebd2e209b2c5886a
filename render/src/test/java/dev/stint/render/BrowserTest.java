package dev.stint.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.stint.engine.report.Report;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser. Without one it is skipped, except where CI=true says that one must be there. */
final class BrowserTest {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final List<String> CHARTS =
            List.of("spending", "forest", "importance", "curves", "slices", "parallel", "early", "sweep");

    @TempDir
    private static Path folder;

    private static Playwright playwright;
    private static Browser browser;
    private static Report report;

    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    @BeforeAll
    static void openBrowser() throws IOException {
        Path chromium = chromium();
        boolean mustRun = "true".equals(System.getenv("CI"));
        assertThat(chromium != null || !mustRun)
                .as("CI=true, but no Chromium is installed")
                .isTrue();
        assumeTrue(
                chromium != null,
                "no Chromium at /usr/bin/chromium or $CHROMIUM: the page was not opened in a browser");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(ARGUMENTS));
        report = Studies.finished(25);
        Files.writeString(folder.resolve("finished.html"), HtmlReport.html(report));
        Files.writeString(folder.resolve("hostile.html"), HtmlReport.html(Hostile.report()));
        Files.writeString(folder.resolve("sample.html"), HtmlReport.html(Samples.finished()));
    }

    private static @Nullable Path chromium() {
        String given = System.getenv("CHROMIUM");
        return Stream.of(
                        given == null ? "/usr/bin/chromium" : given,
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @AfterEach
    void nothingWasComplainedAboutOrFetched() {
        assertThat(complaints).isEmpty();
        assertThat(requests).isEmpty();
    }

    private Page open(String name, int width, ColorScheme scheme) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme))
                .newPage();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onDialog(dialog -> complaints.add("dialog: " + dialog.message()));
        page.onRequest(request -> {
            if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) {
                requests.add(request.url());
            }
        });
        page.navigate(folder.resolve(name + ".html").toUri().toString());
        return page;
    }

    /** Pixels that are neither paper, ink nor grid: those of the data. */
    private static int coloured(Locator chart) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(chart.screenshot()));
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int r = rgb >> 16 & 255;
                int g = rgb >> 8 & 255;
                int b = rgb & 255;
                count += Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) > 40 ? 1 : 0;
            }
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource({"1400, LIGHT", "1400, DARK", "375, LIGHT", "375, DARK"})
    void everyChartShowsItsDataAndThePageFits(int width, ColorScheme scheme) throws IOException {
        Page page = open("finished", width, scheme);
        for (String chart : CHARTS) {
            assertThat(coloured(page.locator("#chart-" + chart + " .plot")))
                    .as(chart)
                    .isGreaterThan(150);
        }
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({"hostile, 375", "hostile, 1400", "sample, 375"})
    void hostileNamesDoNothing(String name, int width) {
        Page page = open(name, width, ColorScheme.LIGHT);
        page.locator("#chart-parallel .plot").hover();
        page.locator("#chart-curves select").nth(1).selectOption("1");
        assertThat(page.evaluate("String(window.hacked)")).isEqualTo("undefined");
        assertThat(page.locator("main img, main b, main i:not(.legend i)").count())
                .isZero();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
    }

    @Test
    void theThemeFollowsTheButton() {
        Page page = open("finished", 1400, ColorScheme.LIGHT);
        Object light = page.evaluate("getComputedStyle(document.body).backgroundColor");
        page.locator("#theme").click();
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isNotEqualTo(light);
        page.locator("#theme").click();
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(light);
    }

    private static List<String> column(Page page, int column) {
        return page.locator("#all-trials tbody tr:not([hidden]) > :nth-child(" + column + ")")
                .allTextContents();
    }

    @Test
    void theTableOfTrialsSorts() {
        Page page = open("finished", 1400, ColorScheme.LIGHT);
        Locator head = page.locator("#all-trials thead th").nth(3);
        head.getByRole(AriaRole.BUTTON).click();
        List<Double> rising = column(page, 4).stream()
                .filter(t -> !t.equals("–"))
                .map(Double::valueOf)
                .toList();
        assertThat(rising).hasSizeGreaterThan(10).isSorted();
        assertThat(head.getAttribute("aria-sort")).isEqualTo("ascending");
        head.getByRole(AriaRole.BUTTON).press("Enter");
        assertThat(column(page, 4).stream()
                        .filter(t -> !t.equals("–"))
                        .map(Double::valueOf)
                        .toList())
                .isEqualTo(rising.reversed());
        assertThat(head.getAttribute("aria-sort")).isEqualTo("descending");
    }

    @Test
    void unknownValuesSortLastEitherWay() {
        Page page = open("sample", 1400, ColorScheme.LIGHT);
        for (int i = 0; i < 2; i++) {
            page.locator("#all-trials thead th button").nth(3).click();
            assertThat(column(page, 4).subList(3, 5)).containsExactly("–", "–");
        }
    }

    @Test
    void theTableOfTrialsFilters() {
        Page page = open("finished", 1400, ColorScheme.LIGHT);
        int all = column(page, 1).size();
        page.locator("#trials input[type=search]").fill("SGD");
        List<String> optimizers = column(page, 12);
        assertThat(optimizers).isNotEmpty().hasSizeLessThan(all).containsOnly("sgd");
        page.locator("#trials input[type=search]").fill("");
        page.locator("#trials select").selectOption("finished");
        assertThat(column(page, 3)).isNotEmpty().containsOnly("finished");
        assertThat(page.locator("#trials [role=status]").textContent())
                .startsWith(column(page, 3).size() + " of " + all);
    }

    @Test
    void theCopyButtonsHoldTheConfiguration() {
        Page page = open("finished", 1400, ColorScheme.LIGHT);
        List<Block.Snippet> expected = Copyable.of(
                        Objects.requireNonNull(report.recommended()).config())
                .snippets();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(page.locator("#result .snippet code").nth(i).textContent())
                    .isEqualTo(expected.get(i).code());
            page.locator("#result .copy").nth(i).click();
            page.locator("#result .copy").nth(i).getByText("Copied").waitFor();
            Locator field = page.locator("#trials input[type=search]");
            field.fill("");
            field.press("Control+V");
            assertThat(field.inputValue()).isEqualTo(expected.get(i).code().replace("\n", " "));
        }
    }

    @Test
    void aChosenTrialIsNamedInEveryChart() {
        Page page = open("finished", 1400, ColorScheme.LIGHT);
        page.locator("#all-trials tbody tr").nth(4).getByRole(AriaRole.BUTTON).press("Enter");
        for (String chart : List.of("curves", "slices", "parallel")) {
            assertThat(page.locator("#chart-" + chart + " .readout").textContent())
                    .startsWith("Trial 5, ");
        }
        assertThat(page.locator("#all-trials tr.chosen th").textContent()).isEqualTo("5");
        assertThat(page.locator("#chart-parallel path.chosen").count()).isEqualTo(1);
    }

    @Test
    void pointingAtACurveNamesItsTrial() {
        Page page = open("finished", 1400, ColorScheme.LIGHT);
        Locator plot = page.locator("#chart-curves .u-over");
        plot.scrollIntoViewIfNeeded();
        BoundingBox box = plot.boundingBox();
        page.mouse().move(box.x + 4, box.y + 40);
        page.mouse().move(box.x + 8, box.y + 30);
        assertThat(page.locator("#chart-curves .readout").textContent()).startsWith("Trial ");
    }

    @Test
    void aBrushKeepsARange() {
        Page page = open("finished", 1400, ColorScheme.LIGHT);
        Locator axis = page.locator("#chart-parallel .axis").first();
        axis.scrollIntoViewIfNeeded();
        BoundingBox box = axis.boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height * 0.45);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2, box.y + box.height * 0.9);
        page.mouse().up();
        page.mouse().move(box.x + box.width / 2, box.y - 60);
        assertThat(page.locator("#chart-parallel .readout").textContent()).contains("trials are in the marked ranges");
        assertThat(page.locator("#chart-parallel path.out").count()).isPositive();
    }

    @Test
    void curvesChangeTheirScaleAndColours() throws IOException {
        Page page = open("finished", 1400, ColorScheme.LIGHT);
        byte[] before = page.locator("#chart-curves .plot").screenshot();
        page.locator("#chart-curves input[type=checkbox]").press("Space");
        byte[] linear = page.locator("#chart-curves .plot").screenshot();
        page.locator("#chart-curves select").last().selectOption("3");
        page.locator("#chart-curves select").first().selectOption("value");
        assertThat(page.locator("#chart-curves .readout").textContent()).startsWith("Trial 4, ");
        byte[] ranked = page.locator("#chart-curves .plot").screenshot();
        assertThat(linear).isNotEqualTo(before);
        assertThat(ranked).isNotEqualTo(linear);
    }
}
