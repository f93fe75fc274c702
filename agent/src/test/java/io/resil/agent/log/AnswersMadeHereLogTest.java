package io.resil.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.bulkhead.Bulkhead;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.ListenerPair;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.call.PlannedCall;
import io.resil.agent.call.Policy;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;
import io.resil.agent.fallback.Fallback;
import io.resil.agent.fallback.FallbackSettings;
import io.resil.agent.stats.ServiceStats;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnswersMadeHereLogTest {

    private final AtomicLong now = new AtomicLong();
    private final RecordingTarget target = new RecordingTarget();
    private final ServiceStats stats = new ServiceStats(() -> 0);
    private final CallListener listener =
            new ListenerPair(stats, new CallLog(new Log(Level.INFO, target).ofService("chroma"), "Chroma Server", 1));

    private void run(Policy policy, String method) {
        PlannedCall call = new PlannedCall(method) {
            @Override
            public boolean takesLocalAnswers() {
                return true;
            }
        }.plan(PlannedCall.ended(Ending.NEVER_SENT, new ConnectException("Connection refused")));
        new Chain(List.of(policy), attempt -> Verdict.FAILURE, listener, now::get).run(call);
    }

    @Test
    void tellsOfAFallbackAndAtMostOnceASecond() {
        FallbackSettings settings = new FallbackSettings(new LocalAnswer(200, List.of(), new byte[0]), null);
        Fallback fallback = new Fallback(settings, StatusSet.NONE, now::get, listener);
        run(fallback, "GET");
        run(fallback, "GET");
        run(fallback, "GET");
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        run(fallback, "POST");

        target.lines.removeIf(line -> line.contains("Connection failed"));
        assertEquals(
                List.of(
                        "INFO [Chroma Server] GET / answered 200 by fallback (static)",
                        "INFO [Chroma Server] POST / answered 200 by fallback (static; 2 more since the last line)"),
                target.lines);
        assertEquals(4, stats.counts().fallbacks);
        stats.reset();
        assertEquals(0, stats.counts().fallbacks);
    }

    @Test
    void tellsOfAFullBulkhead() {
        Bulkhead full = new Bulkhead(1, "chroma", "Chroma Server", now::get);
        full.enter(new PlannedCall("GET"));
        run(full, "GET");
        run(full, "GET");

        assertEquals(
                List.of("WARN [Chroma Server] Bulkhead full - rejecting request (max-concurrent calls in flight)"),
                target.lines);
        assertEquals(2, stats.counts().rejections);
        assertEquals(0, stats.counts().attempts);
    }
}
