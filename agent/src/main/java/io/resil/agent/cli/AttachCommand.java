package io.resil.agent.cli;

import java.io.File;
import java.util.List;

/** Brings the agent into a JVM that is running already, or a configuration to an agent that has none. */
final class AttachCommand implements Command {

    private final Terminal terminal;
    private final Reach reach;
    private final String jar;

    /** @param jar of the agent, absolute */
    AttachCommand(Terminal terminal, Reach reach, String jar) {
        this.terminal = terminal;
        this.reach = reach;
        this.jar = jar;
    }

    @Override
    public String usage() {
        return "attach <pid> resil.yaml";
    }

    @Override
    public int run(List<String> words) throws CommandFailure {
        String[] operands = new Arguments(usage(), words).operands("the pid", "the configuration file");
        File file = new File(operands[1]).getAbsoluteFile(); // the JVM has a working directory of its own
        if (!file.isFile()) {
            throw CommandFailure.no(operands[1] + " is no file; the agent would find nothing to do");
        }
        return reach.visit(operands[0], (jvm, process) -> {
            requireNothingGoverned(new AgentBeans(jvm.beans(), process), process);
            jvm.load(jar, file.getPath());
            return report(new AgentBeans(jvm.beans(), process), process);
        });
    }

    /** An agent that has found no configuration, or a broken one, takes this one; no other is taken from it. */
    private static void requireNothingGoverned(AgentBeans agent, JvmProcess process) throws CommandFailure {
        if (agent.areThere() && agent.text("Status").equals("ACTIVE")) {
            throw CommandFailure.no("the agent governs " + process + " already, by " + agent.text("ConfigurationFile")
                    + "; nothing was changed: edit that file, it is read again when it changes");
        }
    }

    private int report(AgentBeans agent, JvmProcess process) throws CommandFailure {
        agent.requireStarted();
        List<String> problems = agent.lines("ConfigurationProblems");
        boolean isActive = agent.text("Status").equals("ACTIVE");
        for (String problem : problems) {
            terminal.complain((isActive ? "warning: " : "") + problem);
        }
        if (!isActive) {
            throw CommandFailure.no("the agent is in " + process + " and does nothing, its status is "
                    + agent.text("Status") + "; correct the configuration, it is read again when it changes");
        }
        terminal.say(process + " is governed: services " + String.join(", ", agent.services()));
        return ExitCode.DONE;
    }
}
