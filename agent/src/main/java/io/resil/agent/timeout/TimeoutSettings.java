package io.resil.agent.timeout;

/** The time limits of a service. Immutable. */
public final class TimeoutSettings {

    /** One attempt up to the head of the response, the time spent on sending a request body left out. */
    public final Limit attempt;

    /** Its first part, up to the first byte of a request. */
    public final Limit connect;

    /** The longest silence inside a response body. */
    public final Limit idle;

    /** The whole call, waits included. */
    public final Limit deadline;

    public TimeoutSettings(Limit attempt, Limit connect, Limit idle, Limit deadline) {
        this.attempt = attempt;
        this.connect = connect;
        this.idle = idle;
        this.deadline = deadline;
    }
}
