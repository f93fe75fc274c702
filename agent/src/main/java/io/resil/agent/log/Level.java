package io.resil.agent.log;

/** How much a line matters, least first. */
public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
