package io.resil.agent.discover;

import io.resil.agent.call.HttpCall;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The counted calls that are under way on one thread, the innermost last. Handed from the entry of a woven method to its
 * exit; a place is made once and used again. For its thread only.
 */
final class OpenCalls {

    /** Interceptors that call interceptors do not go deeper; it bounds what a fault could leave behind. */
    private static final int DEEPEST = 16;

    private static final ThreadLocal<OpenCalls> OF_THREAD = new ThreadLocal<>();

    private final @Nullable Call[] calls = new @Nullable Call[DEEPEST];
    private int depth;

    static @Nullable OpenCalls ofThisThreadIfAny() {
        return OF_THREAD.get();
    }

    static OpenCalls ofThisThread() {
        OpenCalls known = OF_THREAD.get();
        if (known != null) {
            return known;
        }
        OpenCalls made = new OpenCalls();
        OF_THREAD.set(made);
        return made;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    /**
     * Whether what enters the funnel is how the client carries out the innermost call: {@code send} by
     * {@code sendAsync}, one client over another. The same funnel again is a call of its own, of an interceptor.
     */
    boolean isCarriedOutBy(HostFunnel funnel, SeenHost host, @Nullable HttpCall governed) {
        Call inner = depth == 0 ? null : calls[depth - 1];
        return inner != null
                && inner.funnel != funnel
                && inner.governed == governed
                && inner.host().isAtSameAddressAs(host);
    }

    /** @param governed the governed call on whose behalf it is made, which tells it from what that call sends itself */
    void push(HostFunnel funnel, SeenHost host, @Nullable HttpCall governed, long begun) {
        if (depth == DEEPEST) {
            clear(); // what was left behind by faults must not keep the thread from counting for ever
        }
        Call call = calls[depth];
        if (call == null) {
            call = new Call();
            calls[depth] = call;
        }
        call.funnel = funnel;
        call.host = host;
        call.governed = governed;
        call.begun = begun;
        depth++;
    }

    /** The innermost call, if it is what leaves the funnel; to be read before the next one is pushed. */
    @Nullable
    Call pop(HostFunnel funnel, @Nullable HttpCall governed) {
        Call inner = depth == 0 ? null : calls[depth - 1];
        if (inner == null || inner.funnel != funnel || inner.governed != governed) {
            return null;
        }
        depth--;
        inner.governed = null; // it knows objects of the application
        return inner;
    }

    private void clear() {
        for (Call call : calls) {
            if (call != null) {
                call.governed = null;
            }
        }
        depth = 0;
    }

    static final class Call {
        private @Nullable HostFunnel funnel;
        private @Nullable SeenHost host;
        private @Nullable HttpCall governed;
        private long begun;

        SeenHost host() {
            return Objects.requireNonNull(host);
        }

        /** Nanoseconds of the ticker. */
        long begun() {
            return begun;
        }
    }
}
