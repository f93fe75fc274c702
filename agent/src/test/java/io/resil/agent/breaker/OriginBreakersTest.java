package io.resil.agent.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.CallListener;
import io.resil.agent.call.HttpCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@code breaker.scope: origin}: one breaker for each host and port of a service, so many at most. */
class OriginBreakersTest {

    private final OriginScene scene = new OriginScene(3);

    private void open(String host) {
        scene.answered(host, 503);
        scene.answered(host, 503);
        assertEquals(BreakerState.OPEN, scene.state(host + ":80"));
    }

    // ---- each for itself

    @Test
    void anOriginThatDiesTakesNoOtherWithIt() {
        open("a");
        assertTrue(scene.answered("a", 200).isRejected());
        assertFalse(scene.answered("b", 200).isRejected());
        assertEquals(BreakerState.CLOSED, scene.state("b:80"));
        assertEquals(List.of("+a:80", "a:80 OPEN", "+b:80"), scene.heard);
    }

    @Test
    void theSameOriginHasOneBreakerHoweverItIsWritten() {
        scene.answered("a", 503);
        scene.answered("A.", 503);
        assertEquals(Set.of("a:80"), scene.breakers.origins().keySet());
        assertEquals(BreakerState.OPEN, scene.state("a:80"));
    }

    @Test
    void aRejectionNamesTheOrigin() {
        open("a");
        assertEquals(
                "Chroma Server is unavailable: circuit breaker OPEN for a:80 (threshold reached: 2/2), next probe in 60s",
                String.valueOf(scene.answered("a", 200).attempt().failure().getMessage()));
    }

    @Test
    void eachOriginIsProbedForItself() {
        open("a");
        scene.pass(Duration.ofSeconds(30));
        open("b");
        scene.pass(Duration.ofSeconds(31));
        assertFalse(scene.answered("a", 200).isRejected());
        assertTrue(scene.answered("b", 200).isRejected());
        assertEquals(BreakerState.CLOSED, scene.state("a:80"));
    }

    // ---- seen as one

    @Test
    void theServiceIsInTheWorstStateOfItsOrigins() {
        assertEquals(BreakerState.CLOSED, scene.breakers.snapshot().state);
        open("a");
        scene.answered("b", 200);
        assertEquals(BreakerState.OPEN, scene.breakers.snapshot().state);
        assertEquals("a:80: threshold reached: 2/2", scene.breakers.snapshot().openedBecause);
        scene.pass(Duration.ofSeconds(60));
        OriginScene.Call probe = scene.begun("a");
        assertEquals(BreakerState.HALF_OPEN, scene.breakers.snapshot().state);
        open("b");
        assertEquals(BreakerState.OPEN, scene.breakers.snapshot().state);
        assertEquals("b:80: threshold reached: 2/2", scene.breakers.snapshot().openedBecause);
        probe.end(200);
        scene.pass(Duration.ofSeconds(60));
        scene.answered("b", 200);
        assertEquals(BreakerState.CLOSED, scene.breakers.snapshot().state);
    }

    @Test
    void theServiceWaitsForTheProbeThatIsDueFirst() {
        open("a");
        scene.pass(Duration.ofSeconds(20));
        open("b");
        assertEquals(scene.breakers.origins().get("a:80").nanosUntilProbe, scene.breakers.snapshot().nanosUntilProbe);
        assertTrue(scene.breakers.snapshot().nanosUntilProbe
                < Duration.ofSeconds(41).toNanos());
    }

    // ---- operated as one

    @Test
    void aForcedStateHoldsForAllOriginsAndForThoseThatCome() {
        scene.answered("a", 200);
        scene.breakers.forceOpen();
        assertTrue(scene.answered("a", 200).isRejected());
        assertTrue(scene.answered("b", 200).isRejected());
        assertEquals(BreakerState.FORCED_OPEN, scene.breakers.snapshot().state);
        scene.breakers.enable();
        assertFalse(scene.answered("a", 200).isRejected());
        assertFalse(scene.answered("b", 200).isRejected());
        assertFalse(scene.answered("c", 200).isRejected());
        assertEquals(BreakerState.CLOSED, scene.breakers.snapshot().state);
    }

