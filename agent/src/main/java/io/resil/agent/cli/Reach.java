package io.resil.agent.cli;

/** Goes into the JVM that is meant, and comes out again whatever happens. */
final class Reach {

    private final Jvms jvms;

    Reach(Jvms jvms) {
        this.jvms = jvms;
    }

    /** What is done in there. */
    interface Visit {
        int at(Jvm jvm, JvmProcess process) throws CommandFailure;
    }

    /** What is done with the agent in there. */
    interface AgentVisit {
        int at(AgentBeans agent, JvmProcess process) throws CommandFailure;
    }

    int visit(String pidOrName, Visit visit) throws CommandFailure {
        JvmProcess process = JvmChoice.of(pidOrName, jvms);
        try (Jvm jvm = jvms.attach(process.pid)) {
            return visit.at(jvm, process);
        }
    }

    int visitAgent(String pidOrName, AgentVisit visit) throws CommandFailure {
        return visit(pidOrName, (jvm, process) -> {
            AgentBeans agent = new AgentBeans(jvm.beans(), process);
            if (!agent.areThere()) {
                throw CommandFailure.no("no agent is active in " + process
                        + "; to govern it: java -jar resil-agent.jar attach " + process.pid + " resil.yaml");
            }
            return visit.at(agent, process);
        });
    }
}
