package io.resil.agent.log;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ending;
import io.resil.agent.call.FailureText;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.call.Place;
import io.resil.agent.call.Verdict;
import io.resil.agent.call.WouldHave;
import io.resil.api.ServiceUnavailableException;
import java.util.Locale;

/**
 * The log lines of one service. Paths come without query and user info, reasons without secrets. A line whose level is
 * off is not made. Thread-safe.
 */
public final class CallLog implements CallListener {

    private static final String BULKHEAD_FULL = "BULKHEAD_FULL";

    private final Log log;
    private final String prefix;
    private final int maxAttempts;
    /** The lines on calls are for whoever looks for them, and those on the breaker say that it is a shadow. */
    private final boolean observing;
    /** Which breaker the lines on a breaker are about: empty, or where there are several, {@code for host:port}. */
    private final String whose;

    private final OneASecond rejections = new OneASecond();
    private final OneASecond bulkheadRejections = new OneASecond();
    private final OneASecond fallbacks = new OneASecond();

    /**
     * @param log the log of the service
     * @param serviceName as people know it
     * @param maxAttempts of one call, retries included; 1 or more
     */
    public CallLog(Log log, String serviceName, int maxAttempts) {
        this(log, "[" + serviceName + "] ", maxAttempts, false, "");
    }

    private CallLog(Log log, String prefix, int maxAttempts, boolean observing, String whose) {
        this.log = log;
        this.prefix = prefix;
        this.maxAttempts = maxAttempts;
        this.observing = observing;
        this.whose = whose;
    }

    /** The log of the breaker of one origin, where each has one. */
    public CallLog ofOrigin(String origin) {
        return new CallLog(log, prefix, maxAttempts, observing, of(origin));
    }

    /** The log of the service while it is only observed: a call is one attempt, and no line stands for something done. */
    public CallLog whileObserving() {
        return new CallLog(log, prefix + "(observing) ", 1, true, whose);
    }

    private static String of(String origin) {
        return " for " + FailureText.clean(origin);
    }

    // ---- calls

    @Override
    public void attemptStarted(HttpCall call, Attempt attempt) {
        if (log.isEnabled(Level.DEBUG)) {
            log.debug(prefix + request(call) + " (attempt " + numberOf(attempt) + ")");
        }
    }

    @Override
    public void attemptEnded(HttpCall call, Attempt attempt) {
        boolean retried = attempt.number() > 1;
        if (attempt.endedAs(Ending.ANSWERED) && attempt.verdict() != Verdict.FAILURE && attempt.status() != 429) {
            answered(retried ? Level.INFO : Level.DEBUG, call, attempt);
        } else {
            failed(observing || attempt.endedAs(Ending.CANCELLED) ? Level.DEBUG : Level.INFO, attempt);
        }
    }

    /** A 404 is a fine answer of the service, and no success of the request. */
    private void answered(Level level, HttpCall call, Attempt attempt) {
        if (log.isEnabled(level)) {
            String request = request(call);
            String what =
                    attempt.status() < 400 ? "✓ " + request + " succeeded" : request + " answered " + attempt.status();
            String taken = Durations.rounded(attempt.startedAt() + attempt.nanos() - call.startedAt());
            log.write(level, prefix + what + " (attempt " + numberOf(attempt) + ", " + taken + ")", null);
        }
    }

    private void failed(Level level, Attempt attempt) {
        if (log.isEnabled(level)) {
            String reason = FailureText.reason(attempt);
            log.write(
                    level,
                    prefix + what(attempt) + " on attempt " + numberOf(attempt)
                            + (reason.isEmpty() ? "" : ": " + reason),
                    null);
        }
    }

    private static String what(Attempt attempt) {
        Ending ending = attempt.ending();
        if (ending == null) {
            return "Ended";
        }
        switch (ending) {
            case ANSWERED:
                return "Answered " + attempt.status();
            case NEVER_SENT:
                return "Connection failed";
            case STALE_CONNECTION:
                return "Kept connection was dead";
            case UNANSWERED:
                return "No answer";
            case TIMED_OUT:
                return "Timed out";
            case TLS_REFUSED:
                return "TLS refused";
            case CANCELLED:
                return "Cancelled";
            case LOCAL:
                return "Failed before the service";
            case PROXY_REFUSED:
                return "Proxy refused";
            case REJECTED:
                return "Rejected";
        }
        throw new IllegalArgumentException(ending.name());
    }

