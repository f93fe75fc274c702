package io.resil.agent.client.apache5;

import io.resil.agent.call.Attempt;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a classic call that an asynchronous client carries out, as far as it is seen there. The mark on the
 * thread of the caller does not reach the threads of the reactor; there the attempt is found again by the context and
 * the runtime that belong to the exchange. Thread-safe.
 */
final class Carrier {

    /** By the context or the runtime of the exchange, neither of which says that it equals another. */
    private static final Map<Object, Carrier> KNOWN = Collections.synchronizedMap(new WeakHashMap<Object, Carrier>());

    private final ClassicCall call;
    private final Attempt attempt;
    private final Thread caller = Thread.currentThread();
    private volatile @Nullable Object context;
    private volatile @Nullable Object runtime;
    private volatile @Nullable CancellableDependency operation;
    private volatile @Nullable Cancellable lease;
    private volatile @Nullable Cancellable connecting;
    private volatile @Nullable AsyncClientExchangeHandler exchange;
    private volatile @Nullable WatchedConsumer<?> consumer;
    private volatile @Nullable HttpRoute route;
    private volatile boolean tunnelled;
    private volatile boolean onNewConnection;
    private volatile boolean laterHop;
    private volatile boolean hopAnswered;
    private volatile @Nullable HttpResponse head;
    // guarded by this: an interrupt of ours must not be left behind, or meet what comes later

    private boolean cancelled;
    private boolean interrupted;
    private boolean over;

    /** Made by the thread of the caller. */
    Carrier(ClassicCall call, Attempt attempt) {
        this.call = call;
        this.attempt = attempt;
    }

    /** Who is carried by this exchange; null for one that is no call of ours. */
    static @Nullable Carrier of(AsyncExecChain.Scope scope) {
        Carrier known = KNOWN.get(scope.clientContext);
        if (known != null) {
            return known;
        }
        ClassicCall call = ClassicCall.current(); // the first hop begins on the thread of the caller
        Carrier carrier = call == null ? null : call.carrier();
        if (carrier != null) {
            carrier.context = scope.clientContext;
            KNOWN.put(scope.clientContext, carrier);
        }
        return carrier;
    }

    static @Nullable Carrier of(Object execRuntime) {
        return KNOWN.get(execRuntime);
    }

    ClassicCall call() {
        return call;
    }

    Attempt attempt() {
        return attempt;
    }

    // ---- on the way to a connection

    /** A hop is on its way to the connections. */
    void queues(AsyncExecChain.Scope scope) {
        operation = scope.cancellableDependency;
        runtime = scope.execRuntime;
        KNOWN.put(scope.execRuntime, this);
        laterHop = route != null;
        route = scope.route;
        tunnelled = false;
        onNewConnection = false;
    }

    /**
     * The client keeps what this returns as the one thing to cancel, in the place of a later one if the lease was quick.
     * So it stands for whatever the exchange is at; but it also cancels what it is given when the exchange is over by
     * then, which must not spoil that.
     */
    Cancellable leasing(Cancellable request) {
        lease = request;
        return new Cancellable() {
            @Override
            public boolean cancel() {
                CancellableDependency client = operation;
                boolean willed = client != null && client.isCancelled();
                if (willed) {
                    cancelAll();
                }
                return willed;
            }
        };
    }

    void connects() {
        onNewConnection = true;
        attempt.markConnecting(call.now());
    }

    void connecting(Cancellable request) {
        connecting = request;
    }

    void tunnelled() {
        tunnelled = true;
    }

    /** The proxy has not let us through to the service yet. */
    boolean isAtProxy() {
        HttpRoute hop = route;
        return hop != null && hop.getProxyHost() != null && !tunnelled;
    }

    /** Where the route of the latest hop leads to. */
    @Nullable
    HttpHost targetHost() {
        HttpRoute hop = route;
        return hop == null ? null : hop.getTargetHost();
    }

    /** A connection that was open before: what is wrong with it says nothing of the service. */
    boolean isOnReusedConnection() {
        return !onNewConnection;
    }

    boolean isAtFirstHop() {
        return !laterHop;
    }

    // ---- on the wire

    void exchanges(AsyncClientExchangeHandler handler) {
        exchange = handler;
        attempt.markConnecting(call.now());
    }

    void requestWritten() {
        hopAnswered = false;
        if (call.target().isObserving()) {
            attempt.timeWriting(call.now());
        }
        attempt.markRequestWritten(isOnReusedConnection());
    }

    void hopAnswered() {
        hopAnswered = true;
        attempt.markAnswerBegun();
    }

    /** The latest hop was answered; what failed after it was on the way to another, or in the client. */
    boolean isBetweenHops() {
        return hopAnswered;
    }

    // ---- the final answer

    void consumedBy(WatchedConsumer<?> watched) {
        consumer = watched;
    }

    /** The head is there: whatever happens to the body is not retried, unless it has to be held in memory first. */
    void answered(HttpResponse response) {
        head = response;
        if (!call.mightHoldBack(attempt, response.getCode())) {
            attempt.markHeadAccepted();
        }
    }

    /** The head of the final answer, which the caller may not have got to see: the body can break off first. */
    @Nullable
    HttpResponse head() {
        return head;
    }

    // ---- its end

    /**
     * Ends the exchange wherever it is, as the client itself would when its future is cancelled. A caller whom that does
     * not wake, as he waits for room to send his body, is interrupted the second time.
     */
    void abort() {
        cancelAll();
        wakeCaller();
    }

    private void cancelAll() {
        for (Cancellable each : new Cancellable[] {lease, connecting}) {
            if (each != null) {
                each.cancel();
            }
        }
        AsyncClientExchangeHandler running = exchange;
        if (running != null) {
            running.cancel();
        }
    }

    private synchronized void wakeCaller() {
        if (cancelled && !over) {
            interrupted = true;
            caller.interrupt();
        }
        cancelled = true;
    }

    /** Ends the body for a reader who waits for more of it. */
    void endBody() throws IOException {
        abort();
        WatchedConsumer<?> watched = consumer;
        if (watched != null) {
            watched.wakeReader();
        }
    }

    /** The caller has left the client. What is still under way there is no longer its attempt. */
    void leave() {
        synchronized (this) {
            over = true;
            if (interrupted) {
                Thread.interrupted(); // it was ours, for what is over
            }
        }
        for (Object key : new Object[] {context, runtime}) {
            if (key != null) {
                KNOWN.remove(key, this);
            }
        }
    }
}
