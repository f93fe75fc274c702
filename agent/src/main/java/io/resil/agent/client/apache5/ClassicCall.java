package io.resil.agent.client.apache5;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.BlockingCall;
import io.resil.agent.call.Current;
import io.resil.agent.call.Ending;
import io.resil.agent.call.Environment;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.call.Origin;
import io.resil.agent.call.RetryAfter;
import io.resil.agent.call.Step;
import io.resil.agent.call.Target;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import java.io.InterruptedIOException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** A blocking call of Apache HttpClient 5. */
final class ClassicCall extends BlockingCall {

    private final Asked asked;
    private final boolean carried;
    private final Environment environment;
    private final Wire wire = new Wire();

    /** The asynchronous client that carries the latest attempt out; null where the client does so itself. */
    private volatile @Nullable Carrier carrier;

    private @Nullable CloseableHttpResponse response;
    private @Nullable Attempt responseOf;
    private @Nullable Throwable bodyFailure;

    /** @param carried by an asynchronous client */
    ClassicCall(Target target, Asked asked, boolean carried, Environment environment) {
        super(target, environment.ticker());
        this.asked = asked;
        this.carried = carried;
        this.environment = environment;
    }

    /** The call of this kind that is being sent on this thread. */
    static @Nullable ClassicCall current() {
        HttpCall call = Current.get();
        return call instanceof ClassicCall ? (ClassicCall) call : null;
    }

    /** What is known of the connection of the attempt under way. */
    Wire wire() {
        return wire;
    }

    @Nullable
    Carrier carrier() {
        return carrier;
    }

    boolean mightHoldBack(Attempt attempt, int status) {
        return attempt.isRequestWritten() && target().mightHoldBack(this, status);
    }

    // ---- what the application asked for

    @Override
    public String method() {
        return asked.method();
    }

    @Override
    public String path() {
        return asked.path();
    }

    @Override
    public @Nullable String url() {
        return asked.url();
    }

    @Override
    public @Nullable String requestHeader(String name) {
        return asked.header(name);
    }

    @Override
    public Origin origin() {
        return asked.origin();
    }

    @Override
    public boolean isReplayable() {
        return asked.isReplayable();
    }

    @Override
    public boolean hasIdempotencyKey() {
        return asked.hasIdempotencyKey();
    }

    @Override
    public boolean hasOwnTimeout() {
        return asked.hasOwnTimeout() || wire.hasOwnSocketTimeout();
    }

    @Override
    public boolean hasOwnConnectTimeout() {
        return wire.hasOwnConnectTimeout();
    }

    // ---- sending

    @Override
    public boolean takesLocalAnswers() {
        return true;
    }

    @Override
    protected Step send(Attempt attempt) {
        Carrier current = carried ? new Carrier(this, attempt) : null;
        carrier = current;
        wire.begin(attempt);
        if (attempt.previous() != null) {
            asked.restoreRequest();
        }
        try {
            CloseableHttpResponse answer = execute(attempt);
            if (answer != null) {
                accept(attempt, answer);
            }
        } finally {
            wire.end();
            if (current != null) {
                current.leave();
            }
        }
        return Step.OUTWARD;
    }

    /** Null when the attempt failed, and says so. */
    @SuppressWarnings("deprecation") // the one public method that leads straight to the funnel, in all versions
    private @Nullable CloseableHttpResponse execute(Attempt attempt) {
        HttpCall outer = Current.enter(this);
        try {
            return asked.client.execute(asked.host, asked.request, asked.context);
        } catch (Throwable failure) {
            failed(attempt, failure);
            return null;
        } finally {
            Current.leave(outer);
        }
    }

    private void failed(Attempt attempt, Throwable failure) {
        attempt.end(Ending.LOCAL, failure); // whatever becomes of the next lines, the application gets its failure
        Carrier current = carrier;
        HttpResponse head = current == null ? null : current.head();
        if (head != null && attempt.abortCause() == null && !asked.isCancelled()) {
            bodyFailure = failure; // its body broke off before the caller got to see the head
            responseOf = attempt;
            attempt.markHeadAccepted();
            answered(attempt, head, mightHoldBack(attempt, head.getCode()));
            return;
        }
        attempt.end(ending(attempt, failure), Endings.asTimeout(attempt, target(), failure));
    }