    @Override
    public void retrying(HttpCall call, Attempt failed, long waitNanos) {
        if (log.isEnabled(Level.INFO)) {
            log.info(prefix + (waitNanos > 0 ? "Retrying in " + Durations.rounded(waitNanos) : "Retrying at once")
                    + "...");
        }
    }

    @Override
    public void retryDenied(HttpCall call, Attempt failed, String limit) {
        if (log.isEnabled(Level.DEBUG)) {
            log.debug(prefix + "Not retried: " + limit);
        }
    }

    /** By the breaker or the bulkhead, at most one line a second; by any other policy, like an attempt that failed. */
    @Override
    public void rejected(HttpCall call, Attempt attempt) {
        Throwable failure = attempt.failure();
        if (!(failure instanceof ServiceUnavailableException)) {
            failed(Level.INFO, attempt);
            return;
        }
        ServiceUnavailableException rejection = (ServiceUnavailableException) failure;
        boolean ofBulkhead = rejection.getState().equals(BULKHEAD_FULL);
        // asked first: of ten thousand rejections a second, one line is made
        long more = (ofBulkhead ? bulkheadRejections : rejections).pass(attempt.startedAt());
        if (more == OneASecond.HELD_BACK || !log.isEnabled(Level.WARN)) {
            return;
        }
        if (ofBulkhead) {
            rejected("Bulkhead full", "max-concurrent calls in flight", more);
        } else {
            Place place = call.place();
            String whom = rejection.getState() + (place == null ? "" : of(place.origin()));
            rejected("Circuit breaker " + whom, outlook(rejection), more);
        }
    }

    private void rejected(String who, String why, long more) {
        log.warn(prefix + who + " - rejecting request (" + why + moreSince(more) + ")");
    }

    private static String moreSince(long more) {
        return more == 0 ? "" : "; " + more + " more since the last line";
    }

    /** At most one line a second: while a service is down, every call of it is answered so. */
    @Override
    public void fellBack(HttpCall call, Attempt failed, String source) {
        long more = fallbacks.pass(failed.startedAt());
        LocalAnswer answer = failed.localAnswer();
        if (answer != null && more != OneASecond.HELD_BACK && log.isEnabled(Level.INFO)) {
            log.info(prefix + request(call) + " answered " + answer.status() + " by fallback (" + source
                    + moreSince(more) + ")");
        }
    }

    @Override
    public void observed(HttpCall call, Attempt attempt, WouldHave been, long threadNanos) {
        if (log.isEnabled(Level.DEBUG)) {
            log.debug(prefix + request(call) + " would have " + text(been));
        }
    }

    private static String text(WouldHave been) {
        return been.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String outlook(ServiceUnavailableException rejection) {
        switch (rejection.getState()) {
            case "HALF_OPEN":
                return "a probe is under way";
            case "FORCED_OPEN":
                return "until it is lifted";
            default:
                return "next probe in "
                        + Durations.upToSeconds(rejection.getRetryAfter().toNanos());
        }
    }

    private static String request(HttpCall call) {
        return FailureText.clean(call.method() + ' ' + call.path());
    }

    private String numberOf(Attempt attempt) {
        return attempt.number() + "/" + Math.max(maxAttempts, attempt.number());
    }

    // ---- the breaker

    /** @param reason for instance {@code threshold reached: 5/5} */
    public void opened(String reason) {
        changed(Level.WARN, "OPEN" + whose + " (" + reason + ")");
    }

    public void halfOpen() {
        if (observing) {
            changed(Level.INFO, "HALF_OPEN" + whose);
        } else {
            log.info(prefix + "Circuit breaker entering HALF_OPEN state" + whose);
        }
    }

    /** @param nanosOpen since it left CLOSED */
    public void recovered(long nanosOpen) {
        String after = Durations.rounded(nanosOpen);
        changed(Level.INFO, "CLOSED" + whose + " (service recovered after " + after + ")");
    }

    /** @param state since when, and what comes of it: {@code OPEN for 2h: 23,456 calls rejected, next probe in 41s} */
    public void stillOpen(String state) {
        changed(Level.WARN, state);
    }

    /** Somebody set the state by hand. */
    public void forced(String state) {
        changed(Level.WARN, state + whose + " (set by hand)");
    }

    private void changed(Level level, String state) {
        if (observing) {
            log.info(prefix + "Circuit breaker would be " + state);
        } else {
            log.write(level, prefix + "Circuit breaker " + state, null);
        }
    }
}
