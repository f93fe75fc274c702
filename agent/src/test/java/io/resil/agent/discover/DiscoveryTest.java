package io.resil.agent.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.resil.agent.call.Current;
import io.resil.agent.call.Funnel;
import io.resil.agent.call.PlannedCall;
import io.resil.agent.call.Ticker;
import io.resil.api.ServiceUnavailableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls are counted, as what, and what is kept of them. */
class DiscoveryTest {

    private static final Duration MILLI = Duration.ofMillis(1);

    private final Sight sight = new Sight();
    private final Funnel apache = sight.funnel(Sight.APACHE);

    // ---- what a line says

    @Test
    void nothingIsSeenBeforeTheFirstCall() {
        assertEquals(List.of(), sight.lines());
    }

    @Test
    void lineTellsClientCallsRateFailuresAndTimes() {
        sight.calls(98, "files", 6002, Duration.ofMillis(12)).calls(2, "files", 6002, Duration.ofMillis(640));
        sight.time.pass(Duration.ofMillis(100_000 - 98 * 12 - 2 * 640));

        assertEquals(
                "http://files:6002, Apache HttpClient 5, 100 calls, 1.0/s, 0.0 % failed, p50 12 ms, p99 655 ms, no timeout set",
                sight.line());
    }

    @Test
    void ratesAreInTheUnitThatMakesANumberOfThem() {
        sight.calls(6, "files", 6002, MILLI);
        assertTrue(sight.line().contains(", 6.0/s,"), sight::line);
        sight.time.pass(Duration.ofMinutes(3));
        assertTrue(sight.line().contains(", 2.0/min,"), sight::line);
        sight.time.pass(Duration.ofMinutes(117));
        assertTrue(sight.line().contains(", 3.0/h,"), sight::line);
        assertTrue(sight.line().contains(", the last 2 h ago"), sight::line);
    }

    @Test
    void failuresAreExceptionsOfTheHostAndServerErrors() {
        sight.calls(6, "files", 6002, MILLI)
                .answers(1, "files", 6002, 404)
                .answers(1, "files", 6002, 429)
                .answers(1, "files", 6002, 503)
                .failures(1, "files", 6002, new ConnectException("refused"));

        assertTrue(sight.line().contains(" 10 calls, "), sight::line);
        assertTrue(sight.line().contains(" 20.0 % failed, "), sight::line);
        assertTrue(sight.line().contains(", 1 answered 5xx, 1 answered 429"), sight::line);
    }

    @Test
    void timeoutIsAFailureAndACancellationIsNone() {
        assertTrue(HostFailures.isOfHost(new SocketTimeoutException()));
        assertTrue(HostFailures.isOfHost(new CompletionException(new ConnectException())));
        assertFalse(HostFailures.isOfHost(new InterruptedIOException()));
        assertFalse(HostFailures.isOfHost(new InterruptedException()));
        assertFalse(HostFailures.isOfHost(new CancellationException()));
        assertFalse(HostFailures.isOfHost(new CompletionException(new CancellationException())));
        assertFalse(HostFailures.isOfHost(new IllegalArgumentException()));
        assertFalse(HostFailures.isOfHost(null));
        assertFalse(HostFailures.isOfHost(new ServiceUnavailableException("chroma", "OPEN", 0, "open", false)));
    }

    @Test
    void hostOfWhichNothingWasAnsweredHasNoTimes() {
        sight.failures(2, "files", 6002, new IOException());

        assertTrue(sight.line().contains(" 100 % failed, none answered, "), sight::line);
    }

    @Test
    void timeoutsOfTheApplicationAreTold() {
        apache.begins("http", "a", 80, "/", true);
        apache.ended(200, null);
        assertFalse(sight.line().contains("timeout"), sight::line);

        apache.begins("http", "a", 80, "/", false);
        apache.ended(200, null);
        assertTrue(sight.line().endsWith(", some with no timeout set"), sight::line);
    }

    @Test
    void busiestHostComesFirst() {
        sight.calls(1, "a", 80, MILLI).calls(3, "b", 80, MILLI).calls(2, "c", 80, MILLI);

        assertEquals(
                List.of("http://b", "http://c", "http://a"),
                sight.lines().stream().map(line -> line.replaceFirst(",.*", "")).toList());
    }

    // ---- which host it is

