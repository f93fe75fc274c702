package io.resil.agent.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.breaker.RateRule;
import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.BlockingCall;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.ListenerPair;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Step;
import io.resil.agent.call.Target;
import io.resil.agent.call.Ticker;
import io.resil.agent.log.CallLog;
import io.resil.agent.log.Level;
import io.resil.agent.log.Log;
import io.resil.agent.log.LogTarget;
import io.resil.agent.retry.BudgetSettings;
import io.resil.agent.retry.RetrySettings;
import io.resil.agent.stats.ServiceStats;
import io.resil.agent.timeout.Limit;
import io.resil.agent.timeout.TimeoutSettings;
import io.resil.agent.timeout.TimerThread;
import io.resil.agent.timeout.Timers;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/**
 * What a governed call allocates: the same on a fast machine and on a busy one, so it can be held to. The bounds are for a
 * HotSpot with compressed references, 64 bits.
 */
class AllocationTest {

    private static final int CALLS = 20_000;
    private static final Duration ATTEMPT = Duration.ofSeconds(15);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Parts parts = new RealParts();

    private ServiceSettings service(boolean governed) {
        return new ServiceSettings(
                "chroma",
                "Chroma Server",
                List.of(UrlPattern.parse("http://chroma:6003")),
                Mode.ENFORCE,
                governed
                        ? new TimeoutSettings(
                                Limit.configured(ATTEMPT.toNanos()),
                                Limit.builtIn(Duration.ofSeconds(3).toNanos()),
                                Limit.NONE,
                                Limit.builtIn(Duration.ofSeconds(30).toNanos()))
                        : new TimeoutSettings(Limit.NONE, Limit.NONE, Limit.NONE, Limit.NONE),
                governed ? retry() : null,
                governed ? breaker() : null,
                governed ? TokenSettings.ofValue("X-INTERNAL-TOKEN", "secret") : null);
    }

    private static RetrySettings retry() {
        return new RetrySettings(
                3,
                Duration.ofSeconds(1).toNanos(),
                2,
                Duration.ofSeconds(30).toNanos(),
                0.2,
                StatusSet.of(429, 502, 503, 504),
                Set.of("GET"),
                Set.of("GET"),
                false,
                Duration.ofSeconds(5).toNanos(),
                50,
                new BudgetSettings(0.2, 10));
    }

    private static BreakerSettings breaker() {
        return new BreakerSettings(
                5,
                Duration.ofSeconds(60).toNanos(),
                Duration.ofSeconds(30).toNanos(),
                StatusSet.NONE.withRange(500, 599),
                new RateRule(50, Duration.ofDays(1).toNanos(), 20),
                null,
                0,
                false,
                false);
    }

    private Service chroma(boolean governed) {
        return new RouteTable(List.of(service(governed)), parts).services().get(0);
    }

    private long bytesOf(Runnable work) {
        work.run(); // loads classes, makes the stripe of this thread
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < CALLS; i++) {
            work.run();
        }
        return Math.round((double) (threads.getThreadAllocatedBytes(thread) - before) / CALLS);
    }

    private long bytesOfCall(Target target) {
        return bytesOf(() -> target.chain().run(new AnsweredCall(target)));
    }

    @Test
    void policiesOfACallThatSucceedsAllocateNothing() {
        long bare = bytesOfCall(chroma(false));
        long governed = bytesOfCall(chroma(true));
        // measured: 200 and 200; the call and its attempt
        assertTrue(bare <= 208, () -> bare + " bytes for a call and its attempt");
        assertTrue(governed - bare <= 1, () -> governed - bare + " bytes for the policies");
    }

    @Test
    void rejectionAllocatesItsExceptionAndNoTrace() {
        Service open = chroma(true);
        ((CircuitBreaker) open.breaker()).forceOpen();
        long bare = bytesOfCall(chroma(false));
        long rejected = bytesOfCall(open);
        // measured: 57, the exception; the ten with a trace, spread over all, are one byte of it
        assertTrue(rejected - bare <= 64, () -> rejected - bare + " bytes for a rejection");
    }

    @Test
    void lookupAllocatesNothing() {
        RouteTable routes = new RouteTable(List.of(service(true)), parts);
        assertEquals(0, bytesOf(() -> routes.match("http", "chroma", 6003, "/query?of=mine")));
        assertEquals(0, bytesOf(() -> routes.match("https", "elsewhere.example", -1, "/query?of=mine")));
    }

    /** Time, counters and log as in production; the log leads nowhere. */
    private static final class RealParts implements Parts {

        private final Timers timers = new TimerThread((place, fault) -> {
            throw new AssertionError(place, fault);
        });
        private final Log log = new Log(Level.INFO, new LogTarget() {
            @Override
            public boolean isEnabled(Level level, String logger) {
                return level != Level.DEBUG;
            }

            @Override
            public void write(Level level, String logger, String message, Throwable thrown) {}
        });

        @Override
        public Ticker ticker() {
            return Ticker.SYSTEM;
        }

        @Override
        public LongSupplier wallMillis() {
            return System::currentTimeMillis;
        }

        @Override
        public Timers timers() {
            return timers;
        }

        @Override
        public DoubleSupplier random() {
            return () -> 0.5;
        }

        @Override
        public CallListener callListener(ServiceSettings service) {
            return new ListenerPair(
                    new ServiceStats(wallMillis()), new CallLog(log.ofService(service.id), service.name, 4));
        }

        @Override
        public BreakerListener breakerListener(ServiceSettings service) {
            return transition -> {};
        }

        @Override
        public TokenSource tokens(ServiceSettings service, TokenSettings token) {
            try {
                return TokenSource.open(token, Ticker.SYSTEM, problem -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Answered at once. */
    private static final class AnsweredCall extends BlockingCall {

        AnsweredCall(Target target) {
            super(target, Ticker.SYSTEM);
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/query";
        }

        @Override
        public boolean isReplayable() {
            return true;
        }

        @Override
        public boolean hasIdempotencyKey() {
            return false;
        }

        @Override
        public boolean hasOwnTimeout() {
            return false;
        }

        @Override
        public boolean hasOwnConnectTimeout() {
            return false;
        }

        @Override
        protected Step send(Attempt attempt) {
            attempt.markRequestWritten(true);
            attempt.markHeadAccepted();
            attempt.answered(200, -1, false);
            return Step.OUTWARD;
        }

        @Override
        public void abort(Attempt attempt, AbortCause cause) {}

        @Override
        protected Throwable interrupted() {
            return new InterruptedException();
        }

        @Override
        protected Throwable cancelled() {
            return new IllegalStateException();
        }

        @Override
        protected void onCancel(Runnable waker) {}
    }
}
