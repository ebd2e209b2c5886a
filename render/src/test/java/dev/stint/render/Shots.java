package dev.stint.render;
import com.microsoft.playwright.*;
import com.microsoft.playwright.options.*;
import java.nio.file.Path;
import java.util.*;
final class Shots {
    public static void main(String[] a) throws Exception {
        var p = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var b = p.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium")).setArgs(List.of("--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync")));
        for (String f : a) for (String v : List.of("light-1400","dark-1400","light-375")) {
            String[] q = v.split("-");
            var c = b.newContext(new Browser.NewContextOptions().setViewportSize(Integer.parseInt(q[1]), 900).setColorScheme(q[0].equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
            var page = c.newPage();
            page.onConsoleMessage(m -> System.out.println(f + v + " CONSOLE " + m.text()));
            page.onPageError(m -> System.out.println(f + v + " ERROR " + m));
            page.navigate("file:///tmp/render/" + f + ".html");
            page.waitForTimeout(600);
            System.out.println(v + " " + page.evaluate("[document.documentElement.scrollWidth, innerWidth, document.documentElement.scrollHeight]"));
            int total = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
            int step = q[1].equals("375") ? 2200 : 1450;
            for (int y = 0, k = 0; y < total && k < 9; y += step, k++) {
                page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setClip(0, y, Integer.parseInt(q[1]), Math.min(step, total - y)).setPath(Path.of("/tmp/render/c-" + f + "-" + v + "-" + k + ".png")));
            }
            c.close();
        }
        p.close();
    }
}
