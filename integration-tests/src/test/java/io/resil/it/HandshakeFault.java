package io.resil.it;

/** What a {@link FaultyServer} does when a client begins a TLS handshake. */
enum HandshakeFault {
    NONE,
    /** Reads the client's hello and closes (FIN). */
    CLOSE,
    /** Reads the client's hello and resets (RST). */
    RESET
}
