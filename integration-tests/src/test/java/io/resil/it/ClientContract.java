package io.resil.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resil.it.Client.Ability;
import io.resil.it.app.Line;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent promises for every client. What counts is what the server received. */
@ExtendWith(Scenes.class)
abstract class ClientContract implements Caller {

    private static final String TOKEN = "X-INTERNAL-TOKEN";
    private static final String WITH_TOKEN = "token: { header: X-INTERNAL-TOKEN, value: s3cret }";

    /**
     * In seconds. The asynchronous Apache client does not tell the classic one over it that a body broke off, with the agent
     * or without: it waits this long for more, and once again as it closes.
     */
    private static final String INPUT_TIMEOUT = "input-timeout";

    // ---- nothing was sent

    @Test
    @Service("retry: { backoff: 1s }, breaker: { failure-threshold: 100 }")
    void getIsRetriedAfterOneTwoAndFourSecondsWhenRefused(Scene scene) {
        Answer answer = scene.get(scene.refusing()).now();

        assertFailedWith(client().refused(), answer);
        assertEquals(3, answer.suppressed().size(), "earlier attempts, suppressed in the last");
        assertBetween(5_600, 10_400, answer.took());
    }

    @Test
    @Service("breaker: { failure-threshold: 100 }")
    void postIsRetriedWhenRefused(Scene scene) {
        Answer answer = scene.post(scene.refusing()).now();

        assertFailedWith(client().refused(), answer);
        assertEquals(!client().can(Ability.HIDES_CAUSES), answer.isConnectException());
        assertEquals(3, answer.suppressed().size());
        assertEquals("4", scene.breaker("Attempts"));
    }

    @Test
    @Service("retry: { backoff: 1s, jitter: 0 }")
    void callSurvivesAServiceThatComesBackBetweenTwoAttempts(Scene scene) {
        FaultyServer server = scene.server().goesDown();

        Scene.Call call = scene.post(server.url("/")).begin();
        await().until(() -> !scene.breaker("Failures").equals("0"));
        server.comesBack();

        assertEquals(200, call.answer().status());
        assertEquals(1, server.received().size());
    }

    @Test
    @Service("timeout: 5s, connect-timeout: 500ms, breaker: { failure-threshold: 100 }")
    void postIsRetriedWhenConnectingTakesTooLong(Scene scene) throws Exception {
        FullBacklog hanging = scene.closing(new FullBacklog(scene.address()));

        Answer answer = scene.post(hanging.url("/")).now();

        assertFailedWith(client().connectTimedOut(), answer);
        assertEquals("4", scene.breaker("Attempts"));
        assertBetween(2_000, 12_000, answer.took());
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSE", "RESET"})
    @Service("breaker: { failure-threshold: 100 }")
    void postIsRetriedWhenTheHandshakeIsBrokenOff(HandshakeFault fault, Scene scene) {
        FaultyServer server = scene.serverOverTls().in(fault);

        Answer answer = scene.with("trust", Certificates.get().certificate())
                .post(server.url("/"))
                .now();

        assertEquals(0, answer.status());
        assertEquals(4, server.connections(), answer::toString);
    }

    @Test
    @Service("breaker: { failure-threshold: 100 }")
    void certificateThatIsNotTrustedIsNotTriedAgain(Scene scene) {
        FaultyServer server = scene.serverOverTls();

        Answer answer = scene.with("trust", Certificates.ofNobody().certificate())
                .get(server.url("/"))
                .now();

        assertTrue(answer.chain().stream().anyMatch(each -> each.startsWith("javax.net.ssl.SSL")), answer::toString);
        assertEquals(1, server.connections());
        assertEquals("1", scene.breaker("Failures"));
    }

    // ---- sent, and no answer

    @ParameterizedTest
    @EnumSource(names = {"CLOSE_WITHOUT_ANSWER", "RESET_WITHOUT_ANSWER", "RESET_MID_HEAD", "SPEAK_GIBBERISH"})
    @Service("breaker: { failure-threshold: 100 }")
    void getIsSentFourTimesWhenNoAnswerComes(Fault fault, Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(fault));

        Answer answer = scene.get(server.url("/")).now();

        assertEquals(0, answer.status());
        assertFalse(answer.isRejected());
        assertEquals(4, server.received().size());
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSE_WITHOUT_ANSWER", "RESET_WITHOUT_ANSWER", "RESET_MID_HEAD", "SPEAK_GIBBERISH"})
    @Service("breaker: { failure-threshold: 100 }")
    void postIsSentOnceWhenNoAnswerComes(Fault fault, Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(fault));

        Answer answer = scene.post(server.url("/")).now();

        assertEquals(0, answer.status());
        assertEquals(1, server.received().size());
        assertEquals("a body", server.received().get(0).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    @Service("breaker: { failure-threshold: 100 }")
    void idempotentRequestIsSentOnceWhenNoAnswerComes(String method, Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.CLOSE_WITHOUT_ANSWER));

        scene.request(method, server.url("/")).now();

        assertEquals(1, server.received().size());
    }

