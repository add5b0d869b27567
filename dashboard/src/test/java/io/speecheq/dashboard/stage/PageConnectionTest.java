package io.speecheq.dashboard.stage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.speecheq.dashboard.history.SyntheticHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser when its server, or whoever looks at it, goes and comes back. */
class PageConnectionTest extends PageStage {

    @Test
    void thePageComesBackWithTheServer() throws IOException {
        dashboard.driven().accept(window("before", "customer", 0));
        page.navigate(dashboard.address());
        assertThat(page.locator(".card .id")).hasText("before");
        int port = dashboard.port();
        dashboard.stop();
        assertThat(page.locator("#banner")).containsText("connection is lost");
        dashboard.startAgain(port);
        dashboard.driven().accept(window("after", "customer", 0));

        assertThat(page.locator("#banner")).isHidden();
        assertThat(page.locator(".card:not([hidden])")).hasCount(2);
        forgiveALostServer();
    }

    @Test
    void theBannerOfACallThatIsLostTellsWhenItWasHeardLast() {
        page.clock().setFixedTime("2026-03-01T10:02:11");
        dashboard.driven().accept(window("one", "customer", 0));
        page.navigate(dashboard.address());
        page.locator(".card").click();
        assertThat(page.locator("#call .meta")).containsText("0:03");
        page.clock().setFixedTime("2026-03-01T10:32:48");
        dashboard.driven().accept(window("one", "customer", 5));
        assertThat(page.locator("#call .meta")).containsText("0:08");
        String then = (String) page.evaluate("new Date().toLocaleTimeString()");
        dashboard.stop();

        assertThat(page.locator("#banner")).containsText("What you see is of " + then);
        forgiveALostServer();
    }

    @Test
    void whatWasLeftIsOfThenUntilTheServerIsHeardAgain() {
        List<Route> held = new ArrayList<>();
        dashboard.driven().accept(window("one", "customer", 0));
        page.navigate(dashboard.address());
        assertThat(page.locator(".card .time")).hasText("0:03");
        setSeen(false);
        page.route("**/api/events", held::add);
        setSeen(true);

        assertThat((String) page.evaluate("document.body.className")).contains("stale");
        assertThat((String) page.evaluate("document.getElementById('banner').textContent"))
                .startsWith("What you see is of");
        held.forEach(Route::resume);
        assertThat(page.locator("body")).not().containsClass("stale");
        assertThat(page.locator("#banner")).isHidden();
    }

    @Test
    void aCallOfTheHistoryIsLoadedOnce() throws IOException {
        dashboard.close();
        dashboard = new SyntheticDashboard(
                0, List.of(), service -> service.withHistory(new SyntheticHistory("kept-1", () -> false)));
        page.addInitScript("window.gone = 0; window.asked = []; const ask = fetch;"
                + " window.fetch = (path, options) => { asked.push(path); return ask(path, options); };"
                + " window.EventSource = class extends EventSource {"
                + " constructor(path) { super(path); this.addEventListener('gone', () => gone++); } };");
        page.navigate(dashboard.address() + "#/call/kept-1");
        assertThat(page.locator("#call .pill")).hasText("from the history");
        setSeen(false);
        setSeen(true);
        page.waitForFunction("gone === 2");

        assertThat(page.evaluate("asked.filter(path => path === 'api/calls/kept-1').length"))
                .isEqualTo(1);
    }

    @Test
    void aFifthTabOpensWhileFourHaveGoneFromTheWallToACall() {
        dashboard.populate(1, 11);
        for (int i = 0; i < 4; i++) {
            Page tab = tab(page.context());
            tab.navigate(dashboard.address());
            tab.locator(".card").click();
            assertThat(tab.locator(".panel")).hasCount(3);
        }
        page.navigate(dashboard.address());

        assertThat(page.locator("#count")).containsText("1 call");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#/call/one"})
    void aPageHoldsAStreamWhileItIsSeen(String part) {
        page.addInitScript("window.streams = []; window.EventSource = class extends EventSource {"
                + " constructor(path) { super(path); streams.push(this); } };");
        dashboard.driven().accept(window("one", "customer", 0));
        page.navigate(dashboard.address() + part);
        Locator time = page.locator(part.isEmpty() ? ".card .time" : "#call .meta");
        assertThat(time).containsText("0:03");
        assertThat(openStreams()).isEqualTo(1);
        setSeen(false);
        assertThat(openStreams()).isZero();
        dashboard.driven().accept(window("one", "customer", 5));
        setSeen(true);

        assertThat(time).containsText("0:08");
        assertThat(openStreams()).isEqualTo(1);
    }

    @Test
    void aStreamThatFallsSilentIsTakenUpAnewThoughTheServerAnswers() throws IOException {
        dashboard.driven().accept(window("before", "customer", 0));
        try (SilentStreams way = new SilentStreams(dashboard.port())) {
            page.navigate(way.address());
            assertThat(page.locator(".card .id")).hasText("before");
            way.silence();
            dashboard.driven().accept(window("after", "customer", 0));

            assertThat(page.locator(".card:not([hidden])")).hasCount(2);
            assertThat(page.locator("#banner")).isHidden();
            page.navigate("about:blank");
        }
    }

    private void forgiveALostServer() {
        complaints.removeIf(complaint -> complaint.contains("ERR_CONNECTION_REFUSED")
                || complaint.contains("ERR_INCOMPLETE_CHUNKED_ENCODING")
                || complaint.contains("ERR_EMPTY_RESPONSE")
                || complaint.contains("ERR_CONNECTION_RESET"));
    }

    private int openStreams() {
        return (int) page.evaluate("streams.filter(stream => stream.readyState !== EventSource.CLOSED).length");
    }
}
