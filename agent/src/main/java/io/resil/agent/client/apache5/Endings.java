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
        if (attempt.abortCause() != null) {
            return attempt.isRequestWritten()
                    ? Ending.TIMED_OUT
                    : attempt.isConnecting() ? Ending.NEVER_SENT : Ending.LOCAL;
        }
        if (cancelled || isInterrupt(failure)) {
            return Ending.CANCELLED;
        }
        Throwable cause = unwrapped(failure);
        return attempt.isRequestWritten() ? ofSent(attempt, wire, cause) : ofUnsent(wire, cause);
    }

    /** The classic client over an asynchronous one wraps what happened on the other thread; older versions lack it. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wraps = failure.getClass().getName().endsWith(".nio.support.classic.TransportException");
        return wraps && cause != null ? cause : failure;
    }

    private static Ending ofUnsent(Wire wire, Throwable failure) {
        if (isOfConnecting(failure)) {
            return wire.isAtProxy() ? Ending.PROXY_REFUSED : Ending.NEVER_SENT;
        }
        return failure instanceof SSLException ? Ending.TLS_REFUSED : Ending.LOCAL;
    }

    private static Ending ofSent(Attempt attempt, Wire wire, Throwable failure) {
        if (wire.hopFailure() == null && !wire.isInReactor()) {
            return ofLaterHop(failure);
        }
        if (wire.hasCallbackFailed() || !(failure instanceof Exception) || failure instanceof RuntimeException) {
            return Ending.LOCAL;
        }
        if (failure instanceof SocketTimeoutException) {
            return Ending.TIMED_OUT;
        }
        boolean silent = !attempt.isAnswerBegun() && isDeadConnection(failure);
        return silent && attempt.isConnectionReused() ? Ending.STALE_CONNECTION : Ending.UNANSWERED;
    }

    /** A hop was answered, and what came after it failed: the way to the next hop, or the client itself. */
    private static Ending ofLaterHop(Throwable failure) {
        if (isOfConnecting(failure)) {
            return Ending.UNANSWERED;
        }
        return failure instanceof SSLException ? Ending.TLS_REFUSED : Ending.LOCAL;
    }

    private static boolean isOfConnecting(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof PortUnreachableException
                || failure instanceof UnknownHostException
                || failure instanceof SocketTimeoutException
                || isDeadConnection(failure);
    }

    /** Closed or reset by the peer, in a TLS handshake too: that a certificate was refused looks different. */
    private static boolean isDeadConnection(Throwable failure) {
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
