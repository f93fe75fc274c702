package io.resil.it;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;

/** Reaches into a running JVM, by the attach mechanism of the JDK. */
final class Attaching {

    private Attaching() {}

    /** Loads an agent, and returns when it has started. */
    static void load(AgentJvm jvm, String agentJar, String argument) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(jvm.pid()));
        try {
            load(machine, agentJar, argument);
        } finally {
            machine.detach();
        }
    }

    static void load(VirtualMachine machine, String agentJar, String argument) throws Exception {
        try {
            machine.loadAgent(agentJar, argument);
        } catch (AgentLoadException e) {
            if (AgentJvm.javaVersion() > 8 || !"0".equals(e.getMessage())) { // so says Java 8 of its success
                throw e;
            }
        }
    }
}
