package io.resil.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.OriginSnapshot;
import io.resil.agent.stats.ServiceSnapshot;
import io.resil.agent.stats.ServiceStats;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenTextTest {

    private final List<OriginSnapshot> origins = new ArrayList<>();

    private static BreakerSnapshot breaker(String state, double secondsUntilProbe, String because) {
        return new BreakerSnapshot(state, 0, secondsUntilProbe, because, 5, 0);
    }

    private String text(BreakerSnapshot breaker, long rejected, boolean observed) {
        ServiceSnapshot service = new ServiceSnapshot(
                "chroma", "Chroma Server", "enforce", breaker, new ServiceStats(() -> 0).counts(), origins);
        return OpenText.of(service, 2, rejected, observed);
    }

    @Test
    void saysWhatItCostsAndWhenItTriesAgain() {
        assertEquals(
                "OPEN for 2h: 23,456 calls rejected, next probe in 41s (threshold reached: 5/5)",
                text(breaker("OPEN", 40.2, "threshold reached: 5/5"), 23_456, false));
        assertEquals(
                "OPEN for 2h: 1 call rejected, the next call is the probe (probe failed: refused)",
                text(breaker("OPEN", 0, "probe failed: refused"), 1, false));
    }

    @Test
    void halfOpenIsStillNotClosed() {
        assertEquals(
                "OPEN for 2h: 0 calls rejected, a probe is under way (probe failed: refused)",
                text(breaker("HALF_OPEN", 29, "probe failed: refused"), 0, false));
        assertEquals(
                "OPEN for 2h: 0 calls rejected, the next call is the probe (probe failed: refused)",
                text(breaker("HALF_OPEN", 0, "probe failed: refused"), 0, false));
    }

    @Test
    void aForcedOneNamesItself() {
        assertEquals(
                "FORCED_OPEN for 2h: 12 calls rejected, until it is lifted (set by hand)",
                text(breaker("FORCED_OPEN", -1, "forced open"), 12, false));
    }

    @Test
    void aShadowRejectsNothing() {
        assertEquals(
                "OPEN for 2h: 12 calls would have been rejected, next probe in 41s (status 503)",
                text(breaker("OPEN", 41, "status 503"), 12, true));
    }

    @Test
    void originsAreCountedNotListed() {
        origins.add(new OriginSnapshot("c1:1", breaker("CLOSED", -1, "")));
        origins.add(new OriginSnapshot("c2:1", breaker("OPEN", 7, "status 503")));
        origins.add(new OriginSnapshot("c3:1", breaker("HALF_OPEN", 7, "status 503")));
        assertEquals(
                "OPEN for 2h at 2 of 3 origins: 12 calls rejected, next probe in 7s (c2:1: status 503)",
                text(breaker("OPEN", 7, "c2:1: status 503"), 12, false));
    }
}
