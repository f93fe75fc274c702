package io.resil.it;

/** What a {@link FaultyServer} does in place of, or while, answering a request that it has read whole. */
enum Fault {
    /** Answers, and keeps the connection. */
    NONE,
    /** Says nothing, and keeps the connection until the server is closed. */
    HANG,
    /** Closes the connection in good order (FIN) without a byte of an answer. */
    CLOSE_WITHOUT_ANSWER,
    /** Resets the connection (RST) without a byte of an answer. */
    RESET_WITHOUT_ANSWER,
    /** Resets the connection after half of the head. */
    RESET_MID_HEAD,
    /** Resets the connection after half of the body. */
    RESET_MID_BODY,
    /** Says nothing more after half of the body. */
    HANG_MID_BODY,
    /** Sends the head byte by byte, one each {@link Turn#pace}. */
    TRICKLE_HEAD,
    /** Sends the body in ten parts, one each {@link Turn#pace}. */
    TRICKLE_BODY,
    /** Sends bytes that are no HTTP, and closes. */
    SPEAK_GIBBERISH,
    /** Answers as if the connection were kept, and closes it: the client's next request on it finds it dead. */
    CLOSE_AFTER_ANSWER
}
