package io.resil.agent.client.apache5;

import io.resil.agent.call.Attempt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of the handler of one exchange, HTTP/1.1 or a stream of HTTP/2, and sees its request go and its answer
 * come: once for each request on the wire, redirects, authentication rounds and CONNECT included.
 */
final class WatchedExchange implements AsyncClientExchangeHandler {

    private final AsyncClientExchangeHandler handler;
    private final Carrier carrier;
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean tunnelling;

    WatchedExchange(AsyncClientExchangeHandler handler, Carrier carrier) {
        this.handler = handler;
        this.carrier = carrier;
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        handler.produceRequest(
                new RequestChannel() {
                    @Override
                    public void sendRequest(
                            HttpRequest request, @Nullable EntityDetails entity, @Nullable HttpContext requestContext)
                            throws HttpException, IOException {
                        written(request, entity);
                        channel.sendRequest(request, entity, requestContext);
                    }
                },
                context);
    }

    /** The connection is ready for it, and nothing but an error of the wire can keep it back. */
    private void written(HttpRequest request, @Nullable EntityDetails entity) {
        tunnelling = "CONNECT".equalsIgnoreCase(request.getMethod());
        if (tunnelling) {
            return;
        }
        Attempt attempt = carrier.attempt();
        CopiedEntity.look(
                carrier.call(), attempt, request); // before the token, which is the service's and not a user's
        Tokens.add(carrier.call().target(), attempt, request, carrier.targetHost());
        carrier.requestWritten();
        if (entity != null) {
            attempt.markUploading(carrier.call().now());
        }
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        handler.produce(new DataStreamChannel() {
            @Override
            public void requestOutput() {
                channel.requestOutput();
            }

            @Override
            public int write(ByteBuffer src) throws IOException {
                return channel.write(src);
            }

            @Override
            public void endStream() throws IOException {
                channel.endStream();
                uploaded();
            }

            @Override
            public void endStream(@Nullable List<? extends Header> trailers) throws IOException {
                channel.endStream(trailers);
                uploaded();
            }
        });
    }

    private void uploaded() {
        carrier.attempt().markUploaded(carrier.call().now());
    }

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context)
            throws HttpException, IOException {
        if (!tunnelling) {
            uploaded(); // a server may answer before it has read all
            carrier.hopAnswered();
        } else if (response.getCode() == HttpStatus.SC_OK) {
            carrier.tunnelled();
        }
        handler.consumeResponse(response, entity, context);
    }

    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) throws HttpException, IOException {
        if (!tunnelling) {
            carrier.attempt().markAnswerBegun();
        }
        handler.consumeInformation(response, context);
    }

    @Override
    public int available() {
        return handler.available();
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        handler.updateCapacity(channel);
    }

    @Override
    public void consume(ByteBuffer src) throws IOException {
        handler.consume(src);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) throws HttpException, IOException {
        handler.streamEnd(trailers);
    }

    @Override
    public void cancel() {
        if (failed.compareAndSet(false, true)) {
            handler.cancel();
        }
    }

    /** Once: the client cancels what has failed when it notices late, and would report that in place of the reason. */
    @Override
    public void failed(Exception cause) {
        if (failed.compareAndSet(false, true)) {
            handler.failed(cause);
        }
    }

    @Override
    public void releaseResources() {
        handler.releaseResources();
    }
}
