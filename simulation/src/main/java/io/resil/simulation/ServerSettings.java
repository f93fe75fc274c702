package io.resil.simulation;

/**
 * What the service can do.
 *
 * @param workers requests worked on at once
 * @param meanWorkNanos the mean of exponentially distributed times
 * @param queueLimit requests that may wait; one more is answered 503
 */
record ServerSettings(int workers, double meanWorkNanos, int queueLimit, Order order) {

    /** Requests per second with all workers busy. */
    double capacity() {
        return workers * 1e9 / meanWorkNanos;
    }
}
