package io.resil.agent.call;

import org.jspecify.annotations.Nullable;

/**
 * The call that is being sent on this thread, by which woven code inside the client finds it again and an inner client
 * recognises that it works on behalf of an outer one.
 */
public final class Current {

    private static final ThreadLocal<HttpCall> CALL = new ThreadLocal<>();

    private Current() {}

    public static @Nullable HttpCall get() {
        return CALL.get();
    }

    /**
     * Marks the thread.
     *
     * @param call null for a call that no service governs, inside of one that is governed
     * @return what it was marked with before; to be given back to {@link #leave}
     */
    public static @Nullable HttpCall enter(@Nullable HttpCall call) {
        HttpCall previous = CALL.get();
        CALL.set(call);
        return previous;
    }

    /** The mark stays, without a call: to remove it and make it again for each call costs more than all else here. */
    public static void leave(@Nullable HttpCall previous) {
        CALL.set(previous);
    }
}
