package io.resil.agent.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTextTest {

    private static Attempt failed(Throwable failure) {
        Attempt attempt = new Attempt(1, 0, null);
        attempt.end(Ending.NEVER_SENT, failure);
        return attempt;
    }

    private static String reason(Throwable failure) {
        return FailureText.reason(failed(failure));
    }

    @Test
    void reasonIsWhatTheDeepestCauseSays() {
        assertEquals(
                "unable to find valid certification path",
                reason(new IOException(
                        "handshake",
                        new IOException("PKIX", new IOException("unable to find valid certification path")))));
    }

    @Test
    void reasonPassesOverCausesThatSayNothing() {
        assertEquals(
                "HTTP connect failed",
                reason(new ConnectException("HTTP connect failed").initCause(new IOException())));
    }

    @Test
    void reasonOfAMuteFailureIsItsType() {
        assertEquals("ConnectException", reason(new ConnectException()));
    }

    @Test
    void reasonLeavesOutTheAddressThatApachePutsInFront() {
        assertEquals(
                "Connection refused",
                reason(
                        new ConnectException(
                                "Connect to http://chroma:6003 [chroma/127.0.0.1] failed: Connection refused (Connection refused)")));
    }

    @Test
    void reasonSaysThatAHostIsUnknown() {
        assertEquals("Unknown host: chroma", reason(new UnknownHostException("chroma")));
    }

    @Test
    void reasonEndsWhereCausesFormALoop() {
        IOException outer = new IOException("outer");
        IOException inner = new IOException("inner", outer);
        outer.initCause(inner);
        assertTrue(reason(outer).endsWith("er"));
    }

    @Test
    void fullTextNamesTheTypeOrTheStatus() {
        assertEquals("java.net.ConnectException: refused", FailureText.full(failed(new ConnectException("refused"))));
        Attempt answered = new Attempt(1, 0, null);
        answered.answered(503, -1, true);
        assertEquals("answered 503", FailureText.full(answered));
        assertEquals("", FailureText.reason(answered));
    }

    @Test
    void tokenOfTheAttemptIsNeverShown() {
        Attempt attempt = failed(new IOException("illegal header value s3cret! in X-INTERNAL-TOKEN"));
        attempt.setToken("s3cret!");
        assertFalse(FailureText.full(attempt).contains("s3cret!"));
        assertFalse(FailureText.reason(attempt).contains("s3cret!"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET http://h:1/p?key=a,b(c)&d#e failed | GET http://h:1/p failed",
                "\"http://h/p?key=a\" failed | \"http://h/p\" failed",
                "no answer of http://user:pw@h:1/p | no answer of http://h:1/p",
                "http://us@er:pw@h/p@q | http://h/p@q",
                "http://user:pw@h?key=a | http://h",
                "user:pw@h:80 is down | h:80 is down",
                "/query?key=a is gone | /query is gone",
                "http://h/p/user@example.org:1 | http://h/p/user@example.org:1",
                "pool@1a2b is shut down | pool@1a2b is shut down",
                "really? yes | really? yes",
            })
    void queriesAndUserInfoAreLeftOut(String text, String clean) {
        assertEquals(clean, FailureText.clean(text));
    }

    @Test
    void textStaysOneLine() {
        assertEquals("a  b c d", FailureText.clean("a\r\nb\u0000c\u0085d"));
    }

    @Test
    void textIsBounded() {
        assertEquals(303, FailureText.clean("word ".repeat(1000)).length());
        assertEquals(303, FailureText.clean("w".repeat(1000)).length());
    }
}
