package io.resil.agent.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.resil.agent.breaker.StatusJudge;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HeaderField;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.call.PlannedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Ticker;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFallbackTest {

    private static final StatusSet FAILURES = StatusSet.NONE.withRange(500, 599);

    private final LocalAnswer answer = new LocalAnswer(
            200, List.of(new HeaderField("Content-Type", "application/json")), "{}".getBytes(StandardCharsets.UTF_8));
    private final List<String> heard = new ArrayList<>();

    private PlannedCall run(PlannedCall call) {
        CallListener listener = new CallListener() {
            @Override
            public void fellBack(HttpCall fallen, Attempt failed, String source) {
                heard.add(source);
            }
        };
        Fallback fallback = new Fallback(new FallbackSettings(answer, null), FAILURES, Ticker.SYSTEM, listener);
        new Chain(List.of(fallback), new StatusJudge(FAILURES), listener, Ticker.SYSTEM).run(call);
        return call;
    }

    private PlannedCall run(Consumer<Attempt> course) {
        return run(new Answerable().plan(course));
    }

    private static final class Answerable extends PlannedCall {
        Answerable() {
            super("GET");
        }

        @Override
        public boolean takesLocalAnswers() {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NEVER_SENT", "STALE_CONNECTION", "UNANSWERED", "TIMED_OUT", "TLS_REFUSED", "REJECTED"})
    void answersForAServiceThatGaveNoAnswer(Ending ending) {
        HttpCall call = run(PlannedCall.ended(ending, new ConnectException()));

        LocalAnswer made = Objects.requireNonNull(call.attempt().localAnswer());
        assertEquals("static", made.field("x-resil-fallback"));
        assertEquals("application/json", made.field("Content-Type"));
        assertEquals(List.of("static"), heard);
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "LOCAL", "PROXY_REFUSED"})
    void leavesWhatIsNotTheServicesFailure(Ending ending) {
        HttpCall call = run(PlannedCall.ended(ending, new ConnectException()));

        assertNull(call.attempt().localAnswer());
        assertEquals(List.of(), heard);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ANSWERED"})
    void decidesForEachEnding(Ending ending) {
        boolean failure = new Failures(FAILURES).contains(ended(ending));
        boolean ours = ending == Ending.CANCELLED || ending == Ending.LOCAL || ending == Ending.PROXY_REFUSED;
        assertEquals(!ours, failure);
    }

    private static Attempt ended(Ending ending) {
        PlannedCall call = new PlannedCall("GET").plan(PlannedCall.ended(ending, new ConnectException()));
        new Chain(List.of(), new StatusJudge(FAILURES), new CallListener() {}, Ticker.SYSTEM).run(call);
        return call.attempt();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 599})
    void answersForAServiceThatAnswersAFailure(int status) {
        assertNotNull(run(PlannedCall.answered(status)).attempt().localAnswer());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 304, 404, 429, 499})
    void leavesOtherAnswers(int status) {
        assertNull(run(PlannedCall.answered(status)).attempt().localAnswer());
    }

    @Test
    void leavesAnAnswerThatNeverCameOverTheWire() {
        assertNull(run(attempt -> attempt.answered(504, -1, false)).attempt().localAnswer());
    }

    @Test
    void leavesWhatACacheHadForAServiceThatFailed() {
        assertNull(run(attempt -> attempt.endBehindAnswer(Ending.NEVER_SENT, 200))
                .attempt()
                .localAnswer());
        assertNotNull(run(attempt -> attempt.endBehindAnswer(Ending.NEVER_SENT, 504))
                .attempt()
                .localAnswer());
    }

    @Test
    void leavesTheOutcomeWhereTheClientTakesNoAnswer() {
        PlannedCall call = run(new PlannedCall("GET").plan(PlannedCall.answered(503)));
        assertNull(call.attempt().localAnswer());
        assertEquals(List.of(), heard);
    }

    @Test
    void standsBeforeAnAnswerThatABreakerMade() {
        LocalAnswer ofBreaker = new LocalAnswer(503, List.of(), new byte[0]);
        HttpCall call = run(attempt -> {
            attempt.end(Ending.REJECTED, new ConnectException());
            attempt.answerWith(ofBreaker);
        });
        assertEquals(200, Objects.requireNonNull(call.attempt().localAnswer()).status());
    }
}
