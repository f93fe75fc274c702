package io.resil.agent.client.apache5;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import java.io.IOException;
import java.io.InterruptedIOException;
import javax.net.ssl.SSLException;

/**
 * How an attempt ended that threw and was carried out by an asynchronous client: {@link Endings}, where what went wrong
 * comes from another thread, often in a wrapping.
 */
final class CarriedEndings {

    private CarriedEndings() {}

    static Ending of(Attempt attempt, Carrier carrier, boolean cancelled, Throwable failure) {
        Ending willed = Endings.ofWill(attempt, cancelled, failure);
        if (willed != null) {
            return willed;
        }
        Throwable cause = unwrapped(failure);
        if (!attempt.isRequestWritten()) {
            return ofUnsent(attempt, carrier, cause);
        }
        return carrier.isBetweenHops()
                ? Endings.ofLaterHop(cause, isOfConnecting(cause))
                : ofSent(attempt, carrier, cause);
    }

    private static Ending ofUnsent(Attempt attempt, Carrier carrier, Throwable failure) {
        if (carrier.isOnReusedConnection() && attempt.isConnecting() && isDeadConnection(failure)) {
            return Ending.STALE_CONNECTION;
        }
        boolean handshake = isOf(failure, "ProtocolNegotiationException"); // closed before it was agreed what is spoken
        if (handshake || isOfConnecting(failure) || (attempt.isConnecting() && gaveUpWaiting(failure))) {
            return Endings.ofConnecting(attempt, carrier.isAtProxy());
        }
        return failure instanceof SSLException ? Ending.TLS_REFUSED : Ending.LOCAL;
    }

    private static Ending ofSent(Attempt attempt, Carrier carrier, Throwable failure) {
        if (carrier.isAtFirstHop() && isUnprocessed(failure)) {
            return Ending.NEVER_SENT;
        }
        if (!(failure instanceof Exception) || failure instanceof RuntimeException) {
            return Ending.LOCAL;
        }
        if (gaveUpWaiting(failure)) {
            return Ending.TIMED_OUT;
        }
        return Endings.ofSilence(attempt, isDeadConnection(failure));
    }

    /** The client's own timeouts, of the socket and of the thread that waits for the reactor. */
    private static boolean gaveUpWaiting(Throwable failure) {
        return failure instanceof InterruptedIOException;
    }

    private static boolean isOfConnecting(Throwable failure) {
        return Endings.isOfConnecting(failure) || isDeadConnection(failure);
    }

    /** Before Java 13, channels say so in words of the system only, which may be of any language. */
    private static boolean isDeadConnection(Throwable failure) {
        return Endings.isDeadConnection(failure) || failure.getClass() == IOException.class;
    }

    /** The peer said so, or the connection closed before the request got its turn on it. */
    private static boolean isUnprocessed(Throwable failure) {
        return isOf(failure, "RequestNotExecutedException")
                || String.valueOf(failure.getMessage()).contains("REFUSED_STREAM");
    }

    private static boolean isOf(Throwable failure, String simpleName) {
        return failure.getClass().getSimpleName().equals(simpleName);
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wraps = isOf(failure, "TransportException") || isOf(failure, "ProtocolException");
        return wraps && cause != null ? cause : failure;
    }
}
