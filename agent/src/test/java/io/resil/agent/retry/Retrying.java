package io.resil.agent.retry;

import io.resil.agent.breaker.StatusJudge;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Policy;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.VirtualTime;
import io.resil.agent.timeout.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** Retries with the settings of the contract, but for what a test changes, in virtual time and by scripted chance. */
final class Retrying {

    static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY");
    static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE");
    static final double MIDDLE = 0.5;

    final VirtualTime time = new VirtualTime(Long.MAX_VALUE - 1000);

    /** What the listener heard. */
    final List<String> heard = new ArrayList<>();

    /** What {@code random} draws: the middle of all, so that a wait is the planned one. */
    double chance = MIDDLE;

    int maxRetries = 3;
    Duration backoff = Duration.ofSeconds(1);
    double multiplier = 2;
    Duration maxBackoff = Duration.ofSeconds(30);
    double jitter = 0.2;
    boolean timeouts;
    Duration maxRetryAfter = Duration.ofSeconds(5);
    int maxWaiting = 50;
    Limit deadline = Limit.NONE;

    RetrySettings settings() {
        return new RetrySettings(
                maxRetries,
                backoff.toNanos(),
                multiplier,
                maxBackoff.toNanos(),
                jitter,
                StatusSet.of(429, 502, 503, 504),
                IDEMPOTENT,
                SAFE,
                timeouts,
                maxRetryAfter.toNanos(),
                maxWaiting);
    }

    Retry retry() {
        return new Retry(settings(), deadline, time, random(), listener());
    }

    DoubleSupplier random() {
        return () -> chance;
    }

    private CallListener listener() {
        return new CallListener() {
            @Override
            public void retrying(HttpCall call, Attempt failed, long waitNanos) {
                heard.add("retrying " + failed.number() + " in " + Duration.ofNanos(waitNanos));
            }

            @Override
            public void retryDenied(HttpCall call, Attempt failed, String limit) {
                heard.add("denied " + failed.number() + " by " + limit);
            }
        };
    }

    /** The retry alone, or with what stands inside of it. */
    Chain chain(Policy... inside) {
        List<Policy> policies = new ArrayList<>();
        policies.add(retry());
        policies.addAll(List.of(inside));
        return new Chain(policies, new StatusJudge(StatusSet.NONE.withRange(500, 599)), new CallListener() {}, time);
    }

    StagedCall call() {
        return new StagedCall(time);
    }
}
