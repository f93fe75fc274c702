package io.resil.agent.cli;

import javax.management.MBeanServerConnection;

/** A JVM that was reached. For one thread. */
interface Jvm extends AutoCloseable {

    /** Of its platform. Starts that, and the JVM's own management agent, when the application has not. */
    MBeanServerConnection beans() throws CommandFailure;

    /** Loads an agent, and returns when it has started. */
    void load(String jar, String argument) throws CommandFailure;

    @Override
    void close();
}
