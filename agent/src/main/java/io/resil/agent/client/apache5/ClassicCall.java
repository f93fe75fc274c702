package io.resil.agent.client.apache5;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.BlockingCall;
import io.resil.agent.call.Current;
import io.resil.agent.call.Ending;
import io.resil.agent.call.Environment;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.RetryAfter;
import io.resil.agent.call.Step;
import io.resil.agent.call.Target;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import java.io.InterruptedIOException;
import java.util.Objects;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** A blocking call of Apache HttpClient 5. */
final class ClassicCall extends BlockingCall {

    private final CloseableHttpClient client;
    private final @Nullable HttpHost host;
    private final ClassicHttpRequest request;
    private final @Nullable HttpContext context;
    private final Environment environment;
    private final Wire wire = new Wire();

    /** A minimal client completes the application's own request, and would refuse to do so again; null for the others. */
    private final Header @Nullable [] headersBefore;

    private volatile @Nullable HttpContext carrier;
    private @Nullable CloseableHttpResponse response;
    private @Nullable Attempt responseOf;

    ClassicCall(
            Target target,
            CloseableHttpClient client,
            @Nullable HttpHost host,
            ClassicHttpRequest request,
            @Nullable HttpContext context,
            Environment environment) {
        super(target, environment.ticker());
        this.client = client;
        this.host = host;
        this.request = request;
        this.context = context;
        this.environment = environment;
        this.headersBefore = client instanceof MinimalHttpClient ? request.getHeaders() : null;
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

    /** An asynchronous client carries the call out, known there by a context. */
    void carriedBy(HttpContext clientContext) {
        carrier = clientContext;
        AsyncCalls.carry(clientContext, this);
    }

    // ---- what the application asked for

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        String uri = request.getRequestUri();
        int query = uri == null ? -1 : uri.indexOf('?');
        return uri == null ? "/" : query < 0 ? uri : uri.substring(0, query);
    }

    @Override
    public boolean isReplayable() {
        HttpEntity entity = request.getEntity();
        return entity == null || entity.isRepeatable();
    }

    @Override
    public boolean hasIdempotencyKey() {
        return request.containsHeader("Idempotency-Key");
    }

    @Override
    public boolean hasOwnTimeout() {
        RequestConfig config = config();
        return (config != null && config.getResponseTimeout() != null) || wire.hasOwnSocketTimeout();
    }

    @Override
    public boolean hasOwnConnectTimeout() {
        return wire.hasOwnConnectTimeout();
    }

    /** In the order in which the client itself looks. */
    private @Nullable RequestConfig config() {
        RequestConfig own = request instanceof Configurable ? ((Configurable) request).getConfig() : null;
        if (own == null && context instanceof HttpClientContext) {
            RequestConfig ofContext = ((HttpClientContext) context).getRequestConfig();
            own = ofContext == RequestConfig.DEFAULT ? null : ofContext; // what it says when it has none
        }
        return own == null && client instanceof Configurable ? ((Configurable) client).getConfig() : own;
    }

    // ---- sending

    @Override
    @SuppressWarnings("deprecation") // the one public method that leads straight to the funnel, in all versions
    protected Step send(Attempt attempt) {
        wire.begin(attempt);
        if (headersBefore != null && attempt.previous() != null) {
            request.setHeaders(headersBefore);
        }
        HttpCall outer = Current.enter(this);
        try {
            CloseableHttpResponse answer = client.execute(host, request, context);
            response = answer;
            responseOf = attempt;
        } catch (Throwable failure) {
            failed(attempt, failure);
            return Step.OUTWARD;
        } finally {
            Current.leave(outer);
            wire.end();
            HttpContext carried = carrier;
            if (carried != null) {
                AsyncCalls.forget(carried);
            }
        }
        accept(attempt, Objects.requireNonNull(response));
        return Step.OUTWARD;
    }

    private void failed(Attempt attempt, Throwable failure) {
        attempt.end(Ending.LOCAL, failure); // whatever becomes of the next line, the application gets its failure
        attempt.end(Endings.of(attempt, wire, isCancelled(), failure), Endings.asTimeout(attempt, target(), failure));
    }

    private void accept(Attempt attempt, CloseableHttpResponse answer) {
        Throwable hidden = wire.hiddenFailure();
        if (hidden != null) {
            // a cache makes an answer of its own of a failure; what counts is what happened on the wire
            attempt.markHeadAccepted();
            attempt.end(Endings.of(attempt, wire, isCancelled(), hidden), null);
            return;
        }
        int status = answer.getCode();
        boolean held = attempt.isRequestWritten() && target().mightRetry(this, status) && HeldEntity.hold(answer);
        if (!attempt.markHeadAccepted() && !held) {
            responseOf = null;
            failed(attempt, new InterruptedIOException("aborted as the head came"));
            Closer.closeQuietly(answer);
            return;
        }
        Header retryAfter = answer.getFirstHeader(HttpHeaders.RETRY_AFTER);
        String after = retryAfter == null ? null : retryAfter.getValue();
        attempt.answered(status, RetryAfter.nanos(after, System.currentTimeMillis()), held);
    }

    /** What the woven method returns or throws. */
    @Nullable
    Object outcome() {
        Throwable failure = attempt().failure();
        return failure == null ? response : new Advice.Throw(failure);
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
            return response;
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
        wire.abort(attempt);
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
        if (request instanceof CancellableDependency) {
            ((CancellableDependency) request).setDependency(new Cancellable() {
                @Override
                public boolean cancel() {
                    waker.run();
                    return true;
                }
            });
        }
    }

    private boolean isCancelled() {
        return request instanceof CancellableDependency && ((CancellableDependency) request).isCancelled();
    }

    long now() {
        return environment.ticker().nanos();
    }
}