    @Test
    void disablingHoldsForAllOriginsAndForThoseThatCome() {
        open("a");
        scene.breakers.disable();
        for (int i = 0; i < 10; i++) {
            assertFalse(scene.answered("a", 503).isRejected());
            assertFalse(scene.answered("b", 503).isRejected());
        }
        assertEquals(BreakerState.DISABLED, scene.breakers.snapshot().state);
        scene.breakers.forceClosed();
        assertEquals(BreakerState.CLOSED, scene.breakers.snapshot().state);
        open("c");
    }

    @Test
    void closingForgetsTheFailuresOfAllOrigins() {
        open("a");
        scene.answered("b", 503);
        scene.breakers.forceClosed();
        assertEquals(BreakerState.CLOSED, scene.state("a:80"));
        scene.answered("b", 503);
        assertEquals(BreakerState.CLOSED, scene.state("b:80"));
    }

    // ---- bounded

    @Test
    void theOneNotUsedForLongestGivesWay() {
        scene.answered("a", 200);
        scene.answered("b", 200);
        scene.answered("c", 200);
        scene.answered("a", 200);
        scene.answered("d", 200);
        assertEquals(Set.of("a:80", "c:80", "d:80"), scene.breakers.origins().keySet());
        assertEquals(List.of("+a:80", "+b:80", "+c:80", "-b:80", "+d:80"), scene.heard);
    }

    @Test
    void thoseWithNothingToRememberGiveWayFirst() {
        open("a");
        scene.answered("b", 503);
        scene.answered("c", 200);
        scene.answered("d", 200);
        assertEquals(Set.of("a:80", "b:80", "d:80"), scene.breakers.origins().keySet());
        scene.answered("d", 503);
        scene.answered("e", 200);
        assertEquals(Set.of("b:80", "d:80", "e:80"), scene.breakers.origins().keySet());
    }

    /** However many there are: not all are compared each time. */
    @Test
    void theOneWithNothingToRememberIsFoundAmongMany() {
        OriginScene large = new OriginScene(100);
        for (int i = 0; i < 100; i++) {
            large.answered("host" + i, i == 70 ? 200 : 503);
        }
        for (int i = 0; i < 5; i++) {
            large.heard.clear();
            large.answered("new" + i, 200);
            assertEquals(List.of(i == 0 ? "-host70:80" : "-new" + (i - 1) + ":80", "+new" + i + ":80"), large.heard);
        }
    }

    @Test
    void ofManyTheTurnComesToEach() {
        OriginScene large = new OriginScene(100);
        for (int i = 0; i < 100; i++) {
            large.answered("host" + i, 200);
            large.pass(Duration.ofSeconds(1));
        }
        for (int i = 0; i < 400; i++) {
            large.answered("new" + i, 200);
            large.pass(Duration.ofSeconds(1));
        }
        assertTrue(large.breakers.origins().keySet().stream().noneMatch(origin -> origin.startsWith("host")));
        assertEquals(100, large.breakers.origins().size());
    }

    @Test
    void anOriginWithACallUnderWayStays() {
        OriginScene.Call underWay = scene.begun("a");
        for (String host : List.of("b", "c", "d", "e", "f")) {
            scene.answered(host, 200);
        }
        assertTrue(scene.breakers.origins().containsKey("a:80"));
        underWay.end(200);
        assertNull(underWay.place());
        scene.answered("g", 200);
        assertFalse(scene.breakers.origins().containsKey("a:80"));
    }

    @Test
    void theyShareOneBreakerWhileNoneCanGiveWay() {
        List<OriginScene.Call> underWay = List.of(scene.begun("a"), scene.begun("b"), scene.begun("c"));
        scene.answered("d", 503);
        scene.answered("e", 503);
        assertTrue(scene.answered("f", 200).isRejected());
        assertEquals(3, scene.breakers.origins().size());
        assertEquals(BreakerState.OPEN, scene.breakers.snapshot().state);
        underWay.get(0).end(200);
        assertFalse(scene.answered("f", 200).isRejected());
        assertEquals(Set.of("b:80", "c:80", "f:80"), scene.breakers.origins().keySet());
    }

