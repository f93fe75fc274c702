package io.resil.agent.cli;

import io.resil.agent.config.ConfigurationLoader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that no service covers, and a configuration to start from. Brings the agent into a JVM that has none, to count
 * from then on and govern nothing.
 */
final class DiscoverCommand implements Command {

    private static final String HOSTS = "UnmatchedHosts";
    private static final String SUGGEST = "suggestConfiguration";

    private final Terminal terminal;
    private final Reach reach;
    private final String jar;

    /** @param jar of the agent, absolute */
    DiscoverCommand(Terminal terminal, Reach reach, String jar) {
        this.terminal = terminal;
        this.reach = reach;
        this.jar = jar;
    }

    @Override
    public String usage() {
        return "discover <pid>";
    }

    @Override
    public int run(List<String> words) throws CommandFailure {
        String pidOrName = new Arguments(usage(), words).operands("the pid")[0];
        return reach.visit(pidOrName, (jvm, process) -> {
            AgentBeans agent = new AgentBeans(jvm.beans(), process);
            return agent.areThere() ? tell(agent, process) : begin(jvm, agent, process);
        });
    }

    private int tell(AgentBeans agent, JvmProcess process) throws CommandFailure {
        if (!agent.hasOperation(SUGGEST)) {
            throw CommandFailure.no("the agent in " + process + ", version " + agent.text("Version")
                    + ", has no discovery; a newer one has");
        }
        if (agent.hasAttribute(HOSTS)) {
            print(agent.value(HOSTS));
        }
        terminal.say(agent.invoke(SUGGEST));
        return ExitCode.DONE;
    }

    private int begin(Jvm jvm, AgentBeans agent, JvmProcess process) throws CommandFailure {
        jvm.load(jar, ConfigurationLoader.NO_FILE);
        agent.requireStarted();
        terminal.say(
                "# the agent is in " + process + " from now on: it governs nothing, and counts the calls to each host");
        terminal.say("# when it has seen some traffic: java -jar resil-agent.jar discover " + process.pid);
        return ExitCode.DONE;
    }

    /** As comments, so that the whole output is a configuration. */
    private void print(@Nullable Object hosts) {
        Object[] lines = hosts instanceof Object[] ? (Object[]) hosts : new Object[] {String.valueOf(hosts)};
        for (Object line : lines) {
            terminal.say("# " + line);
        }
    }
}
