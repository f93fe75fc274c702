package io.resil.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.failsafe.Failsafe;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the remarks of the page say of libraries that are set up otherwise. */
class PeerDefaultsTest {

    private static final Duration YEAR = Duration.ofDays(365);

    private final VirtualClock clock = new VirtualClock(0);

    private CircuitBreaker openResilience4j() {
        CircuitBreaker breaker = CircuitBreaker.of(
                "service",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(1)
                        .minimumNumberOfCalls(1)
                        .waitDurationInOpenState(Duration.ofSeconds(60))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
        breaker.tryAcquirePermission();
        breaker.onError(0, breaker.getTimestampUnit(), new IOException("refused"));
        assertEquals(CircuitBreaker.State.OPEN, breaker.getState());
        return breaker;
    }

    @Test
    void resilience4jWaitsForALostProbeForEver() {
        CircuitBreaker breaker = openResilience4j();
        clock.pass(YEAR);
        assertTrue(breaker.tryAcquirePermission());
        clock.pass(YEAR);
        assertFalse(breaker.tryAcquirePermission());
    }

    @Test
    void resilience4jWaitsUntilAClockThatWasPutBackHasCaughtUp() {
        CircuitBreaker breaker = openResilience4j();
        clock.putWallBack(Duration.ofHours(1));
        clock.pass(Duration.ofSeconds(61));
        assertFalse(breaker.tryAcquirePermission());
        clock.pass(Duration.ofHours(1));
        assertTrue(breaker.tryAcquirePermission());
    }

    @Test
    void failsafeClosesWhenAProbeEndsInAnExceptionItDoesNotHandle() {
        dev.failsafe.CircuitBreaker<String> breaker = dev.failsafe.CircuitBreaker.<String>builder()
                .handle(IOException.class)
                .withDelay(Duration.ZERO)
                .build();
        breaker.open();
        try {
            Failsafe.with(breaker).run(() -> {
                throw new InterruptedException();
            });
        } catch (RuntimeException wrapped) {
            assertTrue(wrapped.getCause() instanceof InterruptedException);
        }
        assertTrue(breaker.isClosed());
    }

    @Test
    void smallRyeWaitsForAHangingProbeForEver() {
        Breaker breaker = new SmallRyeSubject("").breaker(BreakerNeeds.opensAfter(1));
        Passage first = breaker.tryPass();
        assertNotNull(first);
        first.fail();
        breaker.passRecoveryTime();
        assertNotNull(breaker.tryPass());
        RealTime.pass(RealBreaker.RECOVERY.multipliedBy(3));
        assertNull(breaker.tryPass());
    }
}
