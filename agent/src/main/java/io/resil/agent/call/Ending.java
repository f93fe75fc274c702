package io.resil.agent.call;

/** How an attempt ended, decided by what went over the wire and not by the type of an exception. */
public enum Ending {
    /** The head of a response was accepted. Final: nothing that happens in the body changes it. */
    ANSWERED,
    /** No hop of the attempt wrote a byte of a request: refused, unreachable, unknown host, connect timeout. */
    NEVER_SENT,
    /** A reused connection was found dead before a byte of an answer came. Says nothing about the service. */
    STALE_CONNECTION,
    /** Sent, then reset, closed without an answer, or answered with a broken head. */
    UNANSWERED,
    /** Sent, and a response timeout or the deadline passed before the head came. */
    TIMED_OUT,
    /** The TLS handshake failed over a certificate, a host name or the protocol; it will again. */
    TLS_REFUSED,
    /** The application cancelled, interrupted or aborted the call. */
    CANCELLED,
    /** It failed on our side of the wire: pool lease timeout, client closed, malformed request, a throwing callback. */
    LOCAL,
    /** The proxy could not be reached or refused to tunnel; the service was not asked. */
    PROXY_REFUSED,
    /** Not sent: a policy rejected it. */
    REJECTED
}
