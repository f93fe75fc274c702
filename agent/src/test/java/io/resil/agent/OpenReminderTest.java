package io.resil.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.route.Mode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenReminderTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final OperatedService chroma = new OperatedService(Mode.ENFORCE, false);

    private void assertReminders(OperatedService service, String... lines) {
        assertEquals(List.of(lines), service.reminders());
    }

    @Test
    void aBreakerThatStaysOpenSaysSoEachHour() {
        chroma.calls(2 + 3, 503);
        chroma.time.pass(HOUR);
        chroma.time.pass(HOUR.minusMillis(1));
        assertReminders(
                chroma,
                "WARN [Chroma Server] Circuit breaker OPEN for 1h: 3 calls rejected, the next call is the probe"
                        + " (threshold reached: 2/2)");
        chroma.time.pass(Duration.ofMillis(1));
        assertEquals(2, chroma.reminders().size());
    }

    @Test
    void failedProbesDoNotEndTheHour() {
        chroma.calls(2, 503);
        for (int minute = 0; minute < 130; minute++) {
            chroma.time.pass(OperatedService.RECOVERY.plusSeconds(1));
            chroma.calls(1, 503);
        }
        assertReminders(
                chroma,
                "WARN [Chroma Server] Circuit breaker OPEN for 1h: 0 calls rejected, next probe in 59s (probe failed: status 503)",
                "WARN [Chroma Server] Circuit breaker OPEN for 2h: 0 calls rejected, next probe in 58s (probe failed: status 503)");
    }

    @Test
    void closingEndsIt() {
        chroma.calls(2, 503);
        chroma.time.pass(Duration.ofMinutes(59));
        chroma.calls(1, 200);
        assertEquals(0, chroma.time.pending());
        chroma.time.pass(HOUR);
        assertReminders(chroma);
    }

    @Test
    void openingAgainBeginsTheHourAnew() {
        chroma.calls(2, 503);
        chroma.time.pass(Duration.ofMinutes(59));
        chroma.calls(1, 200);
        chroma.calls(2, 503);
        chroma.time.pass(Duration.ofMinutes(59));
        assertReminders(chroma);
        chroma.time.pass(Duration.ofMinutes(1));
        assertEquals(1, chroma.reminders().size());
    }

    @Test
    void aForgottenForcedStateIsNamed() {
        chroma.control.forceOpen();
        chroma.calls(1, 200);
        chroma.time.pass(HOUR);
        assertReminders(
                chroma,
                "WARN [Chroma Server] Circuit breaker FORCED_OPEN for 1h: 1 call rejected, until it is lifted (set by hand)");
        chroma.control.enable();
        assertEquals(0, chroma.time.pending());
    }

    @Test
    void forcingAnOpenOneBeginsTheHourAnew() {
        chroma.calls(2, 503);
        chroma.time.pass(Duration.ofMinutes(59));
        chroma.control.forceOpen();
        chroma.time.pass(Duration.ofMinutes(59));
        assertReminders(chroma);
        assertEquals(1, chroma.time.pending());
    }

    @Test
    void resetStatisticsDoesNotChangeWhatItCounts() {
        chroma.calls(2 + 3, 503);
        chroma.control.resetStatistics();
        chroma.time.pass(HOUR);
        assertEquals(1, chroma.reminders().size());
        assertTrue(chroma.reminders().get(0).contains("3 calls rejected"), chroma.reminders()::toString);
    }

    @Test
    void aDisabledOneIsNotOpen() {
        chroma.control.disable();
        assertEquals(0, chroma.time.pending());
    }

    @Test
    void aShadowIsNamedAsOne() {
        OperatedService observed = new OperatedService(Mode.OBSERVE, false);
        observed.calls(2 + 3, 503);
        observed.time.pass(HOUR);
        assertReminders(
                observed,
                "INFO [Chroma Server] (observing) Circuit breaker would be OPEN for 1h: 3 calls would have been rejected,"
                        + " the next call is the probe (threshold reached: 2/2)");
    }

    @Test
    void modeOffEndsItAndEnforcingBeginsIt() {
        chroma.calls(2, 503);
        chroma.control.setMode("off");
        assertEquals(0, chroma.time.pending());
        chroma.control.setMode("enforce");
        assertEquals(1, chroma.time.pending());
        chroma.control.setMode("observe");
        assertEquals(0, chroma.time.pending(), "the shadow begins closed");
    }

    @Test
    void oneLineForAllOrigins() {
        OperatedService service = new OperatedService(Mode.ENFORCE, true);
        service.callsAt("chroma", 1, 200);
        for (int i = 0; i < 200; i++) {
            service.callsAt("chroma-" + i, 2, 503);
        }
        assertEquals(1, service.time.pending());
        service.time.pass(HOUR);
        assertEquals(1, service.reminders().size());
        assertTrue(
                service.reminders().get(0).contains("OPEN for 1h at 200 of 201 origins: 0 calls rejected, "),
                service.reminders()::toString);
    }

    @Test
    void aServiceWhoseSettingsAreReadAgainGoesOn() {
        chroma.calls(2, 503);
        chroma.time.pass(Duration.ofMinutes(59));
        chroma.reload();
        chroma.time.pass(Duration.ofMinutes(1));
        assertEquals(1, chroma.reminders().size());
        chroma.control.forceClosed();
        assertEquals(0, chroma.time.pending());
    }

    @Test
    void aServiceThatIsGovernedNoLongerIsSilent() {
        chroma.calls(2, 503);
        chroma.watch.retire();
        assertEquals(0, chroma.time.pending());
        chroma.control.forceOpen();
        assertEquals(0, chroma.time.pending());
    }
}
