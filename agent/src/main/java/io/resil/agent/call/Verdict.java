package io.resil.agent.call;

/** What an attempt proves about the service. */
public enum Verdict {
    SUCCESS,
    FAILURE,
    /** Proves nothing: moves no counter, and gives the place of a probe back. */
    NEUTRAL
}
