package io.resil.agent.call;

/** Why the agent ended an attempt that was under way. */
public enum AbortCause {
    CONNECT_TIMEOUT,
    RESPONSE_TIMEOUT,
    DEADLINE
}
