package io.resil.simulation;

/** What a call asks of the service. */
enum Work {
    /** A worker's time. */
    QUEUED,
    /** Nothing: it is answered at once, from a cache say, whatever the state of the queue. */
    CACHED
}
