package io.resil.agent.web;

/** Takes what the status page has to say of itself. Thread-safe. */
public interface Notices {

    /** A line for the log. */
    void said(String line);

    /**
     * Why there is no page although one is configured, as long as that is so.
     *
     * @param problem empty when there is one
     */
    void unavailable(String problem);

    /** A fault of the agent, of which the application notices nothing. */
    void fault(String place, Throwable fault);
}
