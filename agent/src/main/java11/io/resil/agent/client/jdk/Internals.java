package io.resil.agent.client.jdk;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The members of the client's implementation that the adapter reads and calls, the same from Java 11 to 25 but where it
 * says so. The agent opens their package to this loader.
 */
final class Internals {

    private static final String PACKAGE = "jdk.internal.net.http.";

    private static final MethodHandle SEND_ASYNC;
    private static final MethodHandle CANCEL;
    private static final MethodHandle SET_SYSTEM_HEADER;
    private static final MethodHandle IS_WEB_SOCKET;
    private static final VarHandle FACADE;
    private static final VarHandle RESPONSE_HANDLER;
    private static final VarHandle REPLAYED;
    private static final VarHandle EXCHANGE_OF_MULTI;
    private static final VarHandle IMPL_OF_EXCHANGE;
    private static final VarHandle EXCHANGE_OF_IMPL;
    private static final VarHandle MULTI_OF_EXCHANGE;

    /** Null before the updates of 2024, which brought it. */
    private static final @Nullable MethodHandle IS_UNPROCESSED;

    static {
        try {
            Class<?> client = type("HttpClientImpl");
            Class<?> multi = type("MultiExchange");
            Class<?> exchange = type("Exchange");
            Class<?> impl = type("ExchangeImpl");
            Class<?> request = type("HttpRequestImpl");
            Lookup lookup = MethodHandles.privateLookupIn(client, MethodHandles.lookup());
            SEND_ASYNC = lookup.findVirtual(
                            client,
                            "sendAsync",
                            MethodType.methodType(
                                    CompletableFuture.class,
                                    HttpRequest.class,
                                    BodyHandler.class,
                                    PushPromiseHandler.class,
                                    Executor.class))
                    .asType(MethodType.methodType(
                            CompletableFuture.class,
                            HttpClient.class,
                            HttpRequest.class,
                            BodyHandler.class,
                            PushPromiseHandler.class,
                            Executor.class));
            CANCEL = lookup.findVirtual(multi, "cancel", MethodType.methodType(void.class, IOException.class))
                    .asType(MethodType.methodType(void.class, Object.class, IOException.class));
            SET_SYSTEM_HEADER = lookup.findVirtual(
                            request, "setSystemHeader", MethodType.methodType(void.class, String.class, String.class))
                    .asType(MethodType.methodType(void.class, HttpRequest.class, String.class, String.class));
            IS_WEB_SOCKET = lookup.findVirtual(request, "isWebSocket", MethodType.methodType(boolean.class))
                    .asType(MethodType.methodType(boolean.class, HttpRequest.class));
            FACADE = lookup.findVarHandle(client, "facadeRef", WeakReference.class);
            RESPONSE_HANDLER = lookup.findVarHandle(multi, "responseHandler", BodyHandler.class);
            REPLAYED = replayed(lookup, multi);
            EXCHANGE_OF_MULTI = lookup.findVarHandle(multi, "exchange", exchange);
            IMPL_OF_EXCHANGE = lookup.findVarHandle(exchange, "exchImpl", impl);
            EXCHANGE_OF_IMPL = lookup.findVarHandle(impl, "exchange", exchange);
            MULTI_OF_EXCHANGE = lookup.findVarHandle(exchange, "multi", multi);
            IS_UNPROCESSED = unprocessed(lookup, impl);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Internals() {}

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + name, false, HttpClient.class.getClassLoader());
    }

    /** Named {@code expiredOnce} in Java 11. */
    private static VarHandle replayed(Lookup lookup, Class<?> multi) throws ReflectiveOperationException {
        try {
            return lookup.findVarHandle(multi, "retriedOnce", boolean.class);
        } catch (NoSuchFieldException olderName) {
            return lookup.findVarHandle(multi, "expiredOnce", boolean.class);
        }
    }

    private static @Nullable MethodHandle unprocessed(Lookup lookup, Class<?> impl) throws IllegalAccessException {
        try {
            return lookup.findVirtual(impl, "isUnprocessedByPeer", MethodType.methodType(boolean.class))
                    .asType(MethodType.methodType(boolean.class, Object.class));
        } catch (NoSuchMethodException beforeTheUpdate) {
            return null;
        }
    }

    // ---- the client

    @SuppressWarnings("unchecked")
    static <T> CompletableFuture<T> sendAsync(
            HttpClient client,
            HttpRequest request,
            BodyHandler<?> handler,
            @Nullable PushPromiseHandler<?> push,
            @Nullable Executor executor)
            throws Throwable {
        return (CompletableFuture<T>)
                (CompletableFuture<?>) SEND_ASYNC.invokeExact(client, request, handler, push, executor);
    }

    /** What the application holds; once that is collected, the client shuts down. */
    static @Nullable Object facadeOf(HttpClient client) {
        WeakReference<?> facade = (WeakReference<?>) FACADE.get(client);
        return facade == null ? null : facade.get();
    }

    // ---- a call in it

    static @Nullable AttemptHandler<?> handlerOfMulti(Object multi) {
        Object handler = RESPONSE_HANDLER.get(multi);
        return handler instanceof AttemptHandler ? (AttemptHandler<?>) handler : null;
    }

    /** @param impl an {@code ExchangeImpl}: HTTP/1.1 or a stream of HTTP/2 */
    static @Nullable AttemptHandler<?> handlerOfImpl(Object impl) {
        Object exchange = EXCHANGE_OF_IMPL.get(impl);
        Object multi = exchange == null ? null : MULTI_OF_EXCHANGE.get(exchange);
        return multi == null ? null : handlerOfMulti(multi);
    }

    /** The client takes the request for one that it has already sent again, and does not do so once more. */
    static void suppressReplay(Object multi) {
        REPLAYED.set(multi, true);
    }

    /** As its own response timeout does. */
    static void cancel(Object multi, IOException cause) throws Throwable {
        CANCEL.invokeExact(multi, cause);
    }

    /** HTTP/2: the peer said that it did not process the request. */
    static boolean isUnprocessed(Object multi) throws Throwable {
        Object exchange = EXCHANGE_OF_MULTI.get(multi);
        Object impl = exchange == null ? null : IMPL_OF_EXCHANGE.getVolatile(exchange);
        return IS_UNPROCESSED != null && impl != null && (boolean) IS_UNPROCESSED.invokeExact(impl);
    }

    // ---- a request in it

    /** @param request the client's own copy */
    static void setSystemHeader(HttpRequest request, String name, String value) throws Throwable {
        SET_SYSTEM_HEADER.invokeExact(request, name, value);
    }

    static boolean isWebSocket(HttpRequest request) throws Throwable {
        return request.getClass().getName().equals(PACKAGE + "HttpRequestImpl")
                && (boolean) IS_WEB_SOCKET.invokeExact(request);
    }
}