    private Ending ending(Attempt attempt, Throwable failure) {
        Carrier current = carrier;
        return current == null
                ? Endings.of(attempt, wire, asked.isCancelled(), failure)
                : CarriedEndings.of(attempt, current, asked.isCancelled(), failure);
    }

    private void accept(Attempt attempt, CloseableHttpResponse answer) {
        response = answer;
        responseOf = attempt;
        bodyFailure = null;
        Throwable hidden = wire.hiddenFailure();
        if (hidden != null) {
            // a cache makes an answer of its own of a failure; what counts is what happened on the wire
            attempt.endBehindAnswer(ending(attempt, hidden), answer.getCode());
            attempt.markHeadAccepted();
            return;
        }
        boolean held = mightHoldBack(attempt, answer.getCode()) && HeldEntity.hold(answer);
        if (!attempt.markHeadAccepted() && attempt.abortCause() != null && !held) {
            responseOf = null;
            failed(attempt, new InterruptedIOException("aborted as the head came"));
            Closer.closeQuietly(answer);
            return;
        }
        answered(attempt, answer, held);
        limitSilence(answer);
        CopiedEntity.copy(this, answer);
    }

    private static void answered(Attempt attempt, HttpResponse answer, boolean held) {
        Header retryAfter = answer.getFirstHeader(HttpHeaders.RETRY_AFTER);
        String after = retryAfter == null ? null : retryAfter.getValue();
        attempt.answered(answer.getCode(), RetryAfter.nanos(after), held);
    }

    /** Where the client reads by itself, its socket timeout does that. */
    private void limitSilence(CloseableHttpResponse answer) {
        Carrier current = carrier;
        long nanos = target().idleTimeoutNanos();
        HttpEntity entity = answer.getEntity();
        if (current != null && nanos > 0 && entity != null && entity.isStreaming()) {
            answer.setEntity(new CarriedEntity(entity, current, nanos, environment));
        }
    }

    /** What the woven method returns or throws. */
    @Nullable
    Object outcome() {
        LocalAnswer made = attempt().localAnswer();
        CloseableHttpResponse local = made == null ? null : inPlaceOfOutcome(made);
        if (local != null) {
            return local;
        }
        Throwable failure = attempt().failure();
        if (failure == null && responseOf == attempt()) {
            failure = bodyFailure;
        }
        return failure == null ? response : new Advice.Throw(failure);
    }

    /** Null when a fault of ours leaves the application with the outcome itself: what was sent is not sent again. */
    private @Nullable CloseableHttpResponse inPlaceOfOutcome(LocalAnswer made) {
        try {
            CloseableHttpResponse local = LocalResponses.of(made, method());
            if (responseOf == attempt()) {
                Closer.closeQuietly(response); // its connection goes back, if it has not
            }
            return local;
        } catch (RuntimeException | LinkageError fault) {
            environment.fault("answering a call of Apache HttpClient 5", fault);
            return null;
        }
    }

    /**
     * The same when a fault of the agent ended the call in the middle: what was sent is not sent again, and of what is
     * there, the latest is handed over.
     */
    @Nullable
    Object outcomeAfterFault() {
        if (!isEverWritten()) {
            return Seam.PROCEED;
        }
        if (responseOf == attempt()) {
            return bodyFailure == null ? response : new Advice.Throw(bodyFailure);
        }
        for (Attempt ended = attempt(); ended != null; ended = ended.previous()) {
            Throwable failure = ended.failure();
            if (failure != null) {
                return new Advice.Throw(failure);
            }
        }
        return response;
    }

    // ---- waiting and ending

    @Override
    public void abort(Attempt attempt, AbortCause cause) {
        Carrier current = carrier;
        if (current == null) {
            wire.abort(attempt);
        } else if (current.attempt() == attempt) {
            current.abort();
        }
    }

    @Override
    protected Throwable interrupted() {
        return new InterruptedIOException("Interrupted while waiting for the next attempt");
    }

    @Override
    protected Throwable cancelled() {
        return new RequestFailedException("Request aborted");
    }

    @Override
    protected void onCancel(Runnable waker) {
        asked.onCancel(waker);
    }

    long now() {
        return environment.ticker().nanos();
    }
}
