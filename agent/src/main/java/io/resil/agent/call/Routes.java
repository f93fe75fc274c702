package io.resil.agent.call;

import org.jspecify.annotations.Nullable;

/** Which service, if any, governs a URL. Thread-safe; allocates nothing. */
public interface Routes {

    /**
     * @param scheme {@code http} or {@code https}, in any case
     * @param host in any case, IPv6 with or without brackets
     * @param port negative for the scheme's own
     * @param path with or without a query; null and empty stand for {@code /}
     * @return null when no service covers it, or when its mode is off
     */
    @Nullable
    Target match(String scheme, String host, int port, @Nullable String path);

    /** Whether a service covers it that is off: it is not governed, and yet no stranger. */
    default boolean isSwitchedOff(String scheme, String host, int port, @Nullable String path) {
        return false;
    }
}
