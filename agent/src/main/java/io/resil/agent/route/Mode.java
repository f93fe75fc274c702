package io.resil.agent.route;

/** Whether the policies of a service act. */
public enum Mode {
    ENFORCE,
    /** No policy at all: the agent passes the calls through untouched. */
    OFF;

    /** As it is written in a configuration and in JMX. */
    public String key() {
        return this == ENFORCE ? "enforce" : "off";
    }
}
