package io.speecheq.dashboard.stage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.speecheq.dashboard.calls.DrivenCalls;
import io.speecheq.schemas.record.EmotionWindow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page shows in a real browser, of synthetic calls. */
class PageTest extends PageStage {

    private static final String VIEWER = "a-token-for-the-wall";
    private static final String SUPERVISOR = "a-token-for-the-desk";

    @Test
    void aCallAppearsUnrollsAndEnds() {
        page.navigate(dashboard.address());
        assertThat(page.locator("#empty")).containsText("It is quiet");
        dashboard.add(new SyntheticCall("first", DrivenCalls.NOON, 12, false, 5));
        dashboard.pass();

        Locator card = page.locator(".card:not([hidden])");
        assertThat(card.locator(".id")).hasText("first");
        assertThat(card.locator(".status")).hasText("live");
        assertThat(page.locator("#empty")).isHidden();
        IntStream.range(0, 5).forEach(second -> dashboard.pass());
        assertThat(card.locator(".time")).hasText("0:08");
        Object drawn = card.locator("canvas")
                .evaluate(
                        "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(v => v > 0)");
        assertThat(drawn).isEqualTo(true);
        IntStream.range(0, 6).forEach(second -> dashboard.pass());
        assertThat(card.locator(".status")).hasText("ended");
        assertThat(page.locator("#notice")).containsText("not what a person feels");
        assertThat(page.locator("#notice")).containsText("Not analysed: agent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "</script><script>alert(1)</script>",
                "\"><svg onload=alert(1)>",
                "javascript:alert(1)",
                "../%2e%2e/#/call/x?y",
                "%zz%",
                "__proto__",
                "\u202Egnp.exe"
            })
    void aHostileIdIsShownAndIsNothingElse(String hostile) {
        page.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        IntStream.range(0, 3).forEach(i -> dashboard.driven().accept(window(hostile, "<b>" + hostile, i)));
        page.navigate(dashboard.address());
        Locator card = page.locator(".card:not([hidden])");
        assertThat(card.locator(".id").first()).isVisible();
        assertThat(card.locator(".id").textContent()).isEqualTo(hostile);
        assertThat(card.locator(".name").first().textContent()).isEqualTo("<b>" + hostile);
        card.click();

        assertThat(page.locator("#call h1")).isVisible();
        assertThat(page.locator("#call h1").textContent()).isEqualTo(hostile);
        assertThat(page.locator("#call .meta")).containsText("0:05");
        assertThat(page.locator("#grid img, #call img, #call svg, #call b b, main script")
                        .count())
                .isZero();
    }

