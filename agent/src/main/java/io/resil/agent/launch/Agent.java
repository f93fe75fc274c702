package io.resil.agent.launch;

/** The entry of the JVM. */
public final class Agent {
    private Agent() {}
}
