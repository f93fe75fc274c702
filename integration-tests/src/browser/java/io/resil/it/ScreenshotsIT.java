package io.resil.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the pictures of the guide into the folder {@code resil.screenshots}: a few minutes of an ordinary bad day. */
@EnabledIfSystemProperty(named = "resil.screenshots", matches = ".+")
class ScreenshotsIT {

    private static final String RECOVERY = "45s";
    private static final double MINUTE = 60_000;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void takesThem() {
        try (Household household = Household.started(RECOVERY);
                Browser browser = new Browser()) {
            ScheduledExecutorService traffic = Executors.newScheduledThreadPool(4);
            int millis = 150;
            for (String service : new String[] {"chroma", "filesystem", "billing", "git"}) {
                traffic.scheduleWithFixedDelay(() -> household.call(service), 0, millis, TimeUnit.MILLISECONDS);
                millis += 60;
            }
            take(household, browser);
            traffic.shutdownNow();
        }
    }

    private static void take(Household household, Browser browser) {
        Page page = browser.open(household.url(), 1280, 720, ColorScheme.LIGHT);
        page.waitForTimeout(2 * MINUTE); // of ordinary life
        household.server("git").plays(Turn.status(500));
        household.server("chroma").goesDown();
        await(page, "chroma", "OPEN");
        page.waitForTimeout(MINUTE / 2);
        household.server("chroma").comesBack();
        await(page, "chroma", "CLOSED");
        household.server("git").plays(Turn.ok());
        await(page, "git", "CLOSED");
        page.waitForTimeout(MINUTE);
        picture(page, "closed");

        household.server("billing").plays(Turn.status(503));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        await(page, "billing", "OPEN");
        page.waitForTimeout(MINUTE / 3);
        picture(page, "open-dark");

        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        CountDownLatch recovery = new CountDownLatch(1);
        household.server("billing").plays(Turn.ok().when(recovery));
        page.setViewportSize(390, 844);
        await(page, "billing", "HALF_OPEN");
        page.waitForTimeout(MINUTE / 30);
        picture(page, "half-open-phone");
        recovery.countDown();

        page.setViewportSize(1280, 720);
        Locator git = page.locator(".service[data-service=git]");
        git.locator("h2 button").click();
        page.waitForTimeout(MINUTE / 30);
        git.screenshot(new Locator.ScreenshotOptions().setPath(path("observe")));
    }

    private static void await(Page page, String service, String state) {
        assertThat(page.locator(".service[data-service=" + service + "]"))
                .hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(3 * MINUTE));
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(path(name)).setFullPage(true));
    }

    private static Path path(String name) {
        return Path.of(System.getProperty("resil.screenshots"), "status-page-" + name + ".png");
    }
}
