package io.resil.agent.stats;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ending;
import io.resil.agent.call.FailureText;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Verdict;
import io.resil.agent.call.WouldHave;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of one service, or of one origin of it. Nearly all calls are simple: their first attempt is answered, and
 * well. Such a call is counted once when it starts and once, with its latency, when it ends, by counters that threads seldom
 * share; what others are made of is counted piece by piece. Allocates nothing for a call that succeeds. Thread-safe.
 */
public final class ServiceStats implements CallListener {

    private static final double MICROS_PER_MILLI = 1000;

    private final LongSupplier wallMillis;

    private final Counter calls = new Counter();
    /** Of those that were not sent even once. */
    private final Counter unsent = new Counter();
    /** Those of simple calls, which are counted nowhere else. */
    private final Latencies simple;

    private final LongAdder othersEnded = new LongAdder();
    private final Counter successes = new Counter();
    private final Counter failures = new Counter();
    private final Counter neutral = new Counter();
    private final Counter rejections = new Counter();
    private final Counter retries = new Counter();
    private final Counter retriesDenied = new Counter();
    private final Counter timeouts = new Counter();
    private final Counter fallbacks = new Counter();
    private final ObservedStats observed = new ObservedStats();
    private final Recoveries recoveries = new Recoveries();
    private final StateClock states;
    /** Of the attempts of all calls that are not simple. */
    private final Latencies others;

    private volatile @Nullable LastFailure lastFailure;

    /** @param wallMillis milliseconds since 1970-01-01T00:00Z */
    public ServiceStats(LongSupplier wallMillis) {
        this(wallMillis, Ticker.SYSTEM);
    }

    /** @param ticker for the time in each state */
    public ServiceStats(LongSupplier wallMillis, Ticker ticker) {
        this(wallMillis, ticker, new Latencies(), new Latencies());
    }

    private ServiceStats(LongSupplier wallMillis, Ticker ticker, Latencies simple, Latencies others) {
        this.wallMillis = wallMillis;
        this.states = new StateClock(ticker);
        this.simple = simple;
        this.others = others;
    }

    /** The same for one origin of a service, of which there may be a thousand: its latencies are coarse. */
    public static ServiceStats ofOrigin(LongSupplier wallMillis) {
        return ofOrigin(wallMillis, Ticker.SYSTEM);
    }

    public static ServiceStats ofOrigin(LongSupplier wallMillis, Ticker ticker) {
        return new ServiceStats(wallMillis, ticker, Latencies.coarse(), Latencies.coarse());
    }

    // ---- calls

    @Override
    public void callStarted(HttpCall call) {
        calls.increment();
    }

    @Override
    public void attemptStarted(HttpCall call, Attempt attempt) {
        if (attempt.number() > 1) {
            retries.increment();
        }
    }

    @Override
    public void attemptEnded(HttpCall call, Attempt attempt) {
        if (!isSimple(attempt)) {
            count(attempt);
        }
    }

    /** A first one that was answered, and well. Without a request on the wire a cache answered, which says nothing of the service. */
    private static boolean isSimple(Attempt attempt) {
        return attempt.number() == 1
                && attempt.verdict() == Verdict.SUCCESS
                && attempt.endedAs(Ending.ANSWERED)
                && attempt.isRequestWritten();
    }

    private void count(Attempt attempt) {
        counterOf(attempt.verdict()).increment();
        if (attempt.endedAs(Ending.ANSWERED)) {
            if (attempt.isRequestWritten()) {
                others.record(attempt.nanos());
            }
        } else if (isTimeout(attempt)) {
            timeouts.increment();
        }
        if (attempt.verdict() == Verdict.FAILURE) {
            lastFailure = new LastFailure(FailureText.full(attempt), wallMillis.getAsLong());
        }
    }

    private Counter counterOf(Verdict verdict) {
        return verdict == Verdict.SUCCESS ? successes : verdict == Verdict.FAILURE ? failures : neutral;
    }