    @Test
    void spellingsOfAHostAreOneHost() {
        for (String host : List.of("files", "Files", "FILES.", "files.", "Files")) {
            sight.calls(1, host, 80, MILLI);
        }
        apache.begins("HTTP", "files", -1, null, false);
        apache.ended(200, null);

        assertEquals(1, sight.lines().size(), () -> sight.lines().toString());
        assertTrue(sight.line().startsWith("http://files, Apache HttpClient 5, 6 calls"), sight::line);
    }

    @Test
    void schemesPortsAndClientsAreToldApart() {
        apache.begins("https", "files", 443, "/", false);
        apache.ended(200, null);
        sight.calls(1, "files", 443, MILLI).calls(1, "files", 80, MILLI);
        sight.call(sight.funnel(Sight.JDK), "files", 80, MILLI, 200, null);

        assertEquals(
                List.of(
                        "http://files, Apache HttpClient 5",
                        "http://files, java.net.http",
                        "http://files:443, Apache HttpClient 5",
                        "https://files, Apache HttpClient 5"),
                sight.lines().stream()
                        .map(line -> line.replaceFirst(", 1 calls.*", ""))
                        .toList());
    }

    @Test
    void addressOfIpv6StandsInBracketsHoweverItCame() {
        sight.calls(1, "[::1]", 8080, MILLI).calls(1, "::1", 8080, MILLI);

        assertTrue(sight.line().startsWith("http://[::1]:8080, Apache HttpClient 5, 2 calls"), sight::line);
    }

    @Test
    void otherSchemesAreNotCounted() {
        apache.begins("file", "files", 80, "/", false);
        apache.ended(200, null);

        assertEquals(List.of(), sight.lines());
    }

    @Test
    void serviceThatIsOffIsNoStranger() {
        sight.surroundings.switchedOff = "files";
        sight.calls(1, "files", 80, MILLI).calls(1, "others", 80, MILLI);

        assertEquals(1, sight.lines().size());
        assertTrue(sight.line().startsWith("http://others,"), sight::line);
    }

