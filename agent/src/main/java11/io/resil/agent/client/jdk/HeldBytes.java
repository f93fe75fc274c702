package io.resil.agent.client.jdk;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Gives the application's subscriber a body that is in memory: all of it on the first request, then the end. */
final class HeldBytes<T> implements Subscription {

    private final BodySubscriber<T> taker;
    private final List<ByteBuffer> bytes;
    private final @Nullable Throwable broken;
    private boolean over;

    /** @param broken how the body broke off after that much of it; null when that is all */
    HeldBytes(BodySubscriber<T> taker, List<ByteBuffer> bytes, @Nullable Throwable broken) {
        this.taker = taker;
        this.bytes = bytes;
        this.broken = broken;
    }

    @Override
    public void request(long n) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        if (n <= 0) {
            taker.onError(new IllegalArgumentException("non-positive subscription request"));
            return;
        }
        if (!bytes.isEmpty()) {
            taker.onNext(new ArrayList<>(bytes));
        }
        Throwable failure = broken;
        if (failure == null) {
            taker.onComplete();
        } else {
            taker.onError(failure instanceof IOException ? failure : new IOException(failure));
        }
    }

    @Override
    public void cancel() {
        synchronized (this) {
            over = true;
        }
    }
}
