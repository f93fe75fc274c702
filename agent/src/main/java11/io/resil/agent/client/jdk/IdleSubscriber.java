package io.resil.agent.client.jdk;

import io.resil.agent.call.Environment;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the silence inside a response body. Only time in which the application waits for more counts: one that is slow to
 * ask is not the service's fault. Thread-safe.
 */
final class IdleSubscriber<T> implements BodySubscriber<T> {

    private final BodySubscriber<T> application;
    private final long limitNanos;
    private final Environment environment;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile long silentSince;
    private volatile @Nullable Subscription source;

    IdleSubscriber(BodySubscriber<T> application, long limitNanos, Environment environment) {
        this.application = application;
        this.limitNanos = limitNanos;
        this.environment = environment;
    }

    @Override
    public CompletionStage<T> getBody() {
        return application.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        source = subscription;
        heard();
        watch(limitNanos);
        application.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                if (n > 0 && demand.getAndAccumulate(n, IdleSubscriber::saturatedSum) == 0) {
                    heard();
                }
                subscription.request(n);
            }

            @Override
            public void cancel() {
                over.set(true);
                subscription.cancel();
            }
        });
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private void heard() {
        silentSince = environment.ticker().nanos();
    }

    private void watch(long nanos) {
        environment.waiting().after(nanos, this::look);
    }

    private void look() {
        if (over.get()) {
            return;
        }
        long left = demand.get() == 0
                ? limitNanos
                : limitNanos - (environment.ticker().nanos() - silentSince);
        if (left > 0) {
            watch(left);
            return;
        }
        if (over.compareAndSet(false, true)) {
            Subscription subscription = source;
            if (subscription != null) {
                subscription.cancel();
            }
            application.onError(new HttpTimeoutException("response body was silent for too long"));
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        if (over.get()) {
            return;
        }
        heard();
        if (demand.get() != Long.MAX_VALUE) {
            demand.decrementAndGet();
        }
        application.onNext(bytes);
    }

    @Override
    public void onError(Throwable failure) {
        if (over.compareAndSet(false, true)) {
            application.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (over.compareAndSet(false, true)) {
            application.onComplete();
        }
    }
}
