package io.resil.agent.breaker;

/** What a call gets that asks a breaker to pass: a {@link Grant} or a {@link Rejection}. */
public interface Admission {}