    @Test
    void keysGoToACallAndBack() {
        dashboard.populate(6, 11);
        page.navigate(dashboard.address());
        assertThat(page.locator(".card:not([hidden])")).hasCount(6);
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("Enter");

        assertThat(page.locator("#call h1")).isVisible();
        assertThat(page.locator(".panel")).hasCount(3);
        assertThat(page.locator(".panel", new Page.LocatorOptions().setHasText("Conversation")))
                .containsText("Interrupts");
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator("#hover")).isVisible();
        assertThat(page.locator("#hover")).containsText("window");
        String first = page.locator("#call h1").textContent();
        page.keyboard().press("k");
        assertThat(page.locator("#call h1")).not().hasText(first);
        page.keyboard().press("Escape");
        assertThat(page.locator("#wall")).isVisible();
        page.keyboard().press("?");
        assertThat(page.locator("#about")).containsText("what a voice sounds like");
    }

    @Test
    void linksCanBeFollowedByKeyboard() {
        dashboard.populate(6, 11);
        page.navigate(dashboard.address());
        assertThat(page.locator(".card:not([hidden])")).hasCount(6);
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("#grid")).isFocused();
        assertThat(page.locator("#grid")).hasCSS("outline-style", "solid");
        page.locator("#home").focus();
        page.keyboard().press("Enter");

        assertThat(page).hasURL(dashboard.address() + "#/");
    }

    @Test
    void skippingStaysAtTheCallThatIsShown() {
        dashboard.populate(1, 11);
        page.navigate(dashboard.address() + "#/call/billing-4200");
        assertThat(page.locator(".panel").first()).isVisible();
        page.locator(".skip").focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("#main")).isFocused();
        assertThat(page).hasURL(dashboard.address() + "#/call/billing-4200");
        assertThat(page.locator("#call h1")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#wall")).isVisible();
    }

    @Test
    void whoeverSortsKeepsTheFocus() {
        dashboard.populate(6, 11);
        page.navigate(dashboard.address());
        Locator newest = page.locator("#sorts button", new Page.LocatorOptions().setHasText("Newest"));
        newest.focus();
        page.keyboard().press("Enter");

        assertThat(newest).isFocused();
        assertThat(newest).hasAttribute("aria-checked", "true");
        page.keyboard().press("s");
        assertThat(newest).isFocused();
        assertThat(page.locator("#sorts [aria-checked=true]")).hasText("Longest");
    }

    @Test
    void theWindowUnderThePointerTellsAllNineScores() {
        IntStream.range(0, 30).forEach(i -> dashboard.driven().accept(window("one", "customer", i)));
        page.navigate(dashboard.address() + "#/call/one");
        assertThat(page.locator("#call .meta")).containsText("0:32");
        page.locator(".chart").hover();

        assertThat(page.locator("#hover .scores .bar")).hasCount(9);
        assertThat(page.locator("#hover")).containsText("not sure");
        assertThat(page.locator("#hover")).containsText("net:1");
    }

    @Test
    void aChannelThatBeginsAfreshShowsNothingOfTheRunBefore() {
        IntStream.range(0, 30).forEach(i -> dashboard.driven().accept(window("one", "customer", i)));
        page.navigate(dashboard.address() + "#/call/one");
        assertThat(page.locator("#call .meta")).containsText("0:32");
        dashboard.driven().accept(ofAnotherRun("agent", 0));
        assertThat(page.locator(".chart canvas")).hasAttribute("aria-label", Pattern.compile("agent"));
        IntStream.range(0, 4).forEach(i -> dashboard.driven().accept(ofAnotherRun("customer", i)));
        assertThat(page.locator("#call .meta")).containsText("0:06");
        hoverAtSecond(2.5);
        assertThat(page.locator("#hover")).containsText("customer · 0:01");
        hoverAtSecond(8);

        assertThat(page.locator("#hover")).isHidden();
    }

    @Test
    void searchingLeavesTheCallsThatAreCalledSo() {
        dashboard.populate(20, 11);
        page.navigate(dashboard.address());
        assertThat(page.locator("#count")).containsText("20 calls");
        page.keyboard().press("/");
        page.keyboard().type("outage");
        assertThat(page.locator(".card:not([hidden])")).hasCount(2);
        page.keyboard().type("-nowhere");

        assertThat(page.locator("#empty")).containsText("No call is called so");
        page.keyboard().press("Escape");
        assertThat(page.locator("#empty")).isHidden();
    }

    @Test
    void nothingIsWiderThanAPhone() {
        page.context().close();
        page = page(375, 740);
        dashboard.populate(4, 11);
        page.navigate(dashboard.address());
        assertThat(page.locator(".card:not([hidden])")).hasCount(4);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(375);
        page.locator(".card").first().click();
        assertThat(page.locator(".panel")).hasCount(3);

        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(375);
    }

    @Test
    void dayAndNightAreRemembered() {
        page.navigate(dashboard.address());
        Object day = page.evaluate("getComputedStyle(document.body).backgroundColor");
        page.keyboard().press("t");
        Object night = page.evaluate("getComputedStyle(document.body).backgroundColor");
        assertThat(night).isNotEqualTo(day);
        page.reload();

        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(night);
    }

    @Test
    void aStrangerSignsInAndAViewerSeesNoAlerts() throws IOException {
        dashboard.close();
        serve(List.of("viewer " + VIEWER, "supervisor " + SUPERVISOR));
        dashboard.populate(8, 11);
        page.navigate(dashboard.address());
        assertThat(page.locator("#door")).isVisible();
        page.fill("#token", "this-is-not-a-token");
        page.click("#door button");
        assertThat(page.locator("#refused")).containsText("not known");
        page.fill("#token", VIEWER);
        page.click("#door button");
        assertThat(page.locator(".card:not([hidden])")).hasCount(8);
        page.locator(".card").first().click();
        assertThat(page.locator(".panel")).hasCount(3);
        assertThat(page.locator(".alert")).hasCount(0);
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
        page.click("#leave");

        assertThat(page.locator("#door")).isVisible();
        complaints.removeIf(complaint -> complaint.contains("401"));
    }

    @Test
    void aThousandCallsAreDrawnByAFewCards(TestReporter reporter) {
        dashboard.populate(1_000, 3);
        page.addInitScript("window.longTasks = []; new PerformanceObserver(list => list.getEntries()"
                + ".forEach(task => longTasks.push(task.duration))).observe({ type: 'longtask' });");
        page.navigate(dashboard.address());
        assertThat(page.locator("#count")).containsText("1000 calls");
        page.evaluate("window.longTasks.length = 0");
        page.evaluate("window.frames_ = 0; (function count() { frames_++; requestAnimationFrame(count); })()");
        long begunNanos = System.nanoTime();
        for (int second = 0; second < 4; second++) {
            dashboard.pass();
            for (int step = 0; step < 5; step++) {
                page.mouse().wheel(0, 900);
                page.waitForTimeout(100);
            }
        }
        double seconds = (System.nanoTime() - begunNanos) / 1e9;
        int frames = (int) page.evaluate("frames_");
        reporter.publishEntry(Map.of(
                "frames a second", "%.0f".formatted(frames / seconds),
                "long tasks", String.valueOf(page.evaluate("longTasks.map(Math.round).join(' ') || 'none'")),
                "processors", "" + Runtime.getRuntime().availableProcessors()));

        assertThat(page.locator(".card:not([hidden])").count()).isBetween(8, 60);
        assertThat((int) page.evaluate("document.querySelectorAll('*').length")).isLessThan(2_500);
        page.evaluate("scrollTo(0, document.body.scrollHeight)");
        assertThat(page.locator(".card:not([hidden])").last()).isVisible();
    }

    private static EmotionWindow ofAnotherRun(String channel, int index) {
        EmotionWindow window = window("one", channel, index);
        window.setCallStart(DrivenCalls.NOON.plusSeconds(600));
        return window;
    }

    /** On the first lane of a chart of ten seconds. */
    private void hoverAtSecond(double second) {
        Locator chart = page.locator(".chart");
        chart.hover(new Locator.HoverOptions().setPosition(chart.boundingBox().width * second / 10, 40));
    }
}
