package io.resil.agent.client.apache5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Stands in front of the consumer of a carried call, and sees the head of its final answer come. */
final class WatchedConsumer<T> implements AsyncResponseConsumer<T> {

    private final AsyncResponseConsumer<T> consumer;
    private final Carrier carrier;

    WatchedConsumer(AsyncResponseConsumer<T> consumer, Carrier carrier) {
        this.consumer = consumer;
        this.carrier = carrier;
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entityDetails,
            @Nullable HttpContext context,
            FutureCallback<T> resultCallback)
            throws HttpException, IOException {
        carrier.answered(response);
        consumer.consumeResponse(response, entityDetails, context, resultCallback);
    }

    /** Whoever reads the body finds its end. */
    void wakeReader() throws IOException {
        try {
            consumer.streamEnd(null);
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void informationResponse(HttpResponse response, @Nullable HttpContext context)
            throws HttpException, IOException {
        consumer.informationResponse(response, context);
    }

    @Override
    public void failed(Exception cause) {
        consumer.failed(cause);
    }

    @Override
    public void updateCapacity(CapacityChannel capacityChannel) throws IOException {
        consumer.updateCapacity(capacityChannel);
    }

    @Override
    public void consume(ByteBuffer src) throws IOException {
        consumer.consume(src);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) throws HttpException, IOException {
        consumer.streamEnd(trailers);
    }

    @Override
    public void releaseResources() {
        consumer.releaseResources();
    }
}
