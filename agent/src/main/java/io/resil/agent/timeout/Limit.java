package io.resil.agent.timeout;

import org.jspecify.annotations.Nullable;

/**
 * A time limit. One that was configured holds beside the application's own, the stricter wins; a built-in one only fills
 * in where the application set none. Immutable.
 */
public final class Limit {

    public static final Limit NONE = new Limit(0, true);

    private final long nanos;
    private final boolean builtIn;

    private Limit(long nanos, boolean builtIn) {
        this.nanos = nanos;
        this.builtIn = builtIn;
    }

    /** Set in the file or by an override. */
    public static Limit configured(long nanos) {
        return new Limit(nanos, false);
    }

    public static Limit builtIn(long nanos) {
        return new Limit(nanos, true);
    }

    /** Whether there is a limit at all. */
    public boolean exists() {
        return nanos > 0;
    }

    /** 0 where there is none. */
    public long nanos() {
        return nanos;
    }

    public boolean isBuiltIn() {
        return builtIn;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limit && ((Limit) other).nanos == nanos && ((Limit) other).builtIn == builtIn;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(nanos) * 31 + Boolean.hashCode(builtIn);
    }

    @Override
    public String toString() {
        return exists() ? nanos + " ns" + (builtIn ? " (built-in)" : "") : "none";
    }
}
