package io.resil.agent.client.jdk;

import io.resil.agent.call.BodyCopy;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Copies the body that passes through it to the application's subscriber, which notices nothing. */
final class CopyingSubscriber<T> implements BodySubscriber<T> {

    private final BodySubscriber<T> application;
    private final BodyCopy copy;

    CopyingSubscriber(BodySubscriber<T> application, BodyCopy copy) {
        this.application = application;
        this.copy = copy;
    }

    @Override
    public CompletionStage<T> getBody() {
        return application.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        application.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        for (ByteBuffer each : bytes) {
            copy.add(each);
        }
        application.onNext(bytes);
    }

    @Override
    public void onError(Throwable failure) {
        copy.drop();
        application.onError(failure);
    }

    /** The copy first: with the end of the body, the application may make its next call. */
    @Override
    public void onComplete() {
        copy.complete();
        application.onComplete();
    }
}
