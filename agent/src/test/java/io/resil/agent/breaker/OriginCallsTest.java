package io.resil.agent.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.VirtualTime;
import io.resil.agent.call.WouldHave;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever watches an origin hears of everything that happens to its calls; who watches the rest, of those without a place. */
class OriginCallsTest {

    private static final StatusSet SERVER_ERRORS = StatusSet.NONE.withRange(500, 599);
    private static final BreakerSettings SETTINGS = new BreakerSettings(5, 1_000, 1_000, SERVER_ERRORS);

    private final List<String> heard = new ArrayList<>();
    private final VirtualTime time = new VirtualTime(0);
    private final OriginCalls calls = new OriginCalls(new OriginPlaces(1, this::make, time.nanos()));

    private OriginBreaker make(String origin, BreakerState state, long now) {
        OriginWatch watch = (OriginWatch) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {OriginWatch.class}, (proxy, method, arguments) -> {
                    heard.add(origin + " " + method.getName());
                    return null;
                });
        CircuitBreaker breaker = new CircuitBreaker(SETTINGS, watch, time, () -> 1_000);
        return new OriginBreaker(origin, new Guard(breaker, new RejectionText("Chroma Server", origin)), watch, now);
    }

    @Test
    void whoWatchesAnOriginHearsOfEachThingThatHappensToItsCalls() {
        StagedCall call = ended();
        Attempt attempt = call.attempt();
        calls.callStarted(call);
        everything(call, attempt);
        calls.callEnded(call);
        calls.callEnded(call); // as after a fault of ours
        String origin = call.origin().toString();
        assertEquals(
                List.of(
                        origin + " came",
                        origin + " callStarted",
                        origin + " attemptStarted",
                        origin + " attemptEnded",
                        origin + " retrying",
                        origin + " retryDenied",
                        origin + " rejected",
                        origin + " observed",
                        origin + " callEnded"),
                heard);
    }

    @Test
    void whoWatchesTheRestHearsOfCallsWithoutAPlace() {
        StagedCall call = ended();
        everything(call, call.attempt());
        assertEquals(
                List.of(
                        "further origins attemptStarted",
                        "further origins attemptEnded",
                        "further origins retrying",
                        "further origins retryDenied",
                        "further origins rejected",
                        "further origins observed"),
                heard);
    }

    private void everything(HttpCall call, Attempt attempt) {
        calls.attemptStarted(call, attempt);
        calls.attemptEnded(call, attempt);
        calls.retrying(call, attempt, 7);
        calls.retryDenied(call, attempt, "budget");
        calls.rejected(call, attempt);
        calls.observed(call, attempt, WouldHave.TIMED_OUT, 9);
    }

    /** Of which nobody has heard yet. */
    private StagedCall ended() {
        StagedCall call = new StagedCall(time).thenEnds(Ending.NEVER_SENT, new ConnectException("refused"));
        call.run(new Chain(List.of(), new StatusJudge(SERVER_ERRORS), new CallListener() {}, time));
        return call;
    }
}