    @Test
    void anOutcomeGoesToTheBreakerThatLetTheCallPass() {
        List<OriginScene.Call> underWay = List.of(scene.begun("a"), scene.begun("b"), scene.begun("c"));
        OriginScene.Call shared = scene.begun("d");
        underWay.get(0).end(200);
        scene.answered("d", 503);
        shared.end(503);
        assertEquals(1, scene.breakers.origins().get("d:80").consecutiveFailures);
    }

    @Test
    void aThousandOriginsHaveAPlace() {
        OriginScene large = new OriginScene(OriginBreakers.MOST);
        for (int i = 0; i < 1_100; i++) {
            large.answered("host-" + i, 200);
        }
        assertEquals(1_000, large.breakers.origins().size());
        assertFalse(large.breakers.origins().containsKey("host-99:80"));
        assertTrue(large.breakers.origins().containsKey("host-100:80"));
    }

    // ---- with many threads

    /** The place a call has while it is under way is the one that others find, and none has two at a time. */
    @Test
    void noOriginIsRetiredBeneathACall() throws Exception {
        int threads = 4;
        int hosts = 6;
        OriginScene busy = new OriginScene(threads);
        AtomicInteger lost = new AtomicInteger();
        race(threads, () -> {
            for (int i = 0; i < 20_000; i++) {
                String host = "h" + ThreadLocalRandom.current().nextInt(hosts);
                OriginScene.Call call = busy.new Call(host);
                call.run(busy.chain);
                // one place for each thread, so that a place is always to be had
                if (!String.valueOf(call.place().origin()).equals(host + ":80")
                        || !busy.breakers.origins().containsKey(host + ":80")) {
                    lost.incrementAndGet();
                }
                call.end(200);
                busy.now.addAndGet(2_000_000);
            }
        });
        assertEquals(0, lost.get());
        assertTrue(busy.breakers.origins().size() <= threads);
        assertEquals(busy.breakers.origins().keySet(), registered(busy.heard));
    }

    /** What remains of them when each came is taken together with each that went. */
    private static Set<String> registered(List<String> heard) {
        Map<String, Integer> balance = new ConcurrentHashMap<>();
        heard.forEach(line -> balance.merge(line.substring(1), line.charAt(0) == '+' ? 1 : -1, Integer::sum));
        balance.values().removeIf(count -> count == 0);
        assertTrue(balance.values().stream().allMatch(count -> count == 1), balance::toString);
        return balance.keySet();
    }

    @Test
    void noOriginEscapesAForcedStateThatIsSetWhileItComes() throws Exception {
        for (int round = 0; round < 300; round++) {
            OriginScene racing = new OriginScene(100);
            AtomicInteger next = new AtomicInteger();
            race(3, () -> {
                for (int i = 0; i < 10; i++) {
                    int number = next.getAndIncrement();
                    if (number == 7) {
                        racing.breakers.forceOpen();
                    }
                    racing.answered("h" + number, 200);
                }
            });
            assertTrue(racing.breakers.origins().values().stream()
                    .allMatch(each -> each.state == BreakerState.FORCED_OPEN));
        }
    }

    private static void race(int threads, Runnable work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                tasks.add(() -> {
                    work.run();
                    return null;
                });
            }
            for (Future<Void> each : pool.invokeAll(tasks)) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aCallWhoseEndIsNotHeardEverywhereLeavesAllTheSame() {
        List<String> ended = new ArrayList<>();
        OriginScene faulty = new OriginScene(1, new CallListener() {
            @Override
            public void callEnded(HttpCall call) {
                ended.add("ended");
                if (ended.size() == 1) {
                    throw new IllegalStateException("a fault of ours");
                }
            }
        });
        OriginScene.Call call = faulty.begun("a");
        OriginScene.Call other = faulty.begun("a");
        try {
            call.end(200);
        } catch (IllegalStateException expected) {
            assertEquals(1, ended.size());
        }
        faulty.answered("b", 200);
        assertEquals(Set.of("a:80"), faulty.breakers.origins().keySet());
        other.end(200);
        faulty.answered("b", 200);
        assertEquals(Set.of("b:80"), faulty.breakers.origins().keySet());
    }
}
