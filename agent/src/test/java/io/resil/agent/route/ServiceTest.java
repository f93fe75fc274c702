package io.resil.agent.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.breaker.Breaker;
import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.breaker.BreakerState;
import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Verdict;
import io.resil.agent.call.VirtualTime;
import io.resil.agent.fallback.FallbackSettings;
import io.resil.agent.fallback.LastGoodSettings;
import io.resil.agent.retry.RetrySettings;
import io.resil.agent.timeout.Limit;
import io.resil.agent.timeout.TimeoutSettings;
import io.resil.agent.timeout.Timers;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A service with all its policies, in virtual time. */
class ServiceTest {

    private static final StatusSet SERVER_ERRORS = StatusSet.NONE.withRange(500, 599);
    private static final BreakerSettings BREAKER = new BreakerSettings(5, seconds(60), seconds(30), SERVER_ERRORS);
    private static final TokenSettings TOKEN = TokenSettings.ofValue("X-INTERNAL-TOKEN", "s3cret");
    private static final TimeoutSettings NO_TIMEOUTS =
            new TimeoutSettings(Limit.NONE, Limit.NONE, Limit.NONE, Limit.NONE);
    private static final TimeoutSettings TIMEOUTS = new TimeoutSettings(
            Limit.configured(seconds(10)),
            Limit.configured(seconds(3)),
            Limit.configured(seconds(7)),
            Limit.configured(seconds(30)));

    /** Without jitter: services draw from real chance. */
    private static final RetrySettings RETRY = new RetrySettings(
            3,
            seconds(1),
            2,
            seconds(30),
            0,
            StatusSet.of(429, 502, 503, 504),
            Set.of("GET", "PUT"),
            Set.of("GET"),
            false,
            seconds(5),
            50);

    private final VirtualTime time = new VirtualTime(-1);
    private final List<String> heard = new ArrayList<>();

    private final class VirtualParts implements Parts {
        @Override
        public Ticker ticker() {
            return time;
        }

        @Override
        public LongSupplier wallMillis() {
            return () -> 1_000;
        }

        @Override
        public Timers timers() {
            return time;
        }

        @Override
        public DoubleSupplier random() {
            return () -> 0.5;
        }

        @Override
        public CallListener callListener(ServiceSettings service) {
            return new CallListener() {
                @Override
                public void attemptEnded(HttpCall call, Attempt attempt) {
                    heard.add(service.id + " " + attempt.verdict());
                }

                @Override
                public void retrying(HttpCall call, Attempt failed, long waitNanos) {
                    heard.add(service.id + " waits " + Duration.ofNanos(waitNanos));
                }
            };
        }

        @Override
        public BreakerListener breakerListener(ServiceSettings service) {
            return transition -> heard.add(service.id + " " + transition.to);
        }

