package io.resil.agent.call;

import org.jspecify.annotations.Nullable;

/**
 * One woven place that the calls of a client pass, where those that no service governs are counted and never changed.
 * A call begins and ends on one thread, or is {@linkplain #detached() detached} from it. Calls nest; one that only
 * carries out another to the same address is not counted again. Thread-safe; allocates nothing for a call on a thread
 * and to a host that are known, unless it is detached.
 */
public interface Funnel {

    /**
     * A call that no service governs begins on this thread.
     *
     * @param scheme {@code http} or {@code https}, in any case; others are not counted
     * @param host in any case, IPv6 with or without brackets
     * @param port negative for the scheme's own
     * @param path asked whether a service covers it that is switched off, and forgotten
     * @param hasTimeout whether the application limits the wait for the response
     */
    void begins(String scheme, String host, int port, @Nullable String path, boolean hasTimeout);

    /**
     * The call that began here last, if it was to be counted, has ended; anything else that passes is not mistaken for it.
     *
     * @param status 0 when there is none
     */
    void ended(int status, @Nullable Throwable failure);

    /** The call that began here last goes on elsewhere; null when it was not to be counted. */
    @Nullable
    Pending detached();

    /** A call that ends on another thread. */
    interface Pending {

        /** @param status 0 when there is none */
        void ended(int status, @Nullable Throwable failure);
    }
}