    /** Ours, or the client's own while connecting: those types have no supertype in common but a name. */
    private static boolean isTimeout(Attempt attempt) {
        Throwable failure = attempt.failure();
        return attempt.endedAs(Ending.TIMED_OUT)
                || attempt.abortCause() != null
                || (attempt.endedAs(Ending.NEVER_SENT)
                        && failure != null
                        && failure.getClass().getName().endsWith("TimeoutException"));
    }

    /** Also an answer that was well may be one to retry, by the configuration. */
    @Override
    public void retrying(HttpCall call, Attempt failed, long waitNanos) {
        if (isSimple(failed)) {
            count(failed);
        }
    }

    @Override
    public void retryDenied(HttpCall call, Attempt failed, String limit) {
        retriesDenied.increment();
    }

    @Override
    public void rejected(HttpCall call, Attempt attempt) {
        if (attempt.endedAs(Ending.REJECTED)) {
            rejections.increment();
        }
        if (attempt.number() == 1) {
            unsent.increment();
        }
    }

    @Override
    public void fellBack(HttpCall call, Attempt failed, String source) {
        fallbacks.increment();
    }

    @Override
    public void observed(HttpCall call, Attempt attempt, WouldHave been, long threadNanos) {
        observed.count(attempt, been, threadNanos);
    }

    @Override
    public void callEnded(HttpCall call) {
        if (isSimple(call.attempt()) && !call.isRepeated()) {
            simple.record(call.attempt().nanos());
        } else {
            othersEnded.increment();
        }
    }

    // ---- the breaker

    /** It left CLOSED for OPEN; a failed probe is no new opening. */
    public void opened() {
        recoveries.opened();
    }

    /** @param nanosOpen from leaving CLOSED to being CLOSED again */
    public void recovered(long nanosOpen) {
        recoveries.recovered(nanosOpen);
    }

    /** To be told where the breaker is, and whenever it may have changed. */
    public StateClock states() {
        return states;
    }

    // ---- readers

    /**
     * Calls that were rejected, or while observed would have been, resets disregarded. Cheap, unlike all {@link #counts()}.
     */
    public long rejectedEver(boolean observed) {
        return observed ? this.observed.rejectedEver() : rejections.total();
    }

    public CallCounts counts() {
        // ends before starts, so that none ends without having started
        Latencies.Recorded simply = simple.recorded();
        long ended = simply.ever + othersEnded.sum();
        Histogram histogram = simply.with(others.recorded());
        LastFailure last = lastFailure;
        return new CallCounts(
                calls.value(),
                attempts(),
                simply.count() + successes.value(),
                failures.value(),
                neutral.value(),
                rejections.value(),
                retries.value(),
                retriesDenied.value(),
                timeouts.value(),
                fallbacks.value(),
                Math.max(0, calls.total() - ended),
                recoveries.timesOpened(),
                recoveries.times(),
                recoveries.meanSeconds(),
                states.seconds(),
                last == null ? "" : last.text,
                last == null ? 0 : last.atMillis,
                millis(histogram, 50),
                millis(histogram, 99),
                new AttemptTimes(histogram),
                observed.counts());
    }

    /** Not counted themselves. A call of before a reset that is found to be none of them only now must not make it negative. */
    private long attempts() {
        return Math.max(0, calls.value() - unsent.value() + retries.value());
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? Double.NaN : micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    /** Sets everything to zero but the calls under way. */
    public void reset() {
        calls.reset();
        unsent.reset();
        successes.reset();
        failures.reset();
        neutral.reset();
        rejections.reset();
        retries.reset();
        retriesDenied.reset();
        timeouts.reset();
        fallbacks.reset();
        observed.reset();
        recoveries.reset();
        states.reset();
        simple.reset();
        others.reset();
        lastFailure = null;
    }

    /** Text, not the exception: that would hold the application's classes. */
    private static final class LastFailure {
        final String text;
        final long atMillis;

        LastFailure(String text, long atMillis) {
            this.text = text;
            this.atMillis = atMillis;
        }
    }
}