    // ---- what is kept

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user:s3cret@files",
                "files/s3cret",
                "files?s3cret",
                "files#s3cret",
                "s3cret\nmode: off",
                "",
                "[]"
            })
    void whatIsNoNameOfAHostIsCountedAndNotKept(String host) {
        sight.calls(1, host, 80, MILLI);

        assertEquals(1, sight.lines().size());
        assertTrue(sight.line().startsWith("others, for which 1000 hosts left no room, 1 calls"), sight::line);
        assertFalse((sight.lines() + sight.suggestion()).contains("s3cret"));
    }

    @Test
    void pathIsNotKept() {
        apache.begins("http", "files", 80, "/s3cret?token=s3cret", false);
        apache.ended(200, null);

        assertFalse((sight.lines() + sight.suggestion()).contains("s3cret"));
    }

    @Test
    void thousandHostsAreKeptAndTheOthersAreOneLine() {
        for (int i = 0; i < 1100; i++) {
            sight.calls(i < 1000 ? 1 : 2, "host-" + i, 80, MILLI);
        }
        sight.calls(1, "host-999", 80, MILLI);

        List<String> lines = sight.lines();
        assertEquals(1001, lines.size());
        assertTrue(lines.get(0).startsWith("http://host-999, Apache HttpClient 5, 2 calls"), () -> lines.get(0));
        assertTrue(
                lines.get(1000).startsWith("others, for which 1000 hosts left no room, 200 calls"),
                () -> lines.get(1000));
    }

    @Test
    void endlessSpellingsDoNotFillTheTable() {
        for (int i = 0; i < 1 << 13; i++) {
            StringBuilder host = new StringBuilder("abcdefghijklm");
            for (int bit = 0; bit < 13; bit++) {
                if ((i & 1 << bit) != 0) {
                    host.setCharAt(bit, Character.toUpperCase(host.charAt(bit)));
                }
            }
            sight.calls(1, host.toString(), 80, MILLI);
        }

        assertEquals(1, sight.lines().size());
        assertTrue(sight.line().contains(" 8192 calls,"), sight::line);
    }

    // ---- calls in calls

    @Test
    void callThatCarriesOutAnotherIsNotCountedAgain() {
        Funnel send = sight.funnel(Sight.JDK);
        Funnel sendAsync = sight.funnel(Sight.JDK);

        send.begins("http", "files", 80, "/", false);
        sendAsync.begins("http", "files", 80, "/", false);
        assertNull(sendAsync.detached());
        sight.time.pass(MILLI);
        send.ended(200, null);

        assertEquals(1, sight.lines().size());
        assertTrue(sight.line().contains(" 1 calls, "), sight::line);
    }

    @Test
    void callOfAnInterceptorIsCountedWhereItGoes() {
        Funnel send = sight.funnel(Sight.JDK);

        apache.begins("http", "files", 80, "/", false);
        send.begins("http", "tokens", 80, "/", false);
        send.ended(503, null);
        apache.begins("http", "files", 80, "/login", false);
        apache.ended(200, null);
        apache.ended(200, null);

        assertEquals(2, sight.lines().size());
        assertTrue(sight.line().startsWith("http://files, Apache HttpClient 5, 2 calls"), sight::line);
        assertTrue(sight.lines().get(1).contains(" 100 % failed"), () -> sight.lines()
                .get(1));
    }

    @Test
    void whatPassesUncountedIsNotTakenForTheCallAroundIt() {
        apache.begins("http", "files", 80, "/", false);
        Current.enter(new PlannedCall("GET"));
        apache.ended(500, null);
        Current.leave(null);
        apache.ended(200, null);
        apache.ended(500, null);

        assertTrue(sight.line().contains(" 1 calls, "), sight::line);
        assertTrue(sight.line().contains(" 0.0 % failed"), sight::line);
    }

    @Test
    void callsThatNeverLeaveDoNotStopTheCounting() throws InterruptedException {
        Thread thread = new Thread(() -> {
            for (int i = 0; i < 1000; i++) {
                apache.begins("http", "files", 80, "/", false);
            }
            sight.call(apache, "files", 80, MILLI, 200, null);
        });
        thread.start();
        thread.join();

        assertTrue(sight.line().contains(" 1 calls, "), sight::line);
    }

    @Test
    void detachedCallEndsOnAnotherThread() throws InterruptedException {
        apache.begins("http", "files", 80, "/", false);
        Funnel.Pending pending = apache.detached();
        sight.time.pass(Duration.ofMillis(100));
        Thread other = new Thread(() -> pending.ended(200, null));
        other.start();
        other.join();

        assertTrue(sight.line().contains(" p50 115 ms, "), sight::line);
    }

    // ---- many threads, and what a call costs

    @Test
    void noCallIsLostAmongThreads() throws Exception {
        int threads = 8;
        int times = 5_000;
        Sight real = new Sight();
        Discovery discovery = new Discovery(Ticker.SYSTEM);
        CyclicBarrier together = new CyclicBarrier(threads);
        Thread[] all = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            Funnel funnel = discovery.funnel(Sight.APACHE, real.surroundings);
            all[t] = new Thread(() -> {
                try {
                    together.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                for (int i = 0; i < times; i++) {
                    funnel.begins("http", "host-" + i % 100, 80, "/", false);
                    funnel.ended(i % 10 == 0 ? 500 : 200, null);
                }
            });
            all[t].start();
        }
        for (Thread thread : all) {
            thread.join();
        }

        assertEquals(100, discovery.lines().size());
        for (String line : discovery.lines()) {
            assertTrue(line.contains(" " + threads * times / 100 + " calls, "), line);
        }
    }

    @Test
    void threadsThatRaceForTheLastPlacesKeepTheBound() throws Exception {
        int threads = 8;
        Discovery discovery = new Discovery(Ticker.SYSTEM);
        CyclicBarrier together = new CyclicBarrier(threads);
        Thread[] all = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int offset = t * 40;
            Funnel funnel = discovery.funnel(Sight.APACHE, sight.surroundings);
            all[t] = new Thread(() -> {
                try {
                    together.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                for (int i = 0; i < 1_200; i++) {
                    funnel.begins("http", "host-" + (i + offset), 80, "/", false);
                    funnel.ended(200, null);
                }
            });
            all[t].start();
        }
        for (Thread thread : all) {
            thread.join();
        }

        List<String> lines = discovery.lines();
        long calls = lines.stream()
                .mapToLong(line -> Long.parseLong(line.replaceFirst("^.*?(\\d+) calls.*$", "$1")))
                .sum();
        assertTrue(lines.size() <= 1001 && lines.size() >= 990, () -> "" + lines.size());
        assertEquals(threads * 1_200L, calls);
    }

    @Test
    void callToAKnownHostAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Discovery discovery = new Discovery(Ticker.SYSTEM);
        Funnel funnel = discovery.funnel(Sight.APACHE, sight.surroundings);
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 10_000; i++) {
                funnel.begins("http", i % 2 == 0 ? "files" : "[::1]", 6002, "/", false);
                funnel.ended(200, null);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertTrue(least < 1_000, "bytes of 10,000 calls: " + least);
    }
}
