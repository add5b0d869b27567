package io.speecheq.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/**
 * The dashboard's page in this machine's Chromium, and what somebody before it would feel: how many frames there are, how long
 * the page did not answer, and how old a call's news is once it has been drawn. One thread.
 */
final class WatchedPage implements AutoCloseable {

    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Counts frames and tasks of more than 50 ms; and for each event of the wall, once the frame after it is painted, the age of
     * the newest record of each call in it. The event is parsed by the page alone.
     */
    private static final String WATCHER = """
            window.seen = { frames: 0, tasks: [], ages: [], since: performance.now() };
            new PerformanceObserver(list => list.getEntries().forEach(task => seen.tasks.push(Math.round(task.duration))))
              .observe({ type: "longtask" });
            (function frame() { seen.frames++; requestAnimationFrame(frame); })();
            const parse = JSON.parse;
            let parsed = null;
            JSON.parse = text => (parsed = parse(text));
            const told = new Map();
            const drawn = calls => {
              const now = Date.now();
              for (const [callId, updatedAt] of calls) {
                if (told.has(callId) && updatedAt > told.get(callId)) seen.ages.push(now - updatedAt);
                told.set(callId, updatedAt);
              }
            };
            window.EventSource = class extends EventSource {
              addEventListener(name, handler, options) {
                super.addEventListener(name, name !== "calls" ? handler : event => {
                  handler(event);
                  const calls = parsed.calls.map(call => [call.callId, call.updatedAt]);
                  requestAnimationFrame(() => setTimeout(() => drawn(calls), 0));
                }, options);
              }
            };
            """;

    private static final String TAKE = """
            (() => {
              const taken = { ...seen, seconds: (performance.now() - seen.since) / 1000 };
              Object.assign(seen, { frames: 0, tasks: [], ages: [], since: performance.now() });
              return JSON.stringify(taken);
            })()
            """;

    private final Playwright playwright;
    private final Browser browser;
    private final Page page;

    /** Opens the page. */
    WatchedPage(String address) {
        Path file = PLACES.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium at " + PLACES + ": install it"));
        playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(file)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")));
        page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1_440, 900));
        page.addInitScript(WATCHER);
        page.navigate(address);
        page.locator(".card").first().waitFor();
        page.evaluate(TAKE);
    }

    /** Looks on for some seconds, and scrolls meanwhile or does not; then tells what was seen, in a line. */
    String look(int seconds, boolean scrolling) throws IOException {
        for (int step = 0; step < 10 * seconds; step++) {
            if (scrolling) {
                page.mouse().wheel(0, step / 50 % 2 == 0 ? 240 : -240);
            }
            page.waitForTimeout(100);
        }
        JsonNode seen = JSON.readTree((String) page.evaluate(TAKE));
        double watched = seen.path("seconds").asDouble();
        long[] tasks = sorted(seen.path("tasks"));
        long[] ages = sorted(seen.path("ages"));
        return String.format(
                Locale.ROOT,
                "page%s: %.0f frames/s, %d tasks over 50 ms (%d ms of %.0f s, the longest %d ms), event to frame ms: p50 %d, p99 %d (%d calls)",
                scrolling ? ", scrolled" : "",
                seen.path("frames").asInt() / watched,
                tasks.length,
                LongStream.of(tasks).sum(),
                watched,
                DashboardLoad.at(tasks, 1),
                DashboardLoad.at(ages, 0.5),
                DashboardLoad.at(ages, 0.99),
                ages.length);
    }

    private static long[] sorted(JsonNode numbers) {
        return StreamSupport.stream(numbers.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sorted()
                .toArray();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
