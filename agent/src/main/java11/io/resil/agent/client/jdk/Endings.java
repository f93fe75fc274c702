package io.resil.agent.client.jdk;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended that failed: by what was marked on its way, the exception only where the marks leave it open. Note
 * that {@code HttpConnectTimeoutException} is a {@code HttpTimeoutException}.
 */
final class Endings {

    private static final String EXPIRED = "ConnectionExpiredException";

    private Endings() {}

    static Ending of(Attempt attempt, AttemptHandler<?> handler, boolean cancelled, Throwable failure)
            throws Throwable {
        if (attempt.abortCause() != null) {
            return attempt.isRequestWritten()
                    ? Ending.TIMED_OUT
                    : attempt.isConnecting() ? Ending.NEVER_SENT : Ending.LOCAL;
        }
        if (cancelled || failure instanceof InterruptedException || failure instanceof CancellationException) {
            return Ending.CANCELLED;
        }
        if (handler.hasCallbackFailed()) {
            return Ending.LOCAL;
        }
        boolean sent = attempt.isRequestWritten() && !(handler.isAtFirstHop() && isOfHandshake(failure));
        return sent ? ofSent(attempt, handler, failure) : ofUnsent(attempt, failure);
    }

    /** A handshake that fails while HTTP/2 is negotiated goes on to write; what is written then goes nowhere. */
    private static boolean isOfHandshake(Throwable failure) {
        return isOf(failure, SSLHandshakeException.class);
    }

    private static Ending ofUnsent(Attempt attempt, Throwable failure) {
        if (!attempt.isConnecting() || !(failure instanceof IOException)) {
            return Ending.LOCAL;
        }
        if (failure instanceof HttpConnectTimeoutException || isOf(failure, ConnectException.class)) {
            return Ending.NEVER_SENT;
        }
        if (failure instanceof HttpTimeoutException) {
            return Ending.NEVER_SENT; // of the application's own, before a byte was written
        }
        if (isDeadConnection(failure) || isOfAddress(failure)) {
            return Ending.NEVER_SENT;
        }
        return isOf(failure, SSLException.class) ? Ending.TLS_REFUSED : Ending.LOCAL;
    }

    private static Ending ofSent(Attempt attempt, AttemptHandler<?> handler, Throwable failure) throws Throwable {
        if (handler.isUnprocessed()) {
            return Ending.NEVER_SENT;
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return Ending.UNANSWERED; // of a later hop: the first one was sent
        }
        if (failure instanceof HttpTimeoutException) {
            return Ending.TIMED_OUT;
        }
        if (!(failure instanceof IOException)) {
            return Ending.LOCAL;
        }
        boolean stale = handler.hasConnectionDied() && attempt.isConnectionReused();
        return stale ? Ending.STALE_CONNECTION : Ending.UNANSWERED;
    }

    private static boolean isOfAddress(Throwable failure) {
        return isOf(failure, UnresolvedAddressException.class)
                || isOf(failure, UnknownHostException.class)
                || isOf(failure, NoRouteToHostException.class);
    }

    /** Closed or reset by the peer, in a TLS handshake too: that a certificate was refused looks different. */
    private static boolean isDeadConnection(Throwable failure) {
        if (isOf(failure, EOFException.class)
                || isOf(failure, SocketException.class)
                || isOf(failure, ClosedChannelException.class)) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            boolean plain = cause.getClass() == IOException.class || cause instanceof SSLException;
            if (plain
                    && message != null
                    && (message.contains("reset")
                            || message.contains("EOF")
                            || message.contains("terminated the handshake")
                            || message.contains("closed"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** As {@code send} would throw it: out of its wrapping by the future. */
    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What was aborted by us ends as the client's own timeout would; the rest as it is. */
    static Throwable asTimeout(Attempt attempt, Throwable failure) {
        if (attempt.abortCause() == null || failure instanceof HttpTimeoutException) {
            return failure;
        }
        HttpTimeoutException timeout = attempt.isRequestWritten()
                ? new HttpTimeoutException("request timed out")
                : new HttpConnectTimeoutException("HTTP connect timed out");
        timeout.initCause(failure);
        return timeout;
    }

    /** Whether the client's own replay was about to begin: no byte of an answer had come. */
    static boolean isOfDeadConnection(@Nullable Object failure) {
        return failure != null && failure.getClass().getSimpleName().equals(EXPIRED);
    }
}
