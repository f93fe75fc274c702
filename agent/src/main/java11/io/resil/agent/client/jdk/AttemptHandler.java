package io.resil.agent.client.jdk;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.BodyCopy;
import io.resil.agent.call.Environment;
import io.resil.agent.call.HeaderField;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Keeping;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body handler of one attempt. It stands in front of the application's own, sees the head of the response before any
 * of its body, and by it the woven parts of the client find the attempt again. Thread-safe.
 */
final class AttemptHandler<T> implements BodyHandler<T> {

    private static final int SWITCHING_PROTOCOLS = 101;

    private final HttpCall call;
    private final Attempt attempt;
    private final BodyHandler<T> application;
    private final Environment environment;

    private volatile @Nullable Object multi;
    private volatile int hops;
    private volatile boolean sendsBody;
    private volatile boolean connectionDied;
    private volatile boolean callbackFailed;
    private volatile boolean askedApplication;
    private volatile @Nullable ResponseInfo head;
    private volatile @Nullable HoldingSubscriber<T> holding;

    AttemptHandler(HttpCall call, Attempt attempt, BodyHandler<T> application, Environment environment) {
        this.call = call;
        this.attempt = attempt;
        this.application = application;
        this.environment = environment;
    }

    Attempt attempt() {
        return attempt;
    }

    long now() {
        return environment.ticker().nanos();
    }

    // ---- on the wire

    /** A hop begins: a request is about to be given a connection. Throws where the attempt is over. */
    void hopBegins(Object multiExchange, HttpRequest hop) throws Throwable {
        multi = multiExchange;
        int before = hops;
        hops = before + 1;
        sendsBody = hop.bodyPublisher().isPresent();
        attempt.markConnecting(now());
        if (call.target().isRetrying()) {
            Internals.suppressReplay(multiExchange);
        }
        addToken(hop);
    }

    private void addToken(HttpRequest hop) throws Throwable {
        String token = attempt.token();
        String header = call.target().tokenHeader();
        if (token == null || header == null || hop.headers().firstValue(header).isPresent()) {
            return;
        }
        String host = hop.uri().getHost();
        if (host != null
                && call.target()
                        .covers(
                                hop.uri().getScheme(),
                                host,
                                hop.uri().getPort(),
                                hop.uri().getRawPath())) {
            Internals.setSystemHeader(hop, header, token);
        }
    }

    void requestWritten(boolean onReusedConnection) {
        connectionDied = false;
        if (call.target().isObserving()) {
            attempt.timeWriting(now());
        }
        attempt.markRequestWritten(onReusedConnection);
    }

    /** The connection ended before a byte of an answer. */
    void connectionDied() {
        connectionDied = true;
    }

    /** The hop under way has a body, if only an empty one. */
    boolean sendsBody() {
        return sendsBody;
    }

    /** No redirect and no authentication round went before. */
    boolean isAtFirstHop() {
        return hops <= 1;
    }

    boolean hasConnectionDied() {
        return connectionDied;
    }

    boolean isUnprocessed() throws Throwable {
        Object exchange = multi;
        return exchange != null && Internals.isUnprocessed(exchange);
    }

    /** Ends the attempt as the client's own response timeout would. */
    void abort(AbortCause cause) {
        Object exchange = multi;
        if (exchange == null) {
            return; // still in the queue of the executor: it ends when its first hop begins
        }
        try {
            Internals.cancel(exchange, timeout());
        } catch (Throwable fault) {
            environment.fault("aborting a call of java.net.http: " + cause, fault);
        }
    }

    /** The one that the client itself would throw at this point. */
    private IOException timeout() {
        if (attempt.isRequestWritten()) {
            return new HttpTimeoutException("request timed out");
        }
        HttpConnectTimeoutException timeout = new HttpConnectTimeoutException("HTTP connect timed out");
        timeout.initCause(new ConnectException("HTTP connect timed out"));
        return timeout;
    }

    // ---- the head

    @Override
    public BodySubscriber<T> apply(ResponseInfo info) {
        head = info;
        if (attempt.isRequestWritten() && call.target().mightHoldBack(call, info.statusCode())) {
            attempt.markAnswerBegun();
            HoldingSubscriber<T> subscriber =
                    new HoldingSubscriber<>(this, info, call.target().willReplace(call, info.statusCode()));
            holding = subscriber;
            return subscriber;
        }
        if (isFinal(info.statusCode())) {
            if (call.target().isObserving()) {
                attempt.timeHead(now());
            }
            attempt.markHeadAccepted();
        }
        BodyCopy copy = copyOf(info);
        BodySubscriber<T> subscriber = applicationSubscriber(info);
        return copy == null ? subscriber : new CopyingSubscriber<>(subscriber, copy);
    }

    private @Nullable BodyCopy copyOf(ResponseInfo info) {
        Keeping keeping = call.target().keeping();
        if (keeping == null || !keeping.mayKeep(call, info.statusCode())) {
            return null;
        }
        List<HeaderField> fields = new ArrayList<>();
        info.headers().map().forEach((name, values) -> {
            for (String value : values) {
                fields.add(new HeaderField(name, value));
            }
        });
        return keeping.copyOf(call, fields);
    }

    /** Java 11 takes an informational answer for the answer, and waits for the end of its body. */
    private static boolean isFinal(int status) {
        return status >= 200 || status == SWITCHING_PROTOCOLS;
    }

    /** The application's own handler, once per call. */
    BodySubscriber<T> applicationSubscriber(ResponseInfo info) {
        askedApplication = true;
        BodySubscriber<T> subscriber;
        try {
            subscriber = application.apply(info);
        } catch (RuntimeException | Error failure) {
            callbackFailed = true;
            throw failure;
        }
        long idle = call.target().idleTimeoutNanos();
        return idle <= 0 ? subscriber : new IdleSubscriber<>(subscriber, idle, environment);
    }

    /** Null before it came. */
    @Nullable
    ResponseInfo head() {
        return head;
    }

    /** Its handler has seen a response, and does not get another. */
    boolean hasAskedApplication() {
        return askedApplication;
    }

    boolean hasCallbackFailed() {
        return callbackFailed;
    }

    /** The body in memory, as far as it was held; null when it was not. */
    @Nullable
    HoldingSubscriber<T> held() {
        HoldingSubscriber<T> subscriber = holding;
        return subscriber != null && subscriber.isHeld() ? subscriber : null;
    }

    /** Refuses to begin a hop of an attempt that was aborted while it was queued. */
    @Nullable
    IOException refusal() {
        return attempt.abortCause() == null ? null : timeout();
    }
}
