/** The circuit breaker: one immutable state in one atomic reference, an epoch between two transitions. */
package io.resil.agent.breaker;
