package io.resil.agent.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.breaker.StatusJudge;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.BodyCopy;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HeaderField;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.call.PlannedCall;
import io.resil.agent.call.StatusSet;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastGoodTest {

    private static final String URL = "http://chroma:6003/query?a=1";
    private static final StatusSet FAILURES = StatusSet.NONE.withRange(500, 599);

    private final AtomicLong now = new AtomicLong(1);
    private Fallback fallback = fallback(null, 1000, 1024);

    private Fallback fallback(@Nullable LocalAnswer answer, int entries, int bytes, String... varyOn) {
        LastGoodSettings lastGood =
                new LastGoodSettings(Duration.ofMinutes(10).toNanos(), entries, bytes, Set.of(varyOn));
        return new Fallback(new FallbackSettings(answer, lastGood), FAILURES, now::get, new CallListener() {});
    }

    /** A GET that may be anything else. */
    private static class Get extends PlannedCall {

        private final @Nullable String url;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        Get(@Nullable String url) {
            this("GET", url);
        }

        Get(String method, @Nullable String url) {
            super(method);
            this.url = url;
        }

        Get header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        @Override
        public boolean takesLocalAnswers() {
            return true;
        }

        @Override
        public @Nullable String url() {
            return url;
        }

        @Override
        public @Nullable String requestHeader(String name) {
            return headers.get(name);
        }
    }

    private void run(Get call, Consumer<Attempt> course) {
        call.plan(course);
        new Chain(List.of(fallback), new StatusJudge(FAILURES), new CallListener() {}, now::get).run(call);
    }

    /** As an adapter does. */
    private void succeeds(Get call, int status, String body, String... fields) {
        BodyCopy copy = answered(call, status, fields);
        if (copy != null) {
            copy.add(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
            copy.complete();
        }
    }

    private @Nullable BodyCopy answered(Get call, int status, String... fields) {
        run(call, PlannedCall.answered(status));
        LastGood keeping = (LastGood) Objects.requireNonNull(fallback.keeping());
        List<HeaderField> head = new ArrayList<>();
        for (String field : fields) {
            int colon = field.indexOf(':', 1);
            head.add(new HeaderField(
                    field.substring(0, colon), field.substring(colon + 1).trim()));
        }
        return keeping.mayKeep(call, status) ? keeping.copyOf(call, head) : null;
    }

    private @Nullable LocalAnswer fails(Get call) {
        run(call, PlannedCall.ended(Ending.NEVER_SENT, new ConnectException("Connection refused")));
        return call.attempt().localAnswer();
    }

    private @Nullable String bodyWhenFailing(Get call) {
        LocalAnswer answer = fails(call);
        return answer == null ? null : new String(answer.body("GET"), StandardCharsets.UTF_8);
    }

    private Get get() {
        return new Get(URL);
    }

    private void assertKept(String... fields) {
        succeeds(get(), 200, "good", fields);
        assertEquals("good", bodyWhenFailing(get()));
    }

    private void assertNotKept(String... fields) {
        succeeds(get(), 200, "good", fields);
        assertNull(fails(get()));
    }

    // ---- what comes back

    @Test
    void answersWithTheLastGoodAnswerItsAgeAndItsOrigin() {
        succeeds(get(), 200, "old", "ETag: 1");
        succeeds(get(), 200, "good", "ETag: 2", "Content-Type: text/plain", "Date: then");
        now.addAndGet(Duration.ofMillis(61_900).toNanos());

        LocalAnswer answer = Objects.requireNonNull(fails(get()));

        assertEquals(200, answer.status());
        assertEquals(
                "[ETag: 2, Content-Type: text/plain, Date: then, Age: 61, X-Resil-Fallback: last-good, Content-Length: 4]",
                answer.fields().toString());
        assertEquals("good", new String(answer.body("GET"), StandardCharsets.UTF_8));
    }

    @Test
    void addsTheAgeThatTheAnswerHadAlready() {
        succeeds(get(), 200, "good", "Age: 100");
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertEquals("105", Objects.requireNonNull(fails(get())).field("Age"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-3", "soon", ""})
    void ignoresAnAgeThatIsNone(String age) {
        succeeds(get(), 200, "good", "Age: " + age);
        assertEquals("0", Objects.requireNonNull(fails(get())).field("Age"));
    }

    @Test
    void leavesOutWhatBelongsToOneMessageOrConnection() {
        succeeds(
                get(),
                200,
                "good",
                ":status: 200",
                "Connection: close, X-Hop",
                "X-Hop: a",
                "Keep-Alive: b",
                "Transfer-Encoding: chunked",
                "Content-Length: 99",
                "Trailer: X-T",
                "X-Resil-Fallback: forged",
                "X-Kept: c");
        assertEquals(
                "[X-Kept: c, Age: 0, X-Resil-Fallback: last-good, Content-Length: 4]",
                Objects.requireNonNull(fails(get())).fields().toString());
    }

    @Test
    void answersForAStatusThatIsAFailure() {
        succeeds(get(), 200, "good");
        Get call = get();
        run(call, PlannedCall.answered(503));
        assertEquals(
                "last-good",
                Objects.requireNonNull(call.attempt().localAnswer()).field("X-Resil-Fallback"));
    }

    @Test
    void givesWayToAConfiguredAnswerWhenThereIsNone() {
        fallback = fallback(new LocalAnswer(203, List.of(), new byte[0]), 10, 1024);
        assertEquals(203, Objects.requireNonNull(fails(get())).status());
        succeeds(get(), 200, "good");
        assertEquals(200, Objects.requireNonNull(fails(get())).status());
    }

    @Test
    void isNotForACancelledCall() {
        succeeds(get(), 200, "good");
        Get call = get();
        run(call, PlannedCall.ended(Ending.CANCELLED, new ConnectException()));
        assertNull(call.attempt().localAnswer());
    }

    // ---- for whom

    @Test
    void tellsUrlsApartByTheirQueries() {
        succeeds(get(), 200, "good");
        assertNull(fails(new Get("http://chroma:6003/query?a=2")));
        assertNull(fails(new Get("http://chroma:6003/query")));
    }

    @Test
    void tellsHostsApartThatShareAnAddress() {
        succeeds(get().header("Host", "a"), 200, "good");
        assertNull(fails(get().header("Host", "b")));
        assertEquals("good", bodyWhenFailing(get().header("Host", "a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "get"})
    void isForGetOnly(String method) {
        succeeds(new Get(method, URL), 200, "good");
        assertNull(fails(get()));
        succeeds(get(), 200, "good");
        assertNull(fails(new Get(method, URL)));
    }

    @Test
    void isNotForACallWhoseUrlIsNotKnown() {
        succeeds(new Get((String) null), 200, "good");
        assertNull(fails(new Get((String) null)));
    }

    @Test
    void tellsApartWhatVaryOnNames() {
        fallback = fallback(null, 10, 1024, "accept-language", "x-tenant");
        succeeds(get().header("Accept-Language", "de"), 200, "gut", "Vary: Accept-Language, X-TENANT");
        succeeds(get().header("Accept-Language", "en"), 200, "good");
        assertEquals("gut", bodyWhenFailing(get().header("accept-language", "de")));
        assertEquals("good", bodyWhenFailing(get().header("accept-language", "en")));
        assertNull(fails(get()));
        assertNull(fails(get().header("Accept-Language", "")));
        assertNull(fails(get().header("Accept-Language", "de").header("X-Tenant", "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie"})
    void isNeitherOfNorForARequestWithCredentialsThatAreNotNamed(String header) {
        succeeds(get().header(header, "a"), 200, "secret");
        assertNull(fails(get().header(header, "a")));
        assertNull(fails(get()));
        succeeds(get(), 200, "public");
        assertNull(fails(get().header(header, "a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie"})
    void isForTheSameCredentialsOnlyWhereTheyAreNamed(String header) {
        fallback = fallback(null, 10, 1024, header.toLowerCase(java.util.Locale.ROOT));
        succeeds(get().header(header, "a"), 200, "of a");
        assertEquals("of a", bodyWhenFailing(get().header(header, "a")));
        assertNull(fails(get().header(header, "b")));
        assertNull(fails(get()));
    }

    @Test
    void isNotOfARequestToWhichTheClientAddedCredentials() {
        Get call = get();
        run(call, attempt -> {
            attempt.markAddedCredentials();
            PlannedCall.answered(200).accept(attempt);
        });
        assertEquals(false, Objects.requireNonNull(fallback.keeping()).mayKeep(call, 200));
    }

    @Test
    void isNeitherOfNorForAPart() {
        succeeds(get().header("Range", "bytes=0-1"), 200, "good");
        assertNull(fails(get()));
        succeeds(get(), 200, "good");
        assertNull(fails(get().header("Range", "bytes=0-1")));
    }

    // ---- what is kept

    @ParameterizedTest
    @ValueSource(ints = {201, 203, 204, 206, 301, 404})
    void keepsNoOtherStatusThanOk(int status) {
        succeeds(get(), status, "good");
        assertNull(fails(get()));
    }

    @Test
    void keepsNothingThatNeverCameOverTheWire() {
        Get call = get();
        run(call, attempt -> attempt.answered(200, -1, false));
        assertEquals(false, Objects.requireNonNull(fallback.keeping()).mayKeep(call, 200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: no-store",
                "cache-control: max-age=60, NO-STORE",
                "Cache-Control: private",
                "Cache-Control: private=\"X-A\", max-age=1",
                "Vary: *",
                "Vary: Accept-Encoding",
                "Set-Cookie: a=b"
            })
    void keepsNothingThatIsOnePersonsOrForNobody(String field) {
        assertNotKept("Content-Type: text/plain", field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cache-Control: public, max-age=0", "Cache-Control: no-cache", "Cache-Control: ", "Vary: "})
    void keepsWhatMayBeGivenToOthers(String field) {
        assertKept(field);
    }

    @Test
    void keepsNothingOfARequestThatAsksForThat() {
        succeeds(get().header("Cache-Control", "no-store"), 200, "good");
        assertNull(fails(get()));
    }

    @Test
    void keepsABodyUpToTheLimit() {
        fallback = fallback(null, 10, 5);
        succeeds(get(), 200, "12345");
        succeeds(get(), 200, "123456");
        assertEquals("12345", bodyWhenFailing(get()));
    }

    @Test
    void keepsABodyThatComesInPieces() {
        fallback = fallback(null, 10, 5000);
        BodyCopy copy = Objects.requireNonNull(answered(get(), 200));
        for (int i = 0; i < 2500; i++) {
            copy.add(new byte[] {'x', 'a', 'b', 'y'}, 1, 2);
        }
        copy.complete();
        assertEquals("ab".repeat(2500), bodyWhenFailing(get()));
    }

    @Test
    void keepsNoBodyThatWasNotReadToItsEnd() {
        succeeds(get(), 200, "good");
        BodyCopy unread = Objects.requireNonNull(answered(get(), 200));
        unread.add(new byte[] {'b'}, 0, 1);
        assertEquals("good", bodyWhenFailing(get()));
        unread.drop();
        unread.complete();
        assertEquals("good", bodyWhenFailing(get()));
    }

    @Test
    void keepsTheLaterAnswerHoweverLongTheEarlierIsRead() {
        BodyCopy earlier = Objects.requireNonNull(answered(get(), 200));
        now.addAndGet(1);
        succeeds(get(), 200, "later");
        earlier.complete();
        assertEquals("later", bodyWhenFailing(get()));
    }

    @Test
    void keepsNothingLongerThanItsTime() {
        succeeds(get(), 200, "good");
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        assertEquals("good", bodyWhenFailing(get()));
        now.addAndGet(1);
        assertNull(fails(get()));
    }

    @Test
    void dropsTheOneThatWasUsedLongestAgo() {
        fallback = fallback(null, 2, 1024);
        succeeds(new Get("a"), 200, "a");
        succeeds(new Get("b"), 200, "b");
        assertEquals("a", bodyWhenFailing(new Get("a")));
        succeeds(new Get("c"), 200, "c");
        assertNull(fails(new Get("b")));
        assertEquals("a", bodyWhenFailing(new Get("a")));
        assertEquals("c", bodyWhenFailing(new Get("c")));
    }

    @Test
    void keepsNothingUnderAKeyWithoutBounds() {
        String url = "http://a/" + "x".repeat(9000);
        succeeds(new Get(url), 200, "good");
        assertNull(fails(new Get(url)));
        assertTrue(url.length() > 8192);
    }
}
