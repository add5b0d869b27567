package io.speecheq.dashboard.stage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A page in a real browser before each test, on a dashboard of synthetic calls; nothing that the browser complains about passes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageStage {

    private static final double PATIENCE_MILLIS = 30_000;

    final List<String> complaints = new ArrayList<>();
    SyntheticDashboard dashboard;
    Page page;
    private Chromium chromium;

    @BeforeAll
    void openTheBrowser() {
        assumeTrue(Chromium.file().isPresent(), "SKIPPED: no Chromium on this machine (apt-get install chromium)");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        chromium = Chromium.start();
    }

    @AfterAll
    void closeTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openThePage() throws IOException {
        complaints.clear();
        serve(List.of());
        page = page(1280, 800);
    }

    @AfterEach
    void closeThePage() {
        page.context().close();
        dashboard.close();
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }

    final void serve(List<String> tokens) throws IOException {
        dashboard = new SyntheticDashboard(0, tokens);
    }

    final Page page(int width, int height) {
        BrowserContext context = chromium.browser().newContext(new NewContextOptions().setViewportSize(width, height));
        return tab(context);
    }

    final Page tab(BrowserContext context) {
        Page opened = context.newPage();
        opened.setDefaultTimeout(PATIENCE_MILLIS);
        opened.onPageError(complaints::add);
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        return opened;
    }

    /** As if another tab were shown in front of this one, or no more. */
    final void setSeen(boolean isSeen) {
        page.evaluate(
                "isSeen => { Object.defineProperty(document, 'hidden', { value: !isSeen, configurable: true });"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                isSeen);
    }
}