    @Test
    @Service("timeout: 2s")
    void postIsSentOnceWhenItTimesOut(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.HANG));

        Answer answer = scene.post(server.url("/")).now();

        assertFailedWith(client().timedOut(), answer);
        assertEquals(1, server.received().size());
        assertEquals("1", scene.breaker("Timeouts"));
    }

    @Test
    @Service("timeout: 2s")
    void getIsSentOnceWhenItTimesOut(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.HANG));

        scene.get(server.url("/")).now();

        assertEquals(1, server.received().size());
    }

    @Test
    @Service("timeout: 2s, retry: { timeouts: true, backoff: 20ms }")
    void getIsRetriedAfterATimeoutWhereConfigured(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.HANG));

        Answer answer = scene.get(server.url("/")).now();

        assertFailedWith(client().timedOut(), answer);
        assertEquals(4, server.received().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 303, 307})
    @Service("breaker: { failure-threshold: 100 }")
    void postIsSentOnceWhenRedirectedToARefusingPort(int status, Scene scene) {
        assumeTrue(client().can(Ability.FOLLOWS_REDIRECTS));
        assumeTrue(status != 307 || client().can(Ability.FOLLOWS_307_WITH_A_BODY));
        FaultyServer server = scene.server().plays(Turn.redirect(status, scene.refusing()));

        Answer answer = scene.post(server.url("/")).now();

        assertFailedWith(client().refused(), answer);
        assertEquals(1, server.received().size());
    }

    @Test
    @Service("breaker: { failure-threshold: 100 }")
    void getIsSentFourTimesWhenRedirectedToARefusingPort(Scene scene) {
        assumeTrue(client().can(Ability.FOLLOWS_REDIRECTS));
        FaultyServer server = scene.server().plays(Turn.redirect(302, scene.refusing()));

        scene.get(server.url("/")).now();

        assertEquals(4, server.received().size());
    }

    // ---- a connection that was found dead

    @Test
    @Service("retry: { backoff: 20s }, deadline: none")
    void staleConnectionIsRetriedOnceAtOnce(Scene scene) {
        FaultyServer server = scene.server()
                .plays(
                        Turn.ok(),
                        Turn.fault(Fault.CLOSE_WITHOUT_ANSWER),
                        Turn.ok().body("x".repeat(7)));

        scene.get(server.url("/first")).now();
        Answer answer = scene.get(server.url("/second")).now();

        assertEquals(7, answer.length());
        assertBetween(0, 5_000, answer.took());
        assertEquals(List.of("/first", "/second", "/second"), paths(server));
        assertEquals(
                List.of(1, 1, 2),
                server.received().stream().map(Received::connection).toList());
        assertEquals("0", scene.breaker("Failures"));
    }

    @Test
    @Service("retry: { backoff: 20s }, deadline: none")
    void connectionClosedWhileIdleDoesNotFailTheNextCall(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.ok().with(Fault.CLOSE_AFTER_ANSWER));

        for (int i = 0; i < 10; i++) {
            Answer answer = scene.get(server.url("/")).now();
            assertEquals(200, answer.status(), answer::toString);
            assertBetween(0, 5_000, answer.took());
        }

        assertEquals(10, server.received().size());
        assertEquals("0", scene.breaker("Failures"));
    }

    @Test
    @Service
    void postOnAStaleConnectionIsNotSentAgain(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.ok(), Turn.fault(Fault.CLOSE_WITHOUT_ANSWER), Turn.ok());

        scene.get(server.url("/first")).now();
        Answer answer = scene.post(server.url("/second")).now();

        assertEquals(0, answer.status());
        assertEquals(2, server.received().size());
        assertEquals("0", scene.breaker("Failures"));
    }

    // ---- answers

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
    @Service("breaker: { failure-threshold: 100 }")
    void idempotentRequestIsRetriedUntilAnsweredWell(String method, Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503), Turn.status(502), Turn.status(504), Turn.ok());

        Answer answer = scene.request(method, server.url("/")).now();

        assertEquals(200, answer.status());
        assertEquals(4, server.received().size());
        assertTrue(server.received().stream().allMatch(each -> each.method().equals(method)));
    }

    @Test
    @Service("breaker: { failure-threshold: 100 }")
    void bodyIsSentWholeEachTime(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503), Turn.ok());

        scene.request("PUT", server.url("/")).with("body", "the whole of it").now();

        assertEquals(
                List.of("the whole of it", "the whole of it"),
                server.received().stream().map(Received::text).toList());
    }

    @Test
    @Service
    void postIsSentOnceWhenAnswered503(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503));

        Answer answer = scene.post(server.url("/")).now();

        assertEquals(503, answer.status());
        assertEquals("status 503", answer.body());
        assertEquals(1, server.received().size());
        assertEquals("1", scene.breaker("Failures"));
    }

    @Test
    @Service
    void errorThatIsNoPassingOneIsNotRetried(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(500));

        assertEquals(500, scene.get(server.url("/")).now().status());

        assertEquals(1, server.received().size());
        assertEquals("1", scene.breaker("Failures"));
    }

    @Test
    @Service
    void heldAnswerIsHandedOverAfterTheLastAttempt(Scene scene) {
        AtomicInteger number = new AtomicInteger();
        FaultyServer server = scene.server().plays(request -> {
            int n = number.incrementAndGet();
            return Turn.status(503).header("X-Number", "" + n).body("sorry " + n);
        });

        Answer answer = scene.get(server.url("/")).now();

        assertEquals(503, answer.status());
        assertEquals("sorry 4", answer.body());
        assertEquals("4", answer.header("x-number"));
        assertEquals(4, server.received().size());
    }

    @Test
    @Service
    void largeAnswerIsHandedOverUnretried(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503).body("x".repeat(300_000)));

        Answer answer = scene.get(server.url("/")).now();

        assertEquals(503, answer.status());
        assertEquals(300_000, answer.length());
        assertEquals(1, server.received().size());
    }

    @Test
    @Service("breaker: { failure-threshold: 1 }")
    void tooManyRequestsAreRetriedAndProveNothing(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(429));

        assertEquals(429, scene.get(server.url("/")).now().status());

        assertEquals(4, server.received().size());
        assertEquals("CLOSED", scene.breaker("State"));
        assertEquals("4", scene.breaker("Neutral"));
    }

    @Test
    @Service
    void retryAfterIsHonoured(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503).header("Retry-After", "1"), Turn.ok());

        Answer answer = scene.get(server.url("/")).now();

        assertEquals(200, answer.status());
        assertBetween(1_000, 6_000, answer.took());
    }

    @Test
    @Service
    void answerThatAsksForTooLongAWaitIsHandedOver(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503).header("Retry-After", "60"), Turn.ok());

        assertEquals(503, scene.get(server.url("/")).now().status());

        assertEquals(1, server.received().size());
    }

    @Test
    @Service("timeout: 5s, deadline: 8s, retry: { backoff: 20s }")
    void waitThatWouldPassTheDeadlineIsNotSlept(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503), Turn.ok());

        Answer answer = scene.get(server.url("/")).now();

        assertEquals(503, answer.status());
        assertBetween(0, 5_000, answer.took());
    }

    @Test
    @Service
    void oneShotBodyIsNotRetried(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503));

        Answer answer = scene.request("PUT", server.url("/"))
                .with("body", "once")
                .with("one-shot", true)
                .now();

        assertEquals(503, answer.status());
        assertEquals(
                List.of("once"), server.received().stream().map(Received::text).toList());
    }

    @Test
    @Service
    void idempotencyKeyAllowsRetryOfPost(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.CLOSE_WITHOUT_ANSWER), Turn.status(503), Turn.ok());

        Answer answer =
                scene.post(server.url("/")).header("Idempotency-Key", "4711").now();

        assertEquals(200, answer.status());
        assertEquals(
                List.of("a body", "a body", "a body"),
                server.received().stream().map(Received::text).toList());
    }

    @Test
    @Service
    void bodyThatBreaksOffIsNotRetried(Scene scene) {
        FaultyServer server =
                scene.server().plays(Turn.ok().body("x".repeat(10_000)).with(Fault.RESET_MID_BODY), Turn.ok());

        Answer answer = scene.with(INPUT_TIMEOUT, 4).get(server.url("/")).now();

        assertEquals(0, answer.status());
        assertEquals(1, server.received().size());
    }

    // ---- the breaker

    @Test
    @Service("retry: none, breaker: { failure-threshold: 5 }")
    void opensAfterFiveFailedAttemptsAndRejectsWithinAMillisecond(Scene scene) {
        String url = scene.refusing();
        for (int i = 0; i < 5; i++) {
            assertFailedWith(client().refused(), scene.get(url).now());
        }

        List<Answer> rejections =
                IntStream.range(0, 51).mapToObj(i -> scene.get(url).now()).toList();

        assertEquals("OPEN", scene.breaker("State"));
        assertTrue(rejections.stream().allMatch(Answer::isRejected));
        List<Duration> sorted = rejections.stream().map(Answer::took).sorted().toList();
        assertBetween(0, 5, sorted.get(25));
    }

    @Test
    @Service("breaker: { failure-threshold: 5 }")
    void retryingStopsWithTheLastRealFailureWhenTheBreakerOpens(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.CLOSE_WITHOUT_ANSWER));

        Answer first = scene.get(server.url("/")).now();
        Answer second = scene.get(server.url("/")).now();
        Answer third = scene.get(server.url("/")).now();

        assertFalse(first.isRejected());
        assertFalse(second.isRejected());
        assertTrue(third.isRejected());
        assertEquals(5, server.received().size());
    }

    @Test
    @Service("name: The Service, retry: none, breaker: { failure-threshold: 1 }")
    void rejectionIsCaughtAsConnectException(Scene scene) {
        scene.get(scene.refusing()).now();

        Answer answer = scene.get(scene.refusing()).now();

        assertTrue(answer.isRejected(), answer::toString);
        assertTrue(answer.isConnectException());
        assertEquals(client().can(Ability.WRAPS), !answer.thrown().equals(answer.failure()));
        assertEquals(scene.service(), answer.line().get("rejected.Service"));
        assertEquals("OPEN", answer.line().get("rejected.State"));
        Duration next = Duration.parse(answer.line().require("rejected.RetryAfter"));
        assertBetween(30_000, 60_000, next);
        assertTrue(answer.message().contains("The Service"), answer.message());
    }

    @Test
    @Service("retry: none, breaker: { failure-threshold: 1, recovery-timeout: 500ms }")
    void exactlyOneProbeReachesTheServerOfFiftyWaitingThreads(Scene scene) {
        CountDownLatch gate = new CountDownLatch(1);
        FaultyServer server = scene.server().plays(Turn.status(500), Turn.ok().when(gate));
        scene.get(server.url("/")).now();
        awaitProbeDue(scene);

        Scene.Call fifty = scene.get(server.url("/")).with("threads", 50).begin();
        await().until(() -> scene.breaker("Rejections").equals("49"));
        gate.countDown();

        Line counts = fifty.answer().line();
        assertEquals("1", counts.get("count.200"), counts::toString);
        assertEquals("49", counts.get("count." + Answer.REJECTED), counts::toString);
        assertEquals(2, server.received().size());
        assertEquals("CLOSED", scene.breaker("State"));
    }

    @Test
    @Service("breaker: { failure-threshold: 1, recovery-timeout: 500ms }")
    void failedProbeOpensAgainAndIsNotRetried(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503));
        scene.get(server.url("/")).now();
        awaitProbeDue(scene);

        Answer probe = scene.get(server.url("/")).now();

        assertEquals(503, probe.status());
        assertEquals(2, server.received().size());
        assertEquals("OPEN", scene.breaker("State"));
    }

    @Test
    @Service("retry: none, breaker: { failure-threshold: 1, recovery-timeout: 300ms, probe-timeout: 3s }")
    void aLostProbeFreesItsPlace(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(500), Turn.fault(Fault.HANG), Turn.ok());
        scene.get(server.url("/")).now();
        awaitProbeDue(scene);
        Scene.Call lost = scene.get(server.url("/lost")).begin();
        await().until(() -> server.received().size() == 2);
        assertTrue(scene.get(server.url("/")).now().isRejected());

        await().pollInterval(Duration.ofMillis(50))
                .until(() -> scene.get(server.url("/")).now().status() == 200);

        assertEquals("CLOSED", scene.breaker("State"));
        assertFalse(lost.isDone());
        assertEquals(3, server.received().size());
    }

    @Test
    @Service("retry: none, breaker: { failure-threshold: 1, recovery-timeout: 300ms }")
    void aLateSuccessChangesNothingInHalfOpen(Scene scene) {
        CountDownLatch late = new CountDownLatch(1);
        CountDownLatch probed = new CountDownLatch(1);
        FaultyServer server = scene.server().plays(request -> switch (request.path()) {
            case "/late" -> Turn.ok().when(late);
            case "/probe" -> Turn.status(500).when(probed);
            default -> Turn.status(500);
        });
        Scene.Call admittedInClosed = scene.get(server.url("/late")).begin();
        await().until(() -> server.received().size() == 1);
        scene.get(server.url("/failing")).now();
        awaitProbeDue(scene);
        Scene.Call probe = scene.get(server.url("/probe")).begin();
        await().until(() -> server.received().size() == 3);

        late.countDown();
        assertEquals(200, admittedInClosed.answer().status());

        Answer meanwhile = scene.get(server.url("/meanwhile")).now();
        assertTrue(meanwhile.isRejected());
        assertEquals("HALF_OPEN", meanwhile.line().get("rejected.State"));
        probed.countDown();
        assertEquals(500, probe.answer().status());
        assertEquals("OPEN", scene.breaker("State"));
    }

    @Test
    @Service
    void forcedOpenRejectsUntilLifted(Scene scene) {
        FaultyServer server = scene.server();
        assertEquals(200, scene.get(server.url("/")).now().status());

        scene.operate("forceOpen");
        assertEquals("FORCED_OPEN", scene.get(server.url("/")).now().line().get("rejected.State"));
        scene.operate("enable");
        assertEquals(200, scene.get(server.url("/")).now().status());

        assertEquals(2, server.received().size());
    }

    @Test
    @Service("retry: { backoff: 1s, jitter: 0 }, breaker: { failure-threshold: 100 }, " + WITH_TOKEN)
    void callUnderWayGoesOnAsItBeganWhenItsServiceIsSwitchedOff(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.CLOSE_WITHOUT_ANSWER));
        server.goesDown();

        Scene.Call call = scene.post(server.url("/")).begin();
        await().until(() -> !scene.breaker("Failures").equals("0"));
        scene.operate("setMode", "off");
        server.comesBack();

        assertEquals(0, call.answer().status());
        assertEquals(1, server.received().size(), "may have been done, so never again");
        assertEquals(Optional.of("s3cret"), server.received().get(0).header(TOKEN));
    }

    // ---- time

    @Test
    @Service("timeout: 2s, retry: none")
    void trickledHeadIsCutAtTimeout(Scene scene) {
        FaultyServer server =
                scene.server().plays(Turn.fault(Fault.TRICKLE_HEAD).pace(Duration.ofMillis(250)));

        Answer answer = scene.get(server.url("/")).now();

        assertFailedWith(client().timedOut(), answer);
        assertBetween(2_000, 8_000, answer.took());
    }

    @Test
    @Service("timeout: 2s, retry: none")
    void hangAfterTheRequestIsCutAtTimeout(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.HANG));

        Answer answer = scene.get(server.url("/")).now();

        assertFailedWith(client().timedOut(), answer);
        assertBetween(2_000, 8_000, answer.took());
    }

    @Test
    @Service("timeout: 2s, retry: none")
    void hangAtAcceptIsCutAtTimeout(Scene scene) throws Exception {
        FullBacklog hanging = scene.closing(new FullBacklog(scene.address()));

        Answer answer = scene.get(hanging.url("/")).now();

        assertFailedWith(client().connectTimedOut(), answer);
        assertBetween(2_000, 8_000, answer.took());
    }

    @Test
    @Service("timeout: 2s, retry: none")
    void informationalAnswerIsNotTheHead(Scene scene) {
        FaultyServer server = scene.server()
                .plays(Turn.ok().afterInterim(100), Turn.fault(Fault.HANG).afterInterim(100));

        if (client().can(Ability.SEES_PAST_INFORMATION)) {
            assertEquals(200, scene.get(server.url("/first")).now().status());
        } else {
            server.plays(Turn.fault(Fault.HANG).afterInterim(100));
        }
        Answer answer = scene.get(server.url("/second")).now();

        assertFailedWith(client().timedOut(), answer);
        assertBetween(2_000, 8_000, answer.took());
    }

    @Test
    @Service("timeout: 2s")
    void bodyThatTakesThreeTimesTheTimeoutArrivesWhole(Scene scene) {
        FaultyServer server = scene.server()
                .plays(Turn.ok()
                        .with(Fault.TRICKLE_BODY)
                        .body("x".repeat(100_000))
                        .pace(Duration.ofMillis(600)));

        Answer answer = scene.get(server.url("/")).now();

        assertEquals(200, answer.status(), answer::toString);
        assertEquals(100_000, answer.length());
        assertEquals(1, server.received().size());
    }

    @Test
    @Service("idle-timeout: 1s")
    void bodyThatFallsSilentIsCutAtIdleTimeout(Scene scene) {
        FaultyServer server =
                scene.server().plays(Turn.ok().body("x".repeat(10_000)).with(Fault.HANG_MID_BODY));

        Answer answer = scene.get(server.url("/")).now();

        assertEquals(0, answer.status());
        assertBetween(1_000, 8_000, answer.took());
        assertEquals(1, server.received().size());
    }

    @Test
    @Service("timeout: 30s, deadline: 60s, retry: none")
    void stricterTimeoutOfTheApplicationHolds(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.HANG));

        Answer answer =
                scene.get(server.url("/")).with("response-timeout", 2_000).now();

        assertFailedWith(client().timedOut(), answer);
        assertBetween(2_000, 8_000, answer.took());
    }

    @Test
    @Service("timeout: 2s, retry: none")
    void timeoutSetInTheFileTightensALongerOneOfTheApplication(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.HANG));

        Answer answer =
                scene.get(server.url("/")).with("response-timeout", 20_000).now();

        assertFailedWith(client().timedOut(), answer);
        assertBetween(2_000, 8_000, answer.took());
    }

    @Test
    @Service("deadline: none")
    void builtInTimeoutDoesNotShortenALongerOneOfTheApplication(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.ok().after(Duration.ofSeconds(11)));

        Answer answer =
                scene.get(server.url("/")).with("response-timeout", 20_000).now();

        assertEquals(200, answer.status(), answer::toString);
        assertEquals(1, server.received().size());
    }

    @Test
    @Service("retry: none")
    void builtInTimeoutFillsInWhereTheApplicationSetNone(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.HANG));

        Answer answer = scene.get(server.url("/")).now();

        assertFailedWith(client().timedOut(), answer);
        assertBetween(10_000, 18_000, answer.took());
    }

    // ---- the application's will

    @Test
    @Service("retry: { backoff: 20s }, deadline: none")
    void interruptDuringBackoffEndsTheCall(Scene scene) {
        assumeTrue(client().can(Ability.CAN_BE_INTERRUPTED));
        FaultyServer server = scene.server().plays(Turn.status(503));
        Scene.Call call = scene.get(server.url("/")).begin();
        await().until(() -> scene.breaker("Failures").equals("1"));

        call.interrupt();

        Answer answer = call.answer();
        assertFailedWith(client().interrupted(), answer);
        assertEquals(
                !client().interrupted().equals(InterruptedException.class.getName()),
                answer.leftInterrupted(),
                "the flag stays set unless the exception stands for it");
        assertBetween(0, 10_000, answer.took());
        assertEquals(1, server.received().size());
    }

    @Test
    @Service("retry: { backoff: 20s }, deadline: none")
    void cancelDuringBackoffEndsTheCall(Scene scene) {
        assumeTrue(client().can(Ability.CAN_BE_CANCELLED));
        FaultyServer server = scene.server().plays(Turn.status(503));
        Scene.Call call = scene.get(server.url("/")).begin();
        await().until(() -> scene.breaker("Failures").equals("1"));

        call.cancel();

        Answer answer = call.answer();
        assertFailedWith(client().cancelled(), answer);
        assertBetween(0, 10_000, answer.took());
        assertEquals(1, server.received().size());
    }

    @Test
    @Service("breaker: { failure-threshold: 1 }")
    void cancelDuringTheAttemptProvesNothing(Scene scene) {
        assumeTrue(client().can(Ability.CAN_BE_CANCELLED));
        FaultyServer server = scene.server().plays(Turn.fault(Fault.HANG));
        Scene.Call call = scene.get(server.url("/")).begin();
        await().until(() -> server.received().size() == 1);

        call.cancel();

        assertEquals(0, call.answer().status());
        await().until(() -> scene.breaker("Neutral").equals("1"));
        assertEquals("CLOSED", scene.breaker("State"));
        assertEquals(1, server.received().size());
    }

    @Test
    @Service(WITH_TOKEN)
    void requestObjectIsLeftAsItWas(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503), Turn.ok());

        Answer answer = scene.get(server.url("/")).header("X-Own", "value").now();

        assertEquals(200, answer.status());
        if (client().can(Ability.LEAVES_REQUESTS_ALONE)) {
            assertEquals(List.of("X-Own"), answer.requestHeaders());
        } else {
            assertFalse(answer.requestHeaders().contains(TOKEN));
        }
        assertEquals(Optional.of("value"), server.received().get(1).header("X-Own"));
    }

    // ---- the token

    @Test
    @Service(WITH_TOKEN)
    void tokenIsAddedToEveryAttempt(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503), Turn.ok());

        scene.get(server.url("/")).now();

        assertEquals(Collections.nCopies(2, Optional.of("s3cret")), tokens(server));
        assertEquals(
                1, server.received().get(1).headers().get("x-internal-token").size());
    }

    @Test
    @Service(WITH_TOKEN)
    void applicationsOwnHeaderWins(Scene scene) {
        FaultyServer server = scene.server();

        scene.get(server.url("/")).header(TOKEN, "own").now();

        assertEquals(List.of("own"), server.received().get(0).headers().get("x-internal-token"));
    }

    @Test
    @Service(WITH_TOKEN)
    void tokenGoesWithARedirectWithinTheService(Scene scene) {
        assumeTrue(client().can(Ability.FOLLOWS_REDIRECTS));
        FaultyServer server = scene.server().plays(Turn.redirect(302, "/next"), Turn.ok());

        scene.get(server.url("/")).now();

        assertEquals(List.of("/", "/next"), paths(server));
        assertEquals(Collections.nCopies(2, Optional.of("s3cret")), tokens(server));
    }

    @Test
    @Service(WITH_TOKEN)
    void tokenDoesNotFollowARedirectToAnotherHost(Scene scene) {
        assumeTrue(client().can(Ability.FOLLOWS_REDIRECTS));
        FaultyServer elsewhere = scene.serverElsewhere();
        FaultyServer server = scene.server().plays(Turn.redirect(302, elsewhere.url("/")));

        assertEquals(200, scene.get(server.url("/")).now().status());

        assertEquals(List.of(Optional.of("s3cret")), tokens(server));
        assertEquals(List.of(Optional.empty()), tokens(elsewhere));
    }

    @Test
    @Service(WITH_TOKEN)
    void tokenIsNotAddedWhenRedirectedIntoTheService(Scene scene) {
        assumeTrue(client().can(Ability.FOLLOWS_REDIRECTS));
        FaultyServer server = scene.server();
        FaultyServer elsewhere = scene.serverElsewhere().plays(Turn.redirect(302, server.url("/")));

        assertEquals(200, scene.get(elsewhere.url("/")).now().status());

        assertEquals(List.of(Optional.empty()), tokens(server));
        assertEquals("0", scene.breaker("Calls"));
    }

    @Test
    @Service(WITH_TOKEN)
    void hostHeaderDoesNotAttractTheToken(Scene scene) {
        assumeTrue(client().kind().startsWith("apache5"), "java.net.http refuses to set it");
        FaultyServer elsewhere = scene.serverElsewhere();

        scene.get(elsewhere.url("/")).header("Host", scene.address()).now();

        assertEquals(List.of(Optional.empty()), tokens(elsewhere));
    }

    @Test
    @Service(WITH_TOKEN)
    void tokenDoesNotGoToTheProxy(Scene scene) throws Exception {
        assumeTrue(client().can(Ability.GOES_THROUGH_PROXIES));
        ForwardProxy proxy = scene.closing(new ForwardProxy());
        FaultyServer server = scene.serverOverTls();

        Answer answer = scene.with("trust", Certificates.get().certificate())
                .with("proxy", proxy.address())
                .get(server.url("/"))
                .now();

        assertEquals(200, answer.status(), answer::toString);
        assertEquals(List.of(Optional.of("s3cret")), tokens(server));
        assertEquals(1, proxy.heads().size());
        assertTrue(proxy.heads().get(0).startsWith("CONNECT "), proxy.heads().get(0));
        assertFalse(proxy.heads().get(0).contains("s3cret"), proxy.heads().get(0));
    }

    @Test
    @Service(WITH_TOKEN)
    void tokenArrivesThroughAPlainProxy(Scene scene) throws Exception {
        assumeTrue(client().can(Ability.GOES_THROUGH_PROXIES));
        ForwardProxy proxy = scene.closing(new ForwardProxy());
        FaultyServer server = scene.server();

        Answer answer =
                scene.with("proxy", proxy.address()).get(server.url("/")).now();

        assertEquals(200, answer.status(), answer::toString);
        assertEquals(List.of(Optional.of("s3cret")), tokens(server));
    }

    // ---- what is none of its business

    @Test
    @Service(WITH_TOKEN)
    void unmatchedHostIsUntouched(Scene scene) {
        FaultyServer elsewhere = scene.serverElsewhere().plays(Turn.fault(Fault.CLOSE_WITHOUT_ANSWER));

        Answer answer = scene.get(elsewhere.url("/")).now();

        assertEquals(0, answer.status());
        assertFalse(answer.isRejected());
        assertEquals(sendsOfItsOwn(), elsewhere.received().size());
        assertTrue(tokens(elsewhere).stream().allMatch(Optional::isEmpty));
    }

    @Test
    @Service("retry: none, breaker: { failure-threshold: 100 }")
    void clientsOwnReplaysAreOnWithRetryNone(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.CLOSE_WITHOUT_ANSWER));

        scene.get(server.url("/")).now();

        assertEquals(sendsOfItsOwn(), server.received().size());
    }

    @Test
    @Service("mode: off, timeout: 100ms, retry: { max-retries: 5 }, " + WITH_TOKEN)
    void serviceThatIsOffIsUntouched(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.CLOSE_WITHOUT_ANSWER));

        scene.get(server.url("/")).now();

        assertEquals(sendsOfItsOwn(), server.received().size());
        assertTrue(tokens(server).stream().allMatch(Optional::isEmpty));
    }

    private int sendsOfItsOwn() {
        return client().can(Ability.REPLAYS) ? 2 : 1;
    }

    // ---- nothing is lost on the way

    @Test
    @Service("retry: { backoff: 1ms, budget: none }, breaker: none")
    void poolOfOneSurvivesAThousandCalls(Scene scene) {
        AtomicInteger requests = new AtomicInteger();
        FaultyServer server = scene.server().plays(request -> switch (requests.getAndIncrement() % 3) {
            case 0 -> Turn.status(503);
            case 1 -> Turn.fault(Fault.RESET_WITHOUT_ANSWER);
            default -> Turn.ok();
        });
        scene.inAJvmOfItsOwn().with("pool", 1);
        assertEquals(200, scene.get(server.url("/")).now().status());
        Line before = scene.jvm().resources();

        Line counts = scene.get(server.url("/")).with("times", 1000).now().line();

        assertEquals("1000", counts.get("count.200"), counts::toString);
        assertEquals(3003, server.received().size());
        assertNothingIsLeased(scene);
        await().untilAsserted(() -> {
            Line after = scene.jvm().resources();
            assertAll(() -> assertNoMore(before, after, "threads"), () -> assertNoMore(before, after, "sockets"));
        });
        assertEquals("0", scene.jvm().attribute("io.resil:type=Agent", "AgentFaults"));
    }

    /** A few more are the clients' own reserve; what leaks with each call is hundreds. */
    private static void assertNoMore(Line before, Line after, String what) {
        int allowed = before.number(what, -1) + 6;
        assertTrue(after.number(what, -1) <= allowed, what + ": " + before + " then " + after);
    }

    @Test
    @Service("retry: none, timeout: 500ms, breaker: none")
    void callsThatTimeOutLeaveNothingBehind(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.fault(Fault.HANG));
        scene.inAJvmOfItsOwn().with("pool", 1);
        scene.get(server.url("/")).now();
        Line before = scene.jvm().resources();

        Line counts = scene.get(server.url("/")).with("times", 10).now().line();

        assertEquals("10", counts.get("count." + client().timedOut()), counts::toString);
        assertNothingIsLeased(scene);
        await().untilAsserted(() -> {
            Line after = scene.jvm().resources();
            assertAll(() -> assertNoMore(before, after, "threads"), () -> assertNoMore(before, after, "sockets"));
        });
        server.plays(Turn.ok());
        assertEquals(200, scene.get(server.url("/")).now().status());
    }

    @Test
    @Service
    void countsWhatHappened(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503), Turn.ok());

        scene.get(server.url("/")).now();

        assertAll(
                () -> assertEquals("1", scene.breaker("Calls")),
                () -> assertEquals("2", scene.breaker("Attempts")),
                () -> assertEquals("1", scene.breaker("Failures")),
                () -> assertEquals("1", scene.breaker("Successes")),
                () -> assertEquals("1", scene.breaker("Retries")),
                () -> assertEquals("0", scene.breaker("InFlight")),
                () -> assertEquals("0", scene.breaker("ConsecutiveFailures")),
                () -> assertNotEquals("", scene.breaker("LastFailure")));
    }

    // ---- answers made here

    private static final String MADE_HERE = "fallback: { status: 203,"
            + " headers: { Content-Type: application/json, X-Made: here }, body: '{\"made\":\"here\"}' }";

    private static void assertMadeHere(Answer answer) {
        assertAll(
                () -> assertEquals(203, answer.status(), answer::toString),
                () -> assertEquals("{\"made\":\"here\"}", answer.body()),
                () -> assertEquals("15", answer.header("content-length")),
                () -> assertEquals("application/json", answer.header("content-type")),
                () -> assertEquals("here", answer.header("x-made")),
                () -> assertEquals("static", answer.header("x-resil-fallback")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "stream", "file"})
    @Service("retry: none, breaker: none, " + MADE_HERE)
    void fallbackAnswersWhenRefused(String into, Scene scene) {
        Answer answer = scene.get(scene.refusing()).with("into", into).now();

        assertMadeHere(answer);
        assertNotEquals("0", scene.breaker("Fallbacks"));
    }

    @Test
    @Service("retry: none, " + MADE_HERE)
    void fallbackAnswersTheCallbackOfTheApplication(Scene scene) {
        assertMadeHere(scene.get(scene.refusing()).with("callback", true).now());
    }

    @Test
    @Service(MADE_HERE)
    void fallbackReplacesTheLastAnswerAfterTheRetries(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503));

        assertMadeHere(scene.get(server.url("/")).now());

        assertEquals(4, server.received().size());
        assertEquals("1", scene.breaker("Fallbacks"));
        assertEquals("4", scene.breaker("Failures"));
    }

    /** In a moment: where the client is asynchronous inside, a thread of its own gives the connection back. */
    private void assertNothingIsLeased(Scene scene) {
        if (client().can(Ability.HAS_A_POOL_TO_ASK)) {
            await().untilAsserted(() -> {
                assertEquals("0", scene.pool().get("leased"));
                assertEquals("0", scene.pool().get("pending"));
            });
        }
    }

    @Test
    @Service("breaker: none, " + MADE_HERE)
    void fallbackLeavesNoConnectionBehind(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(500));
        scene.inAJvmOfItsOwn().with("pool", 1);

        Line counts = scene.post(server.url("/")).with("times", 50).now().line();

        assertEquals("50", counts.get("count.203"), counts::toString);
        assertEquals(50, server.received().size());
        assertEquals(1, server.connections(), "a body that was taken whole leaves its connection fit for the next");
        assertNothingIsLeased(scene);
        assertEquals("0", scene.jvm().attribute("io.resil:type=Agent", "AgentFaults"));
    }

    @Test
    @Service("breaker: { failure-threshold: 1 }, " + MADE_HERE)
    void fallbackAnswersForAnOpenBreaker(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(500));
        scene.get(server.url("/")).now();

        assertMadeHere(scene.post(server.url("/")).now());

        assertEquals(1, server.received().size());
        assertEquals("1", scene.breaker("Rejections"));
        assertEquals("2", scene.breaker("Fallbacks"));
    }

    @Test
    @Service(MADE_HERE)
    void fallbackLeavesAnAnswerThatIsNoFailure(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(404));

        assertEquals(404, scene.get(server.url("/")).now().status());

        assertEquals("0", scene.breaker("Fallbacks"));
    }

    @Test
    @Service(MADE_HERE)
    void fallbackIsNotForACancelledCall(Scene scene) {
        assumeTrue(client().can(Ability.CAN_BE_CANCELLED));
        FaultyServer server = scene.server().plays(Turn.fault(Fault.HANG));
        Scene.Call call = scene.get(server.url("/")).begin();
        await().until(() -> server.received().size() == 1);

        call.cancel();

        assertEquals(0, call.answer().status());
        await().until(() -> scene.breaker("Neutral").equals("1"));
        assertEquals("0", scene.breaker("Fallbacks"));
    }

    @Test
    @Service("retry: { backoff: 20s }, deadline: none, " + MADE_HERE)
    void fallbackIsNotForACallThatIsInterruptedWhileItWaits(Scene scene) {
        assumeTrue(client().can(Ability.CAN_BE_INTERRUPTED));
        FaultyServer server = scene.server().plays(Turn.status(503));
        Scene.Call call = scene.get(server.url("/")).begin();
        await().until(() -> scene.breaker("Failures").equals("1"));

        call.interrupt();

        assertFailedWith(client().interrupted(), call.answer());
        assertEquals("0", scene.breaker("Fallbacks"));
    }

    @Test
    @Service("retry: none, " + MADE_HERE)
    void fallbackHasNoBodyForHead(Scene scene) {
        Answer answer = scene.request("HEAD", scene.refusing()).now();

        assertEquals(203, answer.status(), answer::toString);
        assertEquals(0, answer.length());
        assertEquals("15", answer.header("content-length"));
    }

    @Test
    @Service("name: The Service, retry: none, breaker: { failure-threshold: 1, on-open: response }")
    void openBreakerAnswersWhereConfigured(Scene scene) {
        assertFailedWith(client().refused(), scene.get(scene.refusing()).now());

        Answer answer = scene.get(scene.refusing()).now();

        assertEquals(503, answer.status(), answer::toString);
        assertTrue(answer.body().startsWith("The Service is unavailable: circuit breaker OPEN"), answer::body);
        assertBetween(30_000, 60_000, Duration.ofSeconds(Long.parseLong(answer.header("retry-after"))));
        assertEquals(String.valueOf(answer.length()), answer.header("content-length"));
        assertEquals("1", scene.breaker("Rejections"));
        assertEquals("1", scene.breaker("Attempts"));
    }

    @Test
    @Service("max-concurrent: 2")
    void fullBulkheadRejectsOneMoreAtOnce(Scene scene) {
        CountDownLatch gate = new CountDownLatch(1);
        FaultyServer server = scene.server().plays(Turn.ok().when(gate));
        Scene.Call first = scene.get(server.url("/")).begin();
        Scene.Call second = scene.get(server.url("/")).begin();
        await().until(() -> server.received().size() == 2);

        Answer third = scene.get(server.url("/")).now();
        gate.countDown();

        assertTrue(third.isRejected(), third::toString);
        assertTrue(third.isConnectException());
        assertEquals("BULKHEAD_FULL", third.line().get("rejected.State"));
        assertBetween(0, 500, third.took());
        assertEquals(200, first.answer().status());
        assertEquals(200, second.answer().status());
        assertEquals(200, scene.get(server.url("/")).now().status());
        assertEquals("1", scene.breaker("Rejections"));
        assertEquals(3, server.received().size());
    }

    @Test
    @Service("max-concurrent: 1, retry: none, breaker: none, timeout: 2s")
    void bulkheadGetsThePlaceBackHoweverACallEnds(Scene scene) {
        FaultyServer server = scene.server().plays(request -> switch (request.path()) {
            case "/reset" -> Turn.fault(Fault.RESET_WITHOUT_ANSWER);
            case "/hang" -> Turn.fault(Fault.HANG);
            case "/broken" -> Turn.fault(Fault.RESET_MID_BODY);
            case "/error" -> Turn.status(500);
            default -> Turn.ok();
        });
        scene.with(INPUT_TIMEOUT, 4).get(scene.refusing()).now();
        for (String ending : List.of("/reset", "/hang", "/broken", "/error")) {
            scene.post(server.url(ending)).now();
        }

        assertEquals(200, scene.post(server.url("/")).now().status());
        assertEquals("0", scene.breaker("Rejections"));
    }

    @Test
    @Service("breaker: none, retry: { max-retries: 1, backoff: 1ms, budget: { ratio: 0, min-per-second: 0 } }")
    void budgetStopsARetryStorm(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503));

        Line counts = scene.get(server.url("/")).with("times", 150).now().line();

        assertEquals("150", counts.get("count.503"), counts::toString);
        assertEquals(250, server.received().size());
        assertEquals("100", scene.breaker("Retries"));
        assertEquals("50", scene.breaker("RetriesDenied"));
    }

    private static final String LAST_GOOD = "retry: none, breaker: none, fallback: { last-good: { vary-on: [] } }";

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "stream", "file"})
    @Service(LAST_GOOD)
    void lastGoodAnswerIsGivenAgainWhenTheServiceDies(String into, Scene scene) {
        String path = "/" + into + "?a=1";
        FaultyServer server = scene.server()
                .plays(Turn.ok().body("good").header("X-Own", "kept").header("Age", "100"));
        assertEquals(
                "good", scene.get(server.url(path)).with("into", into).now().body());
        server.goesDown();

        Answer answer = scene.get(server.url(path)).with("into", into).now();

        assertEquals(200, answer.status(), answer::toString);
        assertEquals("good", answer.body());
        assertEquals("kept", answer.header("x-own"));
        assertEquals("4", answer.header("content-length"));
        assertEquals("last-good", answer.header("x-resil-fallback"));
        assertBetween(100_000, 130_000, Duration.ofSeconds(Long.parseLong(answer.header("age"))));
        assertNotMadeHere(scene.get(server.url("/" + into + "?a=2")).now());
    }

    private static void assertNotMadeHere(Answer answer) {
        assertNull(answer.header("x-resil-fallback"), answer::toString);
        assertNotEquals(200, answer.status());
    }

    @Test
    @Service(LAST_GOOD)
    void lastGoodAnswerIsGivenAgainForAnAnswerThatIsAFailure(Scene scene) {
        FaultyServer server = scene.server()
                .plays(Turn.ok().body("g".repeat(100_000)), Turn.status(500).body("bad"));
        scene.get(server.url("/")).now();

        Answer answer = scene.get(server.url("/")).now();

        assertEquals(200, answer.status(), answer::toString);
        assertEquals(100_000, answer.length());
        assertEquals(2, server.received().size());
    }

    @Test
    @Service(LAST_GOOD)
    void lastGoodAnswerIsNotOfABodyThatBrokeOff(Scene scene) {
        FaultyServer server = scene.server()
                .plays(
                        Turn.ok().body("x".repeat(50_000)).with(Fault.RESET_MID_BODY),
                        Turn.status(500).body("bad"));
        scene.with(INPUT_TIMEOUT, 4).get(server.url("/")).now();

        assertEquals(500, scene.get(server.url("/")).now().status());
    }

    @Test
    @Service(LAST_GOOD)
    void lastGoodAnswerIsNotForCredentials(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.ok());
        scene.get(server.url("/")).header("Authorization", "of a").now();
        scene.get(server.url("/public")).now();
        server.goesDown();

        assertNotMadeHere(scene.get(server.url("/")).now());
        assertNotMadeHere(
                scene.get(server.url("/public")).header("Authorization", "of a").now());
        assertEquals("0", scene.breaker("Fallbacks"));
    }

    @Test
    @Service("retry: none, breaker: none, fallback: { last-good: { vary-on: [Accept] } }")
    void lastGoodAnswerIsForTheSameHeadersOnly(Scene scene) {
        FaultyServer server = scene.server().plays(request -> Turn.ok()
                .header("Vary", "Accept")
                .body(request.header("Accept").orElse("none")));
        scene.get(server.url("/")).header("Accept", "a").now();
        scene.get(server.url("/")).header("Accept", "b").now();
        server.goesDown();

        assertEquals("a", scene.get(server.url("/")).header("Accept", "a").now().body());
        assertEquals("b", scene.get(server.url("/")).header("Accept", "b").now().body());
        assertNotMadeHere(scene.get(server.url("/")).header("Accept", "c").now());
    }

    @Test
    @Service("retry: none, breaker: none, fallback: { status: 203, body: configured, last-good: { vary-on: [] } }")
    void configuredAnswerIsGivenWhereThereIsNoLastGoodOne(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.ok().body("good"));
        scene.get(server.url("/")).now();
        server.goesDown();

        assertEquals("good", scene.get(server.url("/")).now().body());
        assertEquals("configured", scene.get(server.url("/other")).now().body());
        assertEquals("configured", scene.post(server.url("/")).now().body());
    }

    @Test
    @Service("retry: none, breaker: none, " + MADE_HERE)
    void fallbackReplacesALargeAnswerToo(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(500).body("x".repeat(300_000)));
        scene.with("pool", 1);

        for (int i = 0; i < 5; i++) {
            assertMadeHere(scene.get(server.url("/")).now());
        }
        assertEquals(5, server.received().size());
    }

    // ---- what the stories are told with

    static void awaitProbeDue(Scene scene) {
        await().until(() -> scene.breaker("SecondsUntilProbe").equals("0.0"));
    }

    static void assertBetween(long leastMillis, long mostMillis, Duration took) {
        // timers of clients and systems may be early by their granularity
        assertTrue(
                took.toMillis() >= leastMillis - 20 && took.toMillis() <= mostMillis,
                () -> took + " is not from " + leastMillis + " to " + mostMillis + " ms");
    }

    private void assertFailedWith(String expected, Answer answer) {
        List<String> seen = client().can(Ability.HIDES_CAUSES)
                ? answer.chain()
                : answer.chain().subList(0, 1);
        assertTrue(seen.contains(expected), () -> "not " + expected + " but " + answer);
    }

    static List<String> paths(FaultyServer server) {
        return server.received().stream().map(Received::path).toList();
    }

    static List<Optional<String>> tokens(FaultyServer server) {
        return server.received().stream().map(each -> each.header(TOKEN)).toList();
    }
}
