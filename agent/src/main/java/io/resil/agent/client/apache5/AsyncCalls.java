package io.resil.agent.client.apache5;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Classic calls that are carried out by an asynchronous client, by the context that goes with them from thread to
 * thread: the mark on the thread of the caller does not reach the threads of the reactor.
 */
final class AsyncCalls {

    private static final Map<HttpContext, ClassicCall> BY_CONTEXT =
            Collections.synchronizedMap(new WeakHashMap<HttpContext, ClassicCall>());

    private AsyncCalls() {}

    static void carry(HttpContext context, ClassicCall call) {
        BY_CONTEXT.put(context, call);
    }

    static @Nullable ClassicCall of(HttpContext context) {
        return BY_CONTEXT.get(context);
    }

    static void forget(HttpContext context) {
        BY_CONTEXT.remove(context);
    }
}
