package io.resil.agent.call;

/** What let an attempt pass a policy, given back with its outcome. Immutable. */
public interface Permit {

    /** The attempt is the one probe of a breaker that is HALF_OPEN. */
    boolean isProbe();

    /** Whether what gave the permit would still give it: false once the breaker has left that epoch. */
    boolean isCurrent();
}
