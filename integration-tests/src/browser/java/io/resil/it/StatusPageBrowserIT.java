package io.resil.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.resil.it.app.Line;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator sees: a real browser at the page of a real backend whose services die and come back. */
@Execution(ExecutionMode.SAME_THREAD) // Playwright is for one thread
class StatusPageBrowserIT {

    private static Browser browser;
    private Household household;

    @BeforeAll
    static void launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        browser = new Browser();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    @BeforeEach
    void start() {
        household = Household.started("60s");
    }

    @AfterEach
    void stop() {
        browser.closePages();
        household.close();
    }

    private Page open() {
        return open(1280, ColorScheme.LIGHT);
    }

    private Page open(int width, ColorScheme colors) {
        Page page = browser.open(household.url(), width, 800, colors);
        page.locator(".service").first().waitFor();
        return page;
    }

    private static Locator service(Page page, String id) {
        return page.locator(".service[data-service=" + id + "]");
    }

    private static void assertState(Page page, String id, String state) {
        assertThat(service(page, id)).hasAttribute("data-state", state);
    }

    private static HasTextOptions ignoringCase() {
        return new HasTextOptions().setIgnoreCase(true);
    }

    // ---- what it shows

    @Test
    void serviceDiesAndComesBackBeforeTheEyes() throws Exception {
        household.close();
        household = Household.started("1s");
        household.callAll();
        Page page = open();
        page.evaluate("window.sameDocument = true");
        assertThat(page.locator("h1")).hasText("4 services, all well");
        assertState(page, "chroma", "CLOSED");
        assertThat(service(page, "chroma").locator(".fact-calls dd")).hasText("1");

        household.failThrice("chroma");

        assertState(page, "chroma", "OPEN");
        Locator chroma = service(page, "chroma");
        assertThat(chroma.locator(".word")).hasText("Open");
        assertThat(chroma.locator(".means")).hasText("calls are rejected");
        assertThat(chroma.locator(".why")).hasText("Opened because: threshold reached: 3/3");
        assertThat(chroma.locator(".fact-failed dd")).hasText("3");
        assertThat(page.locator("h1")).hasText("Chroma Server is open");
        assertThat(page).hasTitle(Pattern.compile("✕ Chroma Server is open.*"));
        assertThat(page.locator("#live")).containsText("Chroma Server is open, threshold reached: 3/3.");
        assertThat(chroma.locator(".fact-probe dd")).hasText("next call");

        CountDownLatch recovery = new CountDownLatch(1);
        household.server("chroma").plays(Turn.ok().when(recovery));
        AgentJvm.Asked probe = household.beginCall("chroma");
        assertState(page, "chroma", "HALF_OPEN");
        assertThat(page.locator("h1")).hasText("Chroma Server on trial");
        assertThat(chroma.locator(".word")).hasText("Half open");
        assertThat(chroma.locator(".fact-probe dd")).hasText("under way");

        recovery.countDown();
        household.jvm().await(probe.answer());
        assertState(page, "chroma", "CLOSED");
        assertThat(page.locator("h1")).hasText("4 services, all well");
        assertThat(page.locator("#live")).containsText("Chroma Server is closed.");
        assertEquals(true, page.evaluate("window.sameDocument"), "without a reload");
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void worstStandsFirstAndTheOrderOfTheOthersStays() {
        Page page = open();
        household.failThrice("billing");
        assertState(page, "billing", "OPEN");

        assertThat(page.locator("#services .service .name"))
                .hasText(new String[] {"Billing Server", "Chroma Server", "Filesystem Server", "Git Server"});
    }

    @Test
    void namesAreTextAndNothingElse() {
        household.close();
        household = Household.started("60s", "<img src=x onerror=alert(1)>");
        Page page = open();

        assertThat(service(page, "billing").locator(".name")).hasText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void serviceThatIsObservedSaysWhatWouldHaveBeenDone() {
        Page page = open();
        household.failThrice("git");
        household.call("git");

        Locator git = service(page, "git");
        assertState(page, "git", "OPEN");
        assertThat(git.locator(".mode")).hasText("observing");
        assertThat(git.locator(".word")).hasText("Would be open");
        assertThat(git.locator(".means")).hasText("calls go through untouched");
        assertThat(git.locator(".observed")).containsText("It would have rejected 1 call (0 of them went well)");
        assertThat(page.locator("h1")).hasText("4 services, all well");
    }

    @Test
    void historyIsDrawnAndToldInWords() {
        household.callAll();
        Page page = open();
        household.failThrice("chroma");
        household.call("chroma");

        Locator timeline = service(page, "chroma").locator("svg.timeline");
        assertThat(timeline).hasAttribute("role", "img");
        assertThat(timeline)
                .hasAttribute(
                        "aria-label", Pattern.compile("Last .*: .*3 failed, 1 rejected, open for .*"), patiently());
        assertThat(timeline.locator(".band-O")).not().hasCount(0);
        assertThat(timeline.locator(".bar-failed")).not().hasCount(0);
        assertThat(service(page, "chroma").locator("figcaption")).containsText("3 failed, 1 rejected");
    }

    /** A sample is taken each ten seconds. */
    private static HasAttributeOptions patiently() {
        return new HasAttributeOptions().setTimeout(60_000);
    }

    @Test
    void saysThatTheBackendDoesNotAnswerInsteadOfShowingStaleGreen() {
        Page page = open();
        assertThat(page.locator("#lost")).isHidden();

        household.jvm().close();

        assertThat(page.locator("#lost")).isVisible();
        assertThat(page.locator("#lost")).containsText("No answer from the backend since ");
        assertThat(page.locator("#lost .ago")).hasText(Pattern.compile("\\d+ s ago"));
        assertThat(page.locator("body")).hasClass("stale");
        assertThat(page).hasTitle("No answer – resil");
    }

    @Test
    void asksNobodyElseAndBreaksNoPolicy() {
        Page page = open();
        service(page, "chroma").locator("h2 button").click();
        assertThat(service(page, "chroma")
                        .locator(".details table")
                        .last()
                        .locator("tbody tr")
                        .first())
                .isAttached();

        for (String request : List.copyOf(browser.requests)) {
            assertTrue(request.startsWith(household.url()), request);
        }
        assertEquals(List.of(), browser.complaints);
    }

    // ---- who uses it, and on what

    @Test
    void everythingIsReachedByKeyboard() {
        Page page = open();
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Tab");
        Locator first = service(page, "chroma").locator("h2 button");
        assertThat(first).isFocused();

        page.keyboard().press("Enter");

        assertThat(first).hasAttribute("aria-expanded", "true");
        Locator details = service(page, "chroma").locator(".details");
        assertThat(details).isVisible();
        assertThat(details).containsText("Failures in a row");
        page.keyboard().press("Tab");
        assertThat(details.locator("summary")).isFocused();
        page.keyboard().press("Enter");
        assertThat(details).containsText("breaker.recovery-timeout");
        assertThat(details).containsText("60s");

        page.keyboard().press("Shift+Tab");
        household.failThrice("billing");
        assertThat(page.locator("#services .service").first()).hasAttribute("data-service", "billing");
        assertThat(first).isFocused();
        page.keyboard().press("Space");
        assertThat(details).isHidden();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void fitsAPhoneAndCanBeRead(ColorScheme colors) {
        household.failThrice("chroma");
        household.failThrice("git");
        Page page = open(360, colors);
        assertState(page, "chroma", "OPEN");
        service(page, "chroma").locator("h2 button").click();
        service(page, "chroma").locator("summary").click();
        assertThat(service(page, "chroma").locator(".details")).containsText("breaker.recovery-timeout");

        assertEquals(List.of(), page.evaluate(Checks.WIDER_THAN_THE_WINDOW));
        assertEquals(List.of(), page.evaluate(Checks.CONTRAST));
    }

    @Test
    void screenReaderFindsItsWay() {
        household.failThrice("chroma");
        Page page = open();
        assertState(page, "chroma", "OPEN");
        service(page, "chroma").locator("h2 button").click();
        assertThat(service(page, "chroma").locator(".details")).isVisible();

        assertEquals(List.of(), page.evaluate(Checks.NAMES_AND_ROLES));
        assertThat(page.locator("#live")).hasAttribute("aria-live", "polite");
    }

    @Test
    void thousandServicesAreStillToBeUsed() {
        household.close();
        StringBuilder yaml = new StringBuilder("log: { target: stderr }\nstatus: { port: 0 }\nservices:\n");
        for (int i = 0; i < 1000; i++) {
            yaml.append("  service-")
                    .append(i)
                    .append(": { url: 'http://s")
                    .append(i)
                    .append(".internal' }\n");
        }
        try (AgentJvm many = Backend.configured(yaml.toString()).start()) {
            many.ask(new Line().with("do", "managers"));
            Page page = browser.open(StatusUrl.of(many).base(), 1280, 800, ColorScheme.LIGHT);
            assertThat(page.locator("h1")).hasText("1,000 services, all well");
            assertThat(page.locator("#rest-button")).hasText("1,000 closed services");
            assertThat(page.locator(".service")).hasCount(0);

            page.getByLabel("Filter").fill("service-77");
            assertThat(page.locator("#shown")).hasText("11 of 1000");
            page.locator("#rest-button").click();
            assertThat(page.locator("#rest-list .service")).hasCount(11);

            page.getByLabel("Filter").fill("");
            assertThat(page.locator("#rest-list .service")).hasCount(1000);
            many.invoke("io.resil:type=CircuitBreaker,service=service-500", "forceOpen");
            assertThat(page.locator("#services .service")).hasCount(1);
            assertThat(page.locator("h1")).hasText("service-500 is open", ignoringCase());
            assertEquals(List.of(), browser.complaints);
        }
    }
}
