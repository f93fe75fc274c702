package io.resil.agent.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private long now = 1_000;
    private final Decisions decisions = new Decisions(() -> now);

    private List<String> lines() {
        return decisions.latest().stream().map(Decision::toString).collect(Collectors.toList());
    }

    @Test
    void sayWhenWhoWhatAndWhy() {
        decisions.add("chroma", "", "CLOSED -> OPEN", "threshold reached: 5/5");
        now = 2_000;
        decisions.add("chroma", "c2:6003", "forceOpen", "by JMX, was CLOSED");
        decisions.add("", "", "reload", "");
        assertEquals(
                List.of(
                        "1970-01-01T00:00:01Z chroma: CLOSED -> OPEN (threshold reached: 5/5)",
                        "1970-01-01T00:00:02Z chroma c2:6003: forceOpen (by JMX, was CLOSED)",
                        "1970-01-01T00:00:02Z agent: reload"),
                lines());
    }

    @Test
    void onlyTheLastFiftyAreKept() {
        for (int i = 1; i <= 51; i++) {
            decisions.add("chroma", "", "forceOpen", "the " + i + ".");
        }
        List<String> lines = lines();
        assertEquals(50, lines.size());
        assertTrue(lines.get(0).contains("the 2."), lines.get(0));
        assertTrue(lines.get(49).contains("the 51."), lines.get(49));
    }

    @Test
    void aNightOfFailedProbesDoesNotPushOutHowItBegan() {
        decisions.add("billing", "", "forceOpen", "by JMX, was CLOSED");
        decisions.add("chroma", "", "CLOSED -> OPEN", "threshold reached: 5/5");
        for (int i = 1; i <= 480; i++) {
            now += 60_000;
            decisions.addProbing("chroma", "", "OPEN -> HALF_OPEN", "recovery time is over");
            decisions.addProbing("chroma", "c2:6003", "OPEN -> HALF_OPEN", "recovery time is over");
            decisions.addProbing("chroma", "", "HALF_OPEN -> OPEN", "probe failed: the " + i + ".");
        }
        decisions.add("chroma", "", "HALF_OPEN -> CLOSED", "service recovered");
        assertEquals(
                List.of(
                        "1970-01-01T00:00:01Z billing: forceOpen (by JMX, was CLOSED)",
                        "1970-01-01T00:00:01Z chroma: CLOSED -> OPEN (threshold reached: 5/5)",
                        "1970-01-01T08:00:01Z chroma: OPEN -> HALF_OPEN (recovery time is over), 480 times",
                        "1970-01-01T08:00:01Z chroma c2:6003: OPEN -> HALF_OPEN (recovery time is over), 480 times",
                        "1970-01-01T08:00:01Z chroma: HALF_OPEN -> OPEN (probe failed: the 480.), 480 times",
                        "1970-01-01T08:00:01Z chroma: HALF_OPEN -> CLOSED (service recovered)"),
                lines());
    }

    @Test
    void aBreakerThatFlapsIsListedEachTime() {
        for (int i = 0; i < 3; i++) {
            decisions.add("chroma", "", "CLOSED -> OPEN", "threshold reached: 5/5");
            decisions.addProbing("chroma", "", "OPEN -> HALF_OPEN", "recovery time is over");
            decisions.add("chroma", "", "HALF_OPEN -> CLOSED", "service recovered");
        }
        assertEquals(9, lines().size());
    }

    @Test
    void isReadWhileOthersDecide() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            for (int i = 0; i < 20_000; i++) {
                decisions.add("chroma", "", "forceOpen", String.valueOf(i));
                begun.countDown();
            }
        });
        other.start();
        begun.await();
        int last = -1;
        while (other.isAlive()) {
            List<Decision> seen = decisions.latest();
            assertTrue(seen.size() <= Decisions.MOST);
            for (int i = 1; i < seen.size(); i++) {
                assertEquals(Integer.parseInt(seen.get(i - 1).why) + 1, Integer.parseInt(seen.get(i).why));
            }
            int newest = Integer.parseInt(seen.get(seen.size() - 1).why);
            assertTrue(newest >= last);
            last = newest;
        }
        other.join();
        assertEquals("19999", decisions.latest().get(49).why);
    }
}
