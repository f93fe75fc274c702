package io.resil.agent.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;
import io.resil.agent.call.VirtualTime;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an attempt proves about the service. */
class StatusJudgeTest {

    private static final StatusSet SERVER_ERRORS = StatusSet.NONE.withRange(500, 599);

    private static Verdict verdict(StagedCall call, StatusSet failures) {
        call.run(new Chain(List.of(), new StatusJudge(failures), new CallListener() {}, new VirtualTime()));
        return call.attempt().verdict();
    }

    private static StagedCall call() {
        return new StagedCall(new VirtualTime());
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER_SENT, FAILURE",
        "UNANSWERED, FAILURE",
        "TIMED_OUT, FAILURE",
        "TLS_REFUSED, FAILURE",
        "STALE_CONNECTION, NEUTRAL",
        "CANCELLED, NEUTRAL",
        "LOCAL, NEUTRAL",
        "PROXY_REFUSED, NEUTRAL",
        "REJECTED, NEUTRAL"
    })
    void judgesWhatCameWithoutAnAnswer(Ending ending, Verdict verdict) {
        assertEquals(verdict, verdict(call().thenEnds(ending, new IOException()), SERVER_ERRORS));
    }

    @ParameterizedTest
    @CsvSource({
        "100, SUCCESS",
        "200, SUCCESS",
        "304, SUCCESS",
        "404, SUCCESS",
        "499, SUCCESS",
        "407, NEUTRAL",
        "429, NEUTRAL",
        "500, FAILURE",
        "503, FAILURE",
        "599, FAILURE",
        "600, SUCCESS"
    })
    void judgesAnAnswerByItsStatus(int status, Verdict verdict) {
        assertEquals(verdict, verdict(call().thenAnswered(status), SERVER_ERRORS));
    }

    @Test
    void countsAsFailuresWhatTheConfigurationNames() {
        StatusSet named = StatusSet.of(404, 429);
        assertEquals(Verdict.FAILURE, verdict(call().thenAnswered(404), named));
        assertEquals(Verdict.FAILURE, verdict(call().thenAnswered(429), named));
        assertEquals(Verdict.SUCCESS, verdict(call().thenAnswered(500), named));
    }

    @ParameterizedTest
    @CsvSource({"200", "429", "503"})
    void answerThatCameWithoutTheWireProvesNothing(int status) {
        assertEquals(
                Verdict.NEUTRAL, verdict(call().then(attempt -> attempt.answered(status, -1, false)), SERVER_ERRORS));
    }

    @Test
    void attemptThatDoesNotSayHowItEndedProvesNothing() {
        assertEquals(Verdict.NEUTRAL, verdict(call().then(attempt -> {}), SERVER_ERRORS));
    }
}
