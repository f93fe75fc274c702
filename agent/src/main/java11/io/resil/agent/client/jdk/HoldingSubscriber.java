package io.resil.agent.client.jdk;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of an answer that may be retried into memory. When it turns out too large, the application's own
 * subscriber takes over and gets what was held first. Driven by one thread at a time, as the Flow rules say.
 */
final class HoldingSubscriber<T> implements BodySubscriber<T> {

    /** Larger answers are handed over unretried. */
    static final int LIMIT = 64 * 1024;

    private final AttemptHandler<T> attempt;
    private final ResponseInfo head;
    private final boolean isExpendable;
    private final CompletableFuture<T> body = new CompletableFuture<>();
    private final List<ByteBuffer> bytes = new ArrayList<>();

    private int size;
    private @Nullable Subscription subscription;
    private @Nullable BodySubscriber<T> application;
    private volatile boolean held;
    private volatile @Nullable Throwable broken;

    /** @param isExpendable whether nobody is to see the body, so that of a large one the rest can be left */
    HoldingSubscriber(AttemptHandler<T> attempt, ResponseInfo head, boolean isExpendable) {
        this.attempt = attempt;
        this.head = head;
        this.isExpendable = isExpendable;
    }

    @Override
    public CompletionStage<T> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        BodySubscriber<T> taker = application;
        if (taker != null) {
            taker.onNext(more);
            return;
        }
        if (held) {
            return; // was on its way when the rest was declined
        }
        for (ByteBuffer each : more) {
            size += each.remaining();
            bytes.add(each);
        }
        Subscription source = subscription;
        if (size > LIMIT && isExpendable && source != null) {
            source.cancel();
            onError(new IOException("the rest of the body was not waited for"));
        } else if (size > LIMIT) {
            handOver();
        } else if (source != null) {
            source.request(1);
        }
    }

    /** The application's subscriber asks for the first part, which is what was held; then it is its own master. */
    private void handOver() {
        attempt.attempt().markHeadAccepted();
        Subscription source = subscription;
        if (source == null) {
            throw new IllegalStateException("no subscription");
        }
        BodySubscriber<T> taker;
        try {
            taker = attempt.applicationSubscriber(head);
        } catch (RuntimeException | Error failure) {
            source.cancel();
            body.completeExceptionally(failure);
            return;
        }
        application = taker;
        taker.getBody().whenComplete((value, failure) -> {
            if (failure != null) {
                body.completeExceptionally(failure);
            } else {
                body.complete(value);
            }
        });
        taker.onSubscribe(new HeldFirst<>(taker, bytes, source));
    }

    @Override
    public void onError(Throwable failure) {
        BodySubscriber<T> taker = application;
        if (taker != null) {
            taker.onError(failure);
            return;
        }
        broken = failure; // the application would have met it when reading; it will, if it gets this answer
        held = true;
        attempt.attempt().markHeadAccepted();
        body.complete(null);
    }

    @Override
    public void onComplete() {
        BodySubscriber<T> taker = application;
        if (taker != null) {
            taker.onComplete();
            return;
        }
        held = true;
        attempt.attempt().markHeadAccepted();
        body.complete(null);
    }

    /** Whether all there is of the body is in memory, and the application's handler has not been asked. */
    boolean isHeld() {
        return held;
    }

    /** Gives what is held to the application's own subscriber, now that it is what the application gets. */
    CompletionStage<T> replay() {
        BodySubscriber<T> taker = attempt.applicationSubscriber(head);
        taker.onSubscribe(new HeldBytes<>(taker, bytes, broken));
        return taker.getBody();
    }

    /** The held part on the first request, then the source. */
    private static final class HeldFirst<T> implements Subscription {
        private final BodySubscriber<T> taker;
        private final List<ByteBuffer> bytes;
        private final Subscription source;
        private boolean given;
        private boolean cancelled;

        HeldFirst(BodySubscriber<T> taker, List<ByteBuffer> bytes, Subscription source) {
            this.taker = taker;
            this.bytes = bytes;
            this.source = source;
        }

        @Override
        public void request(long n) {
            boolean first;
            synchronized (this) {
                first = !given && !cancelled && n > 0;
                given |= first;
            }
            if (!first) {
                source.request(n);
                return;
            }
            taker.onNext(new ArrayList<>(bytes));
            if (n > 1) {
                source.request(n - 1);
            }
        }

        @Override
        public void cancel() {
            synchronized (this) {
                cancelled = true;
            }
            source.cancel();
        }
    }
}
