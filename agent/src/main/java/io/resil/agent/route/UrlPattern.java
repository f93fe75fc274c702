package io.resil.agent.route;

/** One {@code url} of a service. */
public final class UrlPattern {}
