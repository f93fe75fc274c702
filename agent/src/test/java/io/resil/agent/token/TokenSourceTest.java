package io.resil.agent.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.Verdict;
import io.resil.agent.call.VirtualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSourceTest {

    private static final String SECRET = "s3cret-Token.~+/=";
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime(Long.MAX_VALUE - 500_000_000);
    private final List<String> problems = new ArrayList<>();
    private Path file;

    @BeforeEach
    void inAFile() {
        file = directory.resolve("token");
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
    }

    private TokenSource ofFile() throws IOException {
        return TokenSource.open(TokenSettings.ofFile("X-INTERNAL-TOKEN", file.toString()), time, problems::add);
    }

    private TokenSource ofValue(String value) throws IOException {
        return TokenSource.open(TokenSettings.ofValue("X-INTERNAL-TOKEN", value), time, problems::add);
    }

    private String refusal(String value) {
        return assertThrows(IOException.class, () -> ofValue(value)).getMessage();
    }

    // ---- a value

    @Test
    void valueIsTheToken() throws IOException {
        assertEquals(SECRET, ofValue(SECRET).token());
        assertEquals("with blank", ofValue("with blank").token());
        assertEquals("caf\u00e9", ofValue("caf\u00e9").token());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret\n",
                "s3cret\r\nX-Admin: true",
                "s3\rcret",
                "s3\tcret",
                "\u0000s3cret",
                "s3cret\u007f",
                "s3\u0085cret"
            })
    void valueWithLineBreaksOrControlsIsRefusedAndNotShown(String value) {
        assertEquals("the value contains a line break or a control character", refusal(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\u010a", "s3cret\u010d", "s3cret\u20ac", "s3cret\uD83D\uDE00"})
    void valueThatNoHeaderCanCarryIsRefusedAndNotShown(String value) {
        assertEquals("the value contains a character that no header can carry", refusal(value));
    }

    @Test
    void emptyValueIsRefused() {
        assertEquals("the value is empty", refusal(""));
    }

    // ---- a file

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\n\n"})
    void trailingLineBreaksOfAFileAreNotPartOfTheToken(String end) throws IOException {
        write(SECRET + end);
        assertEquals(SECRET, ofFile().token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\nsecond line\n", "\ns3cret", "s3\tcret", "s3cret\u0000"})
    void fileWithLineBreaksOrControlsInsideIsRefusedAndNotShown(String content) throws IOException {
        write(content);
        String problem = assertThrows(IOException.class, this::ofFile).getMessage();
        assertEquals(file + " contains a line break or a control character", problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n"})
    void emptyFileIsRefused(String content) throws IOException {
        write(content);
        assertEquals(
                file + " is empty",
                assertThrows(IOException.class, this::ofFile).getMessage());
    }

    @Test
    void missingFileIsRefusedByName() {
        String problem = assertThrows(IOException.class, this::ofFile).getMessage();
        assertTrue(problem.contains(file.toString()), problem);
    }

    @Test
    void fileOfAnotherKindIsRefused() throws IOException {
        write("x".repeat(16 * 1024 + 1));
        assertEquals(
                file + " is longer than 16384 bytes",
                assertThrows(IOException.class, this::ofFile).getMessage());
        write("x".repeat(16 * 1024));
        assertEquals(16 * 1024, ofFile().token().length());
        Files.write(file, "s3cret\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        String problem = assertThrows(IOException.class, this::ofFile).getMessage();
        assertEquals(file + " contains a character that no header can carry", problem);
    }

    // ---- a file that changes

    @Test
    void changedFileIsReadAgainAfterASecondAndNotBefore() throws IOException {
        write("first");
        TokenSource source = ofFile();
        write("other"); // of the same length, and on some file systems of the same time
        time.pass(SECOND.minusNanos(1));
        assertEquals("first", source.token());
        time.pass(Duration.ofNanos(1));
        assertEquals("other", source.token());
        write("third");
        assertEquals("other", source.token());
        time.pass(SECOND);
        assertEquals("third", source.token());
    }

    @Test
    void lastGoodTokenStaysAndTheProblemIsReportedOnceEachTimeItBegins() throws IOException {
        write("first");
        TokenSource source = ofFile();
        Files.delete(file);
        assertStays("first", source, 5);
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).startsWith("the token stays as it was: "), problems.get(0));
        assertTrue(problems.get(0).contains(file.toString()), problems.get(0));
        write("second\n");
        time.pass(SECOND);
        assertEquals("second", source.token());
        write("bad\nbad\n");
        assertStays("second", source, 5);
        assertEquals(2, problems.size());
        assertEquals(
                "the token stays as it was: " + file + " contains a line break or a control character",
                problems.get(1));
    }

    private void assertStays(String token, TokenSource source, int seconds) {
        for (int i = 0; i < seconds; i++) {
            time.pass(SECOND);
            assertEquals(token, source.token());
        }
    }

    @Test
    void fileIsReadByOneOfTheCallsThatNeedIt() throws Exception {
        write("first");
        TokenSource source = ofFile();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CyclicBarrier start = new CyclicBarrier(4);
            Callable<String> reading = () -> {
                start.await(30, TimeUnit.SECONDS);
                return source.token();
            };
            for (int round = 0; round < 100; round++) {
                String before = "token" + round;
                write(before);
                time.pass(SECOND);
                assertEquals(before, source.token());
                List<Future<String>> others = new ArrayList<>();
                Files.delete(file);
                time.pass(SECOND);
                for (int i = 0; i < 4; i++) {
                    others.add(threads.submit(reading));
                }
                for (Future<String> other : others) {
                    assertEquals(before, other.get(30, TimeUnit.SECONDS));
                }
                assertEquals(round + 1, problems.size());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    // ---- secrecy

    @Test
    void secretIsShownNowhere() throws IOException {
        write(SECRET);
        List<Object> shown = List.of(
                ofValue(SECRET).toString(),
                ofFile().toString(),
                TokenSettings.ofValue("X-INTERNAL-TOKEN", SECRET).toString(),
                TokenSettings.ofFile("X-INTERNAL-TOKEN", file.toString()).toString(),
                new TokenPolicy(ofValue(SECRET)).toString());
        assertFalse(shown.toString().contains(SECRET), shown::toString);
        assertTrue(shown.toString().contains(file.toString()), shown::toString);
    }

    // ---- the policy

    @Test
    void eachAttemptGetsTheTokenInForce() throws IOException {
        write("first");
        TokenSource source = ofFile();
        Chain chain =
                new Chain(List.of(new TokenPolicy(source)), attempt -> Verdict.SUCCESS, new CallListener() {}, time);
        StagedCall call = new StagedCall(time).thenAnswered(200);
        call.run(chain);
        assertEquals("first", call.attempt().token());
        write("other");
        time.pass(SECOND);
        StagedCall later = new StagedCall(time).thenAnswered(200);
        later.run(chain);
        assertEquals("other", later.attempt().token());
        assertEquals("first", call.attempt().token());
    }

    @Test
    void problemOfATextIsNoneWhereThereIsNone() {
        assertNull(TokenText.problem(SECRET));
        assertEquals("a", TokenText.withoutTrailingLineBreak("a\r\n"));
        assertEquals("", TokenText.withoutTrailingLineBreak("\n"));
        assertEquals("a ", TokenText.withoutTrailingLineBreak("a \n"));
    }
}
