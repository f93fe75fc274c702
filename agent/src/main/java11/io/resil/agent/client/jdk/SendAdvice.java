package io.resil.agent.client.jdk;

import io.resil.agent.call.Current;
import io.resil.agent.call.Environment;
import io.resil.agent.call.Funnel;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Target;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * At {@code HttpClientImpl.send(HttpRequest, BodyHandler)}, and at its private {@code sendAsync(HttpRequest, BodyHandler,
 * PushPromiseHandler, Executor)}, which {@code send} and every public {@code sendAsync} end in.
 */
public final class SendAdvice extends Advice {

    private static final String NAME = "java.net.http";
    private static final int ARGUMENTS_OF_ASYNC = 4;

    private final Environment environment;
    private final LongAdder seen;
    private final Funnel funnel;

    public SendAdvice(Class<?> woven, Environment environment) {
        this.environment = environment;
        this.seen = environment.callsSeen(woven);
        this.funnel = environment.funnel(NAME);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) throws Throwable {
        HttpRequest request = (HttpRequest) args[0];
        BodyHandler<Object> handler = (BodyHandler<Object>) args[1];
        if (self == null || request == null || handler == null || handler instanceof AttemptHandler) {
            return Seam.PROCEED;
        }
        HttpCall outer = Current.get();
        Target target = match(request.uri());
        boolean inner = outer != null && target != null && outer.target().id().equals(target.id());
        boolean blocking = args.length < ARGUMENTS_OF_ASYNC;
        if (inner || (blocking && Thread.currentThread().isInterrupted())) {
            return Seam.PROCEED;
        }
        if (target != null || !blocking) { // else it passes here again, as the asynchronous call that carries it out
            seen.increment();
        }
        if (target == null) {
            discover(request);
            return Seam.PROCEED;
        }
        HttpClient client = (HttpClient) self;
        if (blocking) {
            return govern(new BlockingSend<>(target, new Asked(client, request, null), handler, environment));
        }
        PushPromiseHandler<Object> push = (PushPromiseHandler<Object>) args[2];
        Asked asked = new Asked(client, request, push);
        return govern(new AsyncSend<>(target, asked, handler, push, (Executor) args[3], environment));
    }

    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        if (result instanceof CompletableFuture) {
            Funnel.Pending pending = funnel.detached();
            if (pending != null) {
                ((CompletableFuture<?>) result).whenComplete(new Discovered(pending, environment));
            }
        } else {
            funnel.ended(result instanceof HttpResponse ? ((HttpResponse<?>) result).statusCode() : 0, failure);
        }
        return result;
    }

    private void discover(HttpRequest request) {
        URI uri = request.uri();
        if (uri != null && uri.getScheme() != null && uri.getHost() != null) {
            boolean hasTimeout = request.timeout().isPresent();
            funnel.begins(uri.getScheme(), uri.getHost(), uri.getPort(), uri.getRawPath(), hasTimeout);
        }
    }

    private @Nullable Target match(@Nullable URI uri) {
        return uri == null || uri.getScheme() == null || uri.getHost() == null
                ? null
                : environment.routes().match(uri.getScheme(), uri.getHost(), uri.getPort(), uri.getRawPath());
    }

    private @Nullable Object govern(BlockingSend<Object> call) {
        try {
            call.target().chain().run(call);
        } catch (Throwable fault) {
            environment.fault("a blocking call of java.net.http", fault);
            return call.outcomeAfterFault();
        }
        return call.outcome();
    }

    private Object govern(AsyncSend<Object> call) {
        try {
            call.target().chain().run(call);
        } catch (Throwable fault) {
            environment.fault("an asynchronous call of java.net.http", fault);
            if (!call.isEverWritten()) {
                return Seam.PROCEED;
            }
        }
        return call.outcome();
    }
}
