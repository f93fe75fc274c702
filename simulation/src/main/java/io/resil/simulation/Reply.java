package io.resil.simulation;

/** What a client hears of a request. */
enum Reply {
    /** Status 200: the work was done. */
    DONE,
    /** Status 503 at once, as the queue is full. */
    BUSY,
    /** No connection: nothing listens. */
    REFUSED,
    /** The service went down with the request in it. */
    RESET
}
