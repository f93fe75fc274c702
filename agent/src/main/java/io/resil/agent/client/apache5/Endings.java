package io.resil.agent.client.apache5;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.Target;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended that threw: by what was marked on its way, the exception only where the marks leave it open. Note
 * that {@code ConnectTimeoutException} is a {@code SocketTimeoutException}, and an abort an
 * {@code InterruptedIOException} like every timeout.
 */
final class Endings {

    private Endings() {}

    static Ending of(Attempt attempt, Wire wire, boolean cancelled, Throwable failure) {
        Ending willed = ofWill(attempt, cancelled, failure);
        if (willed != null) {
            return willed;
        }
        return attempt.isRequestWritten() ? ofSent(attempt, wire, failure) : ofUnsent(attempt, wire, failure);
    }

    /** We or the application ended it; null when neither did. */
    static @Nullable Ending ofWill(Attempt attempt, boolean cancelled, Throwable failure) {
        if (attempt.abortCause() != null) {
            return attempt.isRequestWritten()
                    ? Ending.TIMED_OUT
                    : attempt.isConnecting() ? Ending.NEVER_SENT : Ending.LOCAL;
        }
        return cancelled || isInterrupt(failure) ? Ending.CANCELLED : null;
    }

    private static Ending ofUnsent(Attempt attempt, Wire wire, Throwable failure) {
        if (isOfConnecting(failure)) {
            return ofConnecting(attempt, wire.isAtProxy());
        }
        return failure instanceof SSLException ? Ending.TLS_REFUSED : Ending.LOCAL;
    }

    /** Where the way to a connection was not seen, it is not known either that nothing was sent on it. */
    static Ending ofConnecting(Attempt attempt, boolean atProxy) {
        if (!attempt.isConnecting()) {
            return Ending.UNANSWERED;
        }
        return atProxy ? Ending.PROXY_REFUSED : Ending.NEVER_SENT;
    }

    private static Ending ofSent(Attempt attempt, Wire wire, Throwable failure) {
        if (wire.hopFailure() == null) {
            return ofLaterHop(failure, isOfConnecting(failure));
        }
        if (wire.hasCallbackFailed() || !(failure instanceof Exception) || failure instanceof RuntimeException) {
            return Ending.LOCAL;
        }
        if (failure instanceof SocketTimeoutException) {
            return Ending.TIMED_OUT;
        }
        return ofSilence(attempt, isDeadConnection(failure));
    }

    /** Of a request that was sent and not answered whole. */
    static Ending ofSilence(Attempt attempt, boolean connectionDied) {
        boolean silent = !attempt.isAnswerBegun() && connectionDied;
        return silent && attempt.isConnectionReused() ? Ending.STALE_CONNECTION : Ending.UNANSWERED;
    }

    /** A hop was answered, and what came after it failed: the way to the next hop, or the client itself. */
    static Ending ofLaterHop(Throwable failure, boolean ofConnecting) {
        if (ofConnecting) {
            return Ending.UNANSWERED;
        }
        return failure instanceof SSLException ? Ending.TLS_REFUSED : Ending.LOCAL;
    }

    static boolean isOfConnecting(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof PortUnreachableException
                || failure instanceof UnknownHostException
                || failure instanceof SocketTimeoutException
                || isDeadConnection(failure);
    }

    /** Closed or reset by the peer, in a TLS handshake too: that a certificate was refused looks different. */
    static boolean isDeadConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException
                    || cause instanceof EOFException
                    || cause instanceof NoHttpResponseException
                    || cause instanceof ConnectionClosedException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInterrupt(Throwable failure) {
        return failure instanceof InterruptedIOException
                && !(failure instanceof SocketTimeoutException)
                && !(failure instanceof ConnectionRequestTimeoutException)
                && Thread.currentThread().isInterrupted();
    }

    /** What was aborted by us ends as the client's own timeout of that phase would; the rest as it is. */
    static Throwable asTimeout(Attempt attempt, Target target, Throwable failure) {
        AbortCause cause = attempt.abortCause();
        if (cause == null) {
            return failure;
        }
        return timeout(attempt, cause, target.id(), failure);
    }

    private static Throwable timeout(Attempt attempt, AbortCause cause, String service, @Nullable Throwable failure) {
        String limit = cause == AbortCause.DEADLINE ? "the deadline" : "its timeout";
        Throwable timeout;
        if (attempt.isRequestWritten()) {
            timeout = new SocketTimeoutException(
                    "Read timed out: no response of service " + service + " within " + limit);
        } else if (attempt.isConnecting()) {
            timeout = new ConnectTimeoutException("Connect to service " + service + " timed out within " + limit);
        } else {
            timeout = new ConnectionRequestTimeoutException(
                    "Timeout waiting for connection from pool: service " + service + ", within " + limit);
        }
        if (failure != null) {
            timeout.addSuppressed(failure);
        }
        return timeout;
    }
}
