package io.speecheq.dashboard.stage;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator.HoverOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Pictures of every state of the page, of synthetic calls, into a folder: {@code main FOLDER}. For people to look at. */
final class Screenshots {

    private static final String SUPERVISOR = "supervisor 0123456789abcdef";

    private final Browser browser;
    private final Path folder;

    private Screenshots(Browser browser, Path folder) {
        this.browser = browser;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        try (Chromium chromium = Chromium.start()) {
            Screenshots screenshots = new Screenshots(chromium.browser(), Path.of(arguments[0]));
            screenshots.calls();
            screenshots.empty();
            screenshots.thousand();
            screenshots.signIn();
        }
    }

    private void calls() throws IOException {
        try (SyntheticDashboard dashboard = new SyntheticDashboard(0, List.of())) {
            dashboard.populate(34, 7);
            for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                String name = scheme == ColorScheme.DARK ? "night" : "day";
                Page wall = page(1440, 900, scheme, 1);
                wall.navigate(dashboard.address());
                unroll(wall, dashboard, 6);
                shoot(wall, "wall-" + name);
                wall.navigate(dashboard.address() + "#/call/upgrade-5421");
                unroll(wall, dashboard, 4);
                wall.locator(".chart").hover(new HoverOptions().setPosition(1_010, 75));
                wall.waitForTimeout(300);
                shoot(wall, "call-" + name);
                wall.context().close();
            }
            Page phone = page(375, 740, ColorScheme.DARK, 2);
            phone.navigate(dashboard.address());
            unroll(phone, dashboard, 4);
            shoot(phone, "phone-wall");
            phone.navigate(dashboard.address() + "#/call/upgrade-5421");
            unroll(phone, dashboard, 3);
            shoot(phone, "phone-call");
            phone.context().close();
            Page broken = page(1440, 900, ColorScheme.LIGHT, 1);
            broken.navigate(dashboard.address());
            unroll(broken, dashboard, 3);
            broken.keyboard().press("?");
            broken.waitForTimeout(300);
            shoot(broken, "help");
            broken.keyboard().press("Escape");
            dashboard.stop();
            broken.waitForTimeout(5_000);
            shoot(broken, "broken");
            broken.context().close();
        }
    }

    private void empty() throws IOException {
        try (SyntheticDashboard dashboard = new SyntheticDashboard(0, List.of())) {
            Page empty = page(1440, 900, ColorScheme.DARK, 1);
            empty.route("**/api/events", route -> {});
            empty.navigate(dashboard.address());
            empty.waitForTimeout(1_200);
            shoot(empty, "loading");
            empty.unroute("**/api/events");
            empty.reload();
            empty.waitForTimeout(2_500);
            shoot(empty, "empty");
            empty.context().close();
        }
    }

    private void thousand() throws IOException {
        try (SyntheticDashboard dashboard = new SyntheticDashboard(0, List.of())) {
            dashboard.populate(1_000, 3);
            Page wall = page(1440, 900, ColorScheme.DARK, 1);
            wall.navigate(dashboard.address());
            unroll(wall, dashboard, 5);
            shoot(wall, "thousand");
            wall.context().close();
        }
    }

    private void signIn() throws IOException {
        try (SyntheticDashboard dashboard = new SyntheticDashboard(0, List.of(SUPERVISOR))) {
            Page door = page(1440, 900, ColorScheme.DARK, 1);
            door.navigate(dashboard.address());
            door.waitForTimeout(700);
            shoot(door, "signin");
        }
    }

    private static void unroll(Page page, SyntheticDashboard dashboard, int seconds) {
        for (int second = 0; second < seconds; second++) {
            dashboard.pass();
            page.waitForTimeout(1_000);
        }
    }

    private Page page(int width, int height, ColorScheme scheme, double scale) {
        BrowserContext context = browser.newContext(new NewContextOptions()
                .setViewportSize(width, height)
                .setDeviceScaleFactor(scale)
                .setColorScheme(scheme));
        Page page = context.newPage();
        page.onPageError(error -> System.err.println("error " + error));
        return page;
    }

    private void shoot(Page page, String name) {
        page.waitForTimeout(800);
        page.screenshot(new ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }
}