        @Override
        public TokenSource tokens(ServiceSettings service, TokenSettings token) {
            try {
                return TokenSource.open(token, time, heard::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private static ServiceSettings settings(
            String id,
            String url,
            TimeoutSettings timeouts,
            @Nullable RetrySettings retry,
            @Nullable BreakerSettings breaker,
            @Nullable TokenSettings token) {
        return new ServiceSettings(
                id, "The " + id, List.of(UrlPattern.parse(url)), Mode.ENFORCE, timeouts, retry, breaker, token);
    }

    private static ServiceSettings chroma() {
        return settings("chroma", "http://chroma:6003", TIMEOUTS, RETRY, BREAKER, TOKEN);
    }

    private RouteTable routes(ServiceSettings... services) {
        return new RouteTable(List.of(services), new VirtualParts());
    }

    private Service only(ServiceSettings settings) {
        return routes(settings).services().get(0);
    }

    private StagedCall call() {
        return new StagedCall(time);
    }

    // ---- the order of the policies

    @Test
    void policiesStandInTheOrderOfTheContract() {
        assertEquals("[retry, breaker, token, timeout]", only(chroma()).chain().toString());
        assertEquals(
                "chroma enforce [retry, breaker, token, timeout]",
                only(chroma()).toString());
    }

    @Test
    void policyThatIsOffIsNotInTheChain() {
        Service bare = only(settings("bare", "http://bare", NO_TIMEOUTS, null, null, null));
        assertEquals("[]", bare.chain().toString());
        assertNull(bare.breaker());
        assertNull(bare.tokenHeader());
        assertFalse(bare.isRetrying());
        assertEquals(0, bare.idleTimeoutNanos());
        Service some = only(settings("some", "http://some", TIMEOUTS, null, BREAKER, null));
        assertEquals("[breaker, timeout]", some.chain().toString());
    }

    @Test
    void serviceSaysWhatItsClientsNeedToKnow() {
        Service chroma = only(chroma());
        assertEquals("chroma", chroma.id());
        assertEquals("X-INTERNAL-TOKEN", chroma.tokenHeader());
        assertTrue(chroma.isRetrying());
        assertEquals(seconds(7), chroma.idleTimeoutNanos());
        assertEquals("The chroma", chroma.settings().name);
        assertFalse(chroma.toString().contains("s3cret"));
    }

    // ---- calls

    @Test
    void callIsRetriedAndCarriesTheToken() {
        Service chroma = only(chroma());
        StagedCall call = call().thenAnswered(503).thenAnswered(200);
        call.run(chroma.chain());
        assertEquals(List.of("chroma FAILURE", "chroma waits PT1S", "chroma SUCCESS"), heard);
        assertEquals(
                List.of("s3cret", "s3cret"),
                call.sent.stream().map(Attempt::token).toList());
    }

    @Test
    void breakerCountsAttemptsAndStopsTheRetryingWhenItOpens() {
        Service chroma = only(chroma());
        StagedCall first = call().thenEnds(Ending.NEVER_SENT, new ConnectException("refused"));
        first.run(chroma.chain());
        assertEquals(4, first.sent.size());
        assertTrue(first.attempt().endedAs(Ending.NEVER_SENT));
        StagedCall second = call().thenAnswered(503);
        second.run(chroma.chain());
        assertEquals(1, second.sent.size());
        assertEquals(503, second.attempt().status());
        StagedCall third = call().thenAnswered(200);
        third.run(chroma.chain());
        assertTrue(third.attempt().endedAs(Ending.REJECTED));
        assertNull(third.attempt().token());
        time.pass(Duration.ofSeconds(60));
        StagedCall probe = call().thenAnswered(200);
        probe.run(chroma.chain());
        assertEquals(
                List.of("chroma OPEN", "chroma HALF_OPEN", "chroma CLOSED"),
                heard.stream().filter(line -> line.matches(".*(OPEN|CLOSED)")).toList());
    }

    @Test
    void aDayOfFailuresSendsOneProbeAMinute() {
        Service chroma = only(chroma());
        int sent = 0;
        long end = time.nanos() + Duration.ofDays(1).toNanos();
        while (time.nanos() - end < 0) {
            StagedCall call = call().thenEnds(Ending.NEVER_SENT, new ConnectException("refused"));
            call.run(chroma.chain());
            sent += call.sent.size();
            time.pass(Duration.ofSeconds(1));
        }
        assertTrue(sent >= 5 + 24 * 60 - 2 && sent <= 5 + 24 * 60, sent + " sent");
        assertEquals(0, time.pending());
    }

    @Test
    void slowAttemptIsAbortedAndLeavesNoTimer() {
        Service chroma = only(chroma());
        StagedCall call = call().asynchronous(true).eachLasting(Duration.ofSeconds(12));
        call.then(attempt -> attempt.end(Ending.TIMED_OUT, new IOException("aborted")));
        call.run(chroma.chain());
        call.attempt().markConnecting(time.nanos());
        call.attempt().markRequestWritten(false);
        time.pass(Duration.ofSeconds(10));
        assertEquals(List.of(AbortCause.RESPONSE_TIMEOUT), call.aborts);
        time.pass(Duration.ofSeconds(2));
        assertEquals(1, call.finished);
        assertEquals(0, time.pending());
        assertEquals(1, breakerOf(chroma).snapshot().consecutiveFailures);
    }

    @Test
    void wholeCallKeepsItsDeadline() {
        Service chroma = only(chroma());
        long begun = time.nanos();
        StagedCall call = call().eachLasting(Duration.ofSeconds(9)).thenAnswered(503);
        call.run(chroma.chain());
        assertEquals(3, call.sent.size());
        assertTrue(time.nanos() - begun <= seconds(30));
    }

    @Test
    void withoutABreakerEveryAnswerIsASuccess() {
        Service some = only(settings("some", "http://some", NO_TIMEOUTS, null, null, null));
        StagedCall call = call().thenAnswered(500);
        call.run(some.chain());
        assertEquals(Verdict.SUCCESS, call.attempt().verdict());
    }

    @Test
    void answerMightBeRetriedWhereTheServiceRetries() {
        Service chroma = only(chroma());
        Service without = only(settings("some", "http://some", NO_TIMEOUTS, null, BREAKER, null));
        List<Boolean> answers = new ArrayList<>();
        StagedCall call = call();
        call.then(attempt -> {
            answers.addAll(
                    List.of(chroma.mightRetry(call, 503), chroma.mightRetry(call, 500), without.mightRetry(call, 503)));
            StagedCall.answer(200, -1).accept(attempt);
        });
        call.run(chroma.chain());
        assertEquals(List.of(true, false, false), answers);
    }

    @Test
    void failureMightBeHeldBackForTheFallbackWhereTheServiceDoesNotRetry() {
        LocalAnswer answer = new LocalAnswer(200, List.of(), new byte[0]);
        Service chroma = only(withFallback(BREAKER, new FallbackSettings(answer, null)));
        Service unguarded = only(withFallback(null, new FallbackSettings(answer, null)));
        Service without = only(settings("some", "http://some", NO_TIMEOUTS, null, BREAKER, null));
        List<Boolean> answers = new ArrayList<>();
        StagedCall call = call().answerable();
        call.then(attempt -> {
            for (Service each : List.of(chroma, unguarded, without)) {
                answers.addAll(List.of(
                        each.mightHoldBack(call, 503),
                        each.willReplace(call, 503),
                        each.mightHoldBack(call, 200),
                        each.willReplace(call, 200)));
            }
            StagedCall.answer(200, -1).accept(attempt);
        });
        call.run(chroma.chain());
        assertEquals(List.of(true, true, false, false, true, true, false, false, false, false, false, false), answers);
        assertNull(chroma.keeping());
        assertNull(without.keeping());
    }

    @Test
    void lastGoodAnswersAreKeptAndDoNotAlwaysReplaceAFailure() {
        LastGoodSettings lastGood = new LastGoodSettings(seconds(600), 10, 1024, Set.of());
        Service chroma = only(withFallback(BREAKER, new FallbackSettings(null, lastGood)));
        assertNotNull(chroma.keeping());
        List<Boolean> answers = new ArrayList<>();
        StagedCall call = call().answerable();
        call.then(attempt -> {
            answers.addAll(List.of(chroma.mightHoldBack(call, 503), chroma.willReplace(call, 503)));
            StagedCall.answer(200, -1).accept(attempt);
        });
        call.run(chroma.chain());
        assertEquals(List.of(true, false), answers);
    }

    private static ServiceSettings withFallback(@Nullable BreakerSettings breaker, FallbackSettings fallback) {
        return new ServiceSettings(
                "chroma",
                "The chroma",
                List.of(UrlPattern.parse("http://chroma")),
                Mode.ENFORCE,
                NO_TIMEOUTS,
                null,
                breaker,
                null,
                0,
                fallback);
    }

    // ---- services beside each other

    @Test
    void servicesShareNothing() {
        RouteTable routes = routes(chroma(), settings("billing", "https://billing", TIMEOUTS, RETRY, BREAKER, null));
        Service chroma = routes.services().get(0);
        Service billing = routes.services().get(1);
        breakerOf(chroma).forceOpen();
        assertEquals(BreakerState.CLOSED, breakerOf(billing).snapshot().state);
        StagedCall call = call().thenAnswered(200);
        call.run(billing.chain());
        assertEquals(200, call.attempt().status());
        assertNull(call.attempt().token());
    }

    @Test
    void serviceCoversWhatItsUrlsDoUnlessAMoreSpecificOneDoes() {
        RouteTable routes =
                routes(chroma(), settings("admin", "http://chroma:6003/admin", NO_TIMEOUTS, null, null, null));
        Service chroma = routes.services().get(0);
        assertTrue(chroma.covers("http", "CHROMA", 6003, "/query?x=1"));
        assertFalse(chroma.covers("http", "chroma", 6003, "/admin/users"));
        assertFalse(chroma.covers("https", "chroma", 6003, "/query"));
        assertFalse(chroma.covers("http", "chroma", 6004, "/query"));
        assertFalse(chroma.covers("http", "elsewhere", 6003, "/query"));
        assertSame(chroma, routes.match("http", "chroma", 6003, "/query"));
    }

    @Test
    void onlyTheUrlsOfAServiceThatIsOffAreSwitchedOff() {
        RouteTable routes = routes(chroma(), settings("billing", "https://billing", TIMEOUTS, RETRY, BREAKER, null));
        assertFalse(routes.isSwitchedOff("https", "billing", 443, "/"));
        routes.services().get(1).setMode(Mode.OFF);
        assertTrue(routes.isSwitchedOff("https", "billing", 443, "/"));
        assertFalse(routes.isSwitchedOff("http", "chroma", 6003, "/"));
        assertFalse(routes.isSwitchedOff("http", "elsewhere", 80, "/"));
        routes.services().get(0).setMode(Mode.OFF);
        routes.services().get(1).setMode(Mode.OBSERVE);
        assertFalse(routes.isSwitchedOff("https", "billing", 443, "/"));
        assertTrue(routes.isSwitchedOff("http", "chroma", 6003, "/"), "still");
    }

    @Test
    void serviceThatIsOffMatchesNothingAndStillCoversItsUrls() {
        RouteTable routes = routes(chroma());
        Service chroma = routes.services().get(0);
        assertEquals(Mode.ENFORCE, chroma.mode());
        chroma.setMode(Mode.OFF);
        assertNull(routes.match("http", "chroma", 6003, "/query"));
        assertTrue(chroma.covers("http", "chroma", 6003, "/query"));
        assertEquals("chroma off [retry, breaker, token, timeout]", chroma.toString());
        chroma.setMode(Mode.ENFORCE);
        assertSame(chroma, routes.match("http", "chroma", 6003, "/query"));
    }

    @Test
    void modesAreNamedAsTheyAreWritten() {
        assertEquals(
                List.of("enforce", "observe", "off"),
                Stream.of(Mode.values()).map(Mode::key).toList());
    }

    private static Breaker breakerOf(Service service) {
        Breaker breaker = service.breaker();
        assertNotNull(breaker);
        return breaker;
    }
}
