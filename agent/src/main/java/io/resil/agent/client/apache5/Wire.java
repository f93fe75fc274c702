package io.resil.agent.client.apache5;

import io.resil.agent.call.Attempt;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the connection of the attempt under way. Written by the thread of the call; what a timer needs is
 * volatile.
 */
final class Wire {

    /** What the client falls back to where the application sets no timeout: it is not the application's own. */
    private static final long DEFAULT_MILLIS = 180_000;

    private volatile @Nullable Attempt owner;
    private volatile @Nullable Cancellable lease;
    private volatile @Nullable Cancellable runtime;
    private volatile boolean ownConnectTimeout;
    private volatile boolean ownSocketTimeout;

    private boolean viaProxy;
    private boolean tunnelled;
    private @Nullable EndpointDetails details;
    private long receivedBefore;
    private @Nullable HttpClientConnection connection;
    private @Nullable ClassicHttpRequest tokenCarrier;
    private @Nullable Throwable hopFailure;
    private @Nullable Throwable preventedReplayOf;
    private boolean callbackFailed;

    void begin(Attempt attempt) {
        owner = attempt;
        lease = null;
        runtime = null;
        viaProxy = false;
        tunnelled = false;
        details = null;
        connection = null;
        hopFailure = null;
        preventedReplayOf = null;
        callbackFailed = false;
    }

    // ---- the client's queue and its connection

    void leasing(Cancellable request) {
        lease = request;
    }

    void using(Cancellable execRuntime, boolean proxy) {
        runtime = execRuntime;
        viaProxy = proxy;
        tunnelled = false;
    }

    void connectingWithin(@Nullable TimeValue timeout) {
        ownConnectTimeout = isOwn(timeout);
    }

    void tunnelled() {
        tunnelled = true;
    }

    /** The proxy has not let us through to the service yet. */
    boolean isAtProxy() {
        return viaProxy && !tunnelled;
    }

    boolean hasOwnConnectTimeout() {
        return ownConnectTimeout;
    }

    boolean hasOwnSocketTimeout() {
        return ownSocketTimeout;
    }

    /** The thread of the call has left the client: nothing reaches it there any more. */
    void end() {
        owner = null;
    }

    /** Frees the thread of the call, wherever in the client the attempt is; it then fails there. */
    void abort(Attempt attempt) {
        if (owner != attempt) {
            return;
        }
        Cancellable queued = lease;
        if (queued != null) {
            queued.cancel();
        }
        Cancellable running = runtime;
        if (running != null) {
            running.cancel();
        }
    }

    // ---- one hop

    /** A request goes out on the connection; returns whether another went before it. */
    boolean hopBegins(HttpClientConnection on) {
        EndpointDetails endpoint = on.getEndpointDetails();
        connection = on;
        details = endpoint;
        receivedBefore = endpoint == null ? 0 : endpoint.getReceivedBytesCount();
        ownSocketTimeout = isOwn(on.getSocketTimeout());
        hopFailure = null;
        preventedReplayOf = null;
        return endpoint != null && endpoint.getRequestCount() > (tunnelled ? 1 : 0);
    }

    /** Whether a byte came on the connection since the hop began. */
    boolean hasReceived() {
        return details != null && details.getReceivedBytesCount() > receivedBefore;
    }

    @Nullable
    HttpClientConnection connection() {
        return connection;
    }

    /** The request that a token was added to, until its hop is over. */
    void carriesToken(ClassicHttpRequest request) {
        tokenCarrier = request;
    }

    @Nullable
    ClassicHttpRequest takeTokenCarrier() {
        ClassicHttpRequest carrier = tokenCarrier;
        tokenCarrier = null;
        return carrier;
    }

    void hopFailed(Throwable failure) {
        hopFailure = failure;
    }

    /** How the latest hop failed, null when it was answered or is none. */
    @Nullable
    Throwable hopFailure() {
        return hopFailure;
    }

    /** A failure, of connecting too, went past the place where the client would have tried again. */
    void replayPrevented(Throwable failure) {
        preventedReplayOf = failure;
    }

    /** What failed last, and was not followed by anything on the wire: an answer all the same is the client's own. */
    @Nullable
    Throwable hiddenFailure() {
        return preventedReplayOf != null ? preventedReplayOf : hopFailure;
    }

    void callbackFailed() {
        callbackFailed = true;
    }

    /** The application's own code failed in the middle of the hop. */
    boolean hasCallbackFailed() {
        return callbackFailed;
    }

    private static boolean isOwn(@Nullable TimeValue timeout) {
        return TimeValue.isPositive(timeout) && timeout != null && timeout.toMilliseconds() != DEFAULT_MILLIS;
    }
}
