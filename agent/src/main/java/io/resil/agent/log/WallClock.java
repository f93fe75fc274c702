package io.resil.agent.log;

/** Milliseconds since 1970-01-01T00:00Z. */
interface WallClock {

    WallClock SYSTEM = new WallClock() {
        @Override
        public long millis() {
            return System.currentTimeMillis();
        }
    };

    long millis();
}
