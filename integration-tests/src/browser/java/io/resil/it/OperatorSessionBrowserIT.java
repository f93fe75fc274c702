package io.resil.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The same session, with the page open in a browser from the outage to its end. */
class OperatorSessionBrowserIT extends OperatorSessionIT {

    private static final HasAttributeOptions PATIENTLY = new HasAttributeOptions().setTimeout(60_000);

    private @Nullable Browser browser;
    private @Nullable Page opened;

    @AfterEach
    void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    @Override
    void sees(URI page, String service, String state) {
        assertThat(opened(page).locator(".service[data-service=" + service + "]"))
                .hasAttribute("data-state", state, PATIENTLY);
    }

    private Page opened(URI url) {
        Page present = opened;
        if (present == null) {
            Browser started = new Browser();
            browser = started;
            present = started.open(url.toString(), 1280, 800, ColorScheme.LIGHT);
            opened = present;
        }
        return present;
    }
}
