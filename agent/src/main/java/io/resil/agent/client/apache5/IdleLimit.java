package io.resil.agent.client.apache5;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.util.Timeout;

/**
 * Bounds the silence inside a response body by the socket timeout of its connection, and puts that back before the
 * connection is used again. Thread-safe.
 */
final class IdleLimit {

    private final Map<HttpClientConnection, Timeout> before = new WeakHashMap<>();
    private volatile boolean used;

    /** The head of a response has come: its body begins. */
    void set(HttpClientConnection connection, long nanos) {
        if (nanos <= 0) {
            return;
        }
        Timeout own = connection.getSocketTimeout();
        Timeout limit = Timeout.of(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), TimeUnit.MILLISECONDS);
        if (own == null || !Timeout.isPositive(own) || own.compareTo(limit) > 0) {
            used = true;
            synchronized (before) {
                before.put(connection, own == null ? Timeout.DISABLED : own);
            }
            connection.setSocketTimeout(limit);
        }
    }

    /** The connection is used for another request. */
    void lift(HttpClientConnection connection) {
        if (!used) {
            return;
        }
        Timeout own;
        synchronized (before) {
            own = before.remove(connection);
        }
        if (own != null) {
            connection.setSocketTimeout(own);
        }
    }
}
