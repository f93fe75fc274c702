package io.resil.agent.cli;

import java.util.List;

/** One operation on the breaker of a service. */
final class BreakerCommand implements Command {

    private final String name;
    private final String operation;
    private final Terminal terminal;
    private final Reach reach;

    /**
     * @param name of the command
     * @param operation of the MBean
     */
    BreakerCommand(String name, String operation, Terminal terminal, Reach reach) {
        this.name = name;
        this.operation = operation;
        this.terminal = terminal;
        this.reach = reach;
    }

    @Override
    public String usage() {
        return name + " <pid> <service>";
    }

    @Override
    public int run(List<String> words) throws CommandFailure {
        String[] operands = new Arguments(usage(), words).operands("the pid", "the service");
        return reach.visitAgent(operands[0], (agent, process) -> {
            operate(agent, process, operands[1]);
            return ExitCode.DONE;
        });
    }

    private void operate(AgentBeans agent, JvmProcess process, String service) throws CommandFailure {
        if (!agent.services().contains(service)) {
            throw CommandFailure.no(
                    "no service " + service + " in " + process + "; there are: " + String.join(", ", agent.services()));
        }
        String before = agent.state(service);
        agent.operate(service, operation);
        terminal.say(service + ": " + agent.state(service) + ", was " + before);
    }
}
