package io.resil.agent.fallback;

import java.util.Set;

/** Settings of the last good answers of a service. Immutable. */
public final class LastGoodSettings {

    /** Nanoseconds for which an answer may be used; positive. */
    public final long maxAgeNanos;

    /** Answers kept at once; 1 or more. */
    public final int maxEntries;

    /** Bytes of the largest body that is kept; 0 or more. */
    public final int maxBodyBytes;

    /** The request headers, lower case, that make answers differ; empty where answers are public. */
    public final Set<String> varyOn;

    public LastGoodSettings(long maxAgeNanos, int maxEntries, int maxBodyBytes, Set<String> varyOn) {
        this.maxAgeNanos = maxAgeNanos;
        this.maxEntries = maxEntries;
        this.maxBodyBytes = maxBodyBytes;
        this.varyOn = varyOn;
    }

    boolean isSameAs(LastGoodSettings other) {
        return maxAgeNanos == other.maxAgeNanos
                && maxEntries == other.maxEntries
                && maxBodyBytes == other.maxBodyBytes
                && varyOn.equals(other.varyOn);
    }
}
