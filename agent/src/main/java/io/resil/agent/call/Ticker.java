package io.resil.agent.call;

/** Monotonic time in nanoseconds, from an arbitrary origin; compare by difference only. */
public interface Ticker {

    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }
    };

    long nanos();
}
