package io.resil.simulation;

/** Which waiting request a free worker takes. */
enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
}
